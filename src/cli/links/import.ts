/** `links import`: brings back what the database lacks of a file, and leaves what it has. */
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import {
  LinkFileError,
  type LinkFileHeader,
  type LinkFileLine,
  readHeader,
  readLine,
} from '../../server/link-file/format.ts';
import {
  importLinks,
  LINE_OUTCOMES,
  type LineOutcome,
  type LineReport,
} from '../../server/link-file/import.ts';
import type { Connection } from '../../store/generated/prisma/client.ts';
import { acquireLease, type LeaseHandle, releaseLease, renewLease } from '../../store/leases.ts';
import { TransferInterrupted } from '../../store/link-transfer.ts';
import { hashingKeyName } from '../../store/sealing.ts';
import { type OpenedConnection, withOpened } from '../mappings/connection.ts';
import { CommandError } from '../mappings/sets.ts';
import { print, printError } from '../mappings/terminal.ts';
import { meter } from './meter.ts';

export interface ImportOptions {
  readonly connection: string;
  readonly dryRun?: true;
  /** Also the lines of which there is nothing to say. */
  readonly verbose?: true;
}

const WORDS: Readonly<Record<LineOutcome, string>> = {
  restored: 'restored',
  there: 'already there',
  goneInFsm: 'restored, gone in FSM',
  goneInBooks: 'restored, gone in Books',
  conflict: 'conflict',
  notFound: 'not found',
  broken: 'broken line',
};
const UNEVENTFUL: ReadonlySet<LineOutcome> = new Set(['restored', 'there']);
/** Lines that brought nothing, though somebody may have counted on them. */
const LEFT_OUT: ReadonlySet<LineOutcome> = new Set(['conflict', 'notFound', 'broken']);
export const EXIT_LEFT_OUT = 2;
const RENEW_EVERY_MS = 5_000;

/** Exit code 0: every line is there now; 2: some were left out; 1: nothing could be done. */
export async function importFile(path: string, options: ImportOptions): Promise<void> {
  const [first, ...rest] = (await contentOf(path)).split('\n');
  const header = readHeader(first);
  const lines = rest
    .map((text, at) => ({ text, number: at + 2 }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, number }) => readLine(text, number));
  await withOpened(options.connection, async (opened) => {
    requireSameOrganizations(header, opened.connection);
    const counts = await underLease(opened, options.dryRun === true, (lease, signal) =>
      importInto(opened, { header, lines, lease, signal, verbose: options.verbose === true }),
    );
    conclude(counts, options.dryRun === true, header.hashingKey === hashingKeyName(opened.appKey));
  });
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      throw new CommandError(`${path} cannot be read (${error.code}).`);
    throw error;
  }
}

/** Ids are those of one organisation; in another they would join what does not belong together. */
function requireSameOrganizations(header: LinkFileHeader, connection: Connection): void {
  const same = (['product', 'booksOrganizationId', 'fsmOrganizationId'] as const).every(
    (key) => header[key] === connection[key],
  );
  if (same) return;
  throw new LinkFileError(
    `The file is of other organisations (Books ${header.booksOrganizationId}, FSM ${header.fsmOrganizationId}) than the connection (Books ${connection.booksOrganizationId}, FSM ${connection.fsmOrganizationId}). Nothing was imported.`,
  );
}

interface Work {
  readonly header: LinkFileHeader;
  readonly lines: readonly LinkFileLine[];
  readonly lease: LeaseHandle | null;
  readonly signal: AbortSignal;
  readonly verbose: boolean;
}

async function importInto(
  { database, connection, access, appKey }: OpenedConnection,
  { header, lines, lease, signal, verbose }: Work,
): Promise<ReadonlyMap<LineOutcome, number>> {
  const { prisma, pool } = database;
  const counts = new Map<LineOutcome, number>();
  const shown = meter(process.stderr);
  const report = ({ number, outcome, about }: LineReport): void => {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (!verbose && UNEVENTFUL.has(outcome)) return;
    shown.clear();
    print(`line ${number}: ${WORDS[outcome]}: ${about}`);
  };
  const session = await access.openForRun(connection.id);
  try {
    await importLinks({
      pool,
      session,
      connectionId: connection.id,
      lease,
      lines,
      sameKey: header.hashingKey === hashingKeyName(appKey),
      now: new Date(),
      signal,
      report,
      progress: (what, done, total) => shown.show(`looking up ${what}: ${done} of ${total}`),
      keepLease: async () => {
        if (lease !== null && !(await renewLease(prisma, lease))) throw new TransferInterrupted();
      },
    });
  } finally {
    shown.clear();
    await session.close();
  }
  return counts;
}

/** Holds the connection meanwhile, as a run does; trying out needs no hold. */
async function underLease<T>(
  { database: { prisma }, connection }: OpenedConnection,
  dryRun: boolean,
  work: (lease: LeaseHandle | null, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  if (dryRun) return work(null, over.signal);
  const lease = await acquireLease(prisma, connection.id, `${hostname()}:${process.pid}`, 'links import');
  if (lease === null) throw inUse();
  const renewing = setInterval(() => {
    renewLease(prisma, lease).then(
      (held) => held || over.abort(new TransferInterrupted()),
      // It lapses by itself if this goes on, and then nothing more is written.
      () => undefined,
    );
  }, RENEW_EVERY_MS);
  try {
    // A run that waits for its quota holds no lease, and goes on with what it has read.
    const { activeRunId } = await prisma.connection.findUniqueOrThrow({ where: { id: connection.id } });
    if (activeRunId !== null) throw inUse();
    return await work(lease, over.signal);
  } finally {
    clearInterval(renewing);
    await releaseLease(prisma, lease);
  }
}

const inUse = (): CommandError =>
  new CommandError(
    'A sync of this connection is under way. Wait until it has ended, or cancel it, and import again.',
  );

function conclude(counts: ReadonlyMap<LineOutcome, number>, dryRun: boolean, sameKey: boolean): void {
  const told = LINE_OUTCOMES.filter((outcome) => counts.has(outcome));
  const list = told.map((outcome) => `${counts.get(outcome)} ${WORDS[outcome]}`).join(', ');
  printError(
    `${dryRun ? 'Would be: ' : ''}${list === '' ? 'The file has no lines after its header' : list}.`,
  );
  const restored = (['restored', 'goneInFsm', 'goneInBooks'] as const).some((one) => counts.has(one));
  if (restored && !sameKey)
    printError(
      'The file was written under another APP_KEY: what the sides agreed on is not known. The next sync compares both sides of each link, and writes what differs as the conflict policy says.',
    );
  if (told.some((outcome) => LEFT_OUT.has(outcome))) process.exitCode = EXIT_LEFT_OUT;
}
