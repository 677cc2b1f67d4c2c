/** Brings the links of a file into a database: each is looked up in both services first, and nothing that is there is changed. */
import type { Pool } from 'pg';
import type { ServiceSession } from '../../engine/services.ts';
import type { LeaseHandle } from '../../store/leases.ts';
import {
  addLinked,
  insertLinks,
  insertParked,
  type KnownRecords,
  knownRecords,
  recordKey,
  type TransferredLink,
  type TransferredParked,
} from '../../store/link-transfer.ts';
import { aliveRecords } from './alive.ts';
import type { LinkFileLine } from './format.ts';

export const LINE_OUTCOMES = [
  'restored',
  'there',
  'goneInFsm',
  'goneInBooks',
  'conflict',
  'notFound',
  'broken',
] as const;
/** `goneInFsm`, `goneInBooks`: restored, and marked as gone on that side, so that its record is not created again (D1, D2). */
export type LineOutcome = (typeof LINE_OUTCOMES)[number];

export interface LineReport {
  readonly number: number;
  readonly outcome: LineOutcome;
  /** The records, or what is wrong with the line; no value of theirs. */
  readonly about: string;
}

export interface ImportInput {
  readonly pool: Pool;
  readonly session: ServiceSession;
  readonly connectionId: string;
  /** Null: nothing is written. */
  readonly lease: LeaseHandle | null;
  readonly lines: readonly LinkFileLine[];
  /** The hashes were made with our key; else the bases are left out, and the next run compares both sides. */
  readonly sameKey: boolean;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly report: (line: LineReport) => void;
  readonly progress: (what: string, done: number, total: number) => void;
  /** Called before each step that may follow minutes of silence. @throws TransferInterrupted */
  readonly keepLease: () => Promise<void>;
}

type LinkLine = Extract<LinkFileLine, { kind: 'link' }>;
type ParkedLine = Extract<LinkFileLine, { kind: 'parked' }>;

const LINES_PER_WRITE = 500;

export async function importLinks(input: ImportInput): Promise<void> {
  const known = await knownRecords(input.pool, input.connectionId);
  const links: LinkLine[] = [];
  const parked: ParkedLine[] = [];
  for (const line of input.lines) {
    if (line.kind === 'broken') {
      input.report({ number: line.number, outcome: 'broken', about: line.why });
    } else if (line.kind === 'link') {
      const why = clashOf(known, line.link);
      if (why === null) {
        addLinked(known.linked, line.link);
        links.push(line);
      } else input.report({ number: line.number, ...why });
    } else {
      const why = clashOfParked(known, line.parked);
      if (why === null) {
        known.parked.add(keyOfParked(line.parked));
        parked.push(line);
      } else input.report({ number: line.number, ...why });
    }
  }
  const alive = await lookUp(input, links, parked);
  for (const chunk of chunks(links)) await restoreLinks(input, chunk, alive);
  for (const chunk of chunks(parked)) await restoreParked(input, chunk, alive);
}

const inWords = ({ fsmModule, fsmId, booksModule, booksId }: TransferredLink): string =>
  `FSM ${fsmModule} ${fsmId} with Books ${booksModule === '' ? '(none yet)' : `${booksModule} ${booksId}`}`;

const keyOfParked = ({ side, module, recordId }: TransferredParked): string =>
  recordKey(side, module, recordId);

type Clash = { readonly outcome: LineOutcome; readonly about: string } | null;

/** What the database holds instead of the link; it stays. */
function clashOf({ linked, parked }: KnownRecords, link: TransferredLink): Clash {
  const fsm = recordKey('FSM', link.fsmModule, link.fsmId);
  const books = link.booksModule === '' ? '' : recordKey('BOOKS', link.booksModule, link.booksId);
  const about = inWords(link);
  if (linked.get(fsm) === books) return { outcome: 'there', about };
  if (linked.has(fsm)) return { outcome: 'conflict', about: `${about}: the FSM record has another link` };
  if (books !== '' && linked.has(books))
    return { outcome: 'conflict', about: `${about}: the Books record has another link` };
  const left = [fsm, books].find((key) => parked.has(key));
  return left === undefined
    ? null
    : { outcome: 'conflict', about: `${about}: one of them is left alone here by a person's word or a move` };
}

function clashOfParked({ linked, parked }: KnownRecords, record: TransferredParked): Clash {
  const about = `parked ${record.side === 'FSM' ? 'FSM' : 'Books'} ${record.module} ${record.recordId}`;
  if (parked.has(keyOfParked(record))) return { outcome: 'there', about };
  return linked.has(keyOfParked(record))
    ? { outcome: 'conflict', about: `${about}: the record has a link` }
    : null;
}

function* chunks<T>(all: readonly T[]): Generator<readonly T[], void> {
  for (let at = 0; at < all.length; at += LINES_PER_WRITE) yield all.slice(at, at + LINES_PER_WRITE);
}

/** The keys of the records that are there; those that the file calls gone are not asked for. */
async function lookUp(
  { session, signal, progress, keepLease }: ImportInput,
  links: readonly LinkLine[],
  parked: readonly ParkedLine[],
): Promise<ReadonlySet<string>> {
  const asked = new Map<string, { side: 'FSM' | 'BOOKS'; module: string; ids: Set<string> }>();
  const ask = (side: 'FSM' | 'BOOKS', module: string, id: string): void => {
    const key = `${side}/${module}`;
    const question = asked.get(key) ?? { side, module, ids: new Set() };
    asked.set(key, question);
    question.ids.add(id);
  };
  for (const { link } of links) {
    if (link.fsmGoneAt === null) ask('FSM', link.fsmModule, link.fsmId);
    if (link.booksGoneAt === null && link.booksModule !== '') ask('BOOKS', link.booksModule, link.booksId);
  }
  for (const { parked: record } of parked) ask(record.side, record.module, record.recordId);
  const alive = new Set<string>();
  for (const { side, module, ids } of asked.values()) {
    await keepLease();
    const what = `${side === 'FSM' ? 'FSM' : 'Books'} ${module}`;
    const found = await aliveRecords(session, { side, module, ids: [...ids] }, signal, (done) =>
      progress(what, done, ids.size),
    );
    for (const id of found) alive.add(recordKey(side, module, id));
  }
  return alive;
}

async function restoreLinks(
  { pool, lease, sameKey, now, report, keepLease }: ImportInput,
  lines: readonly LinkLine[],
  alive: ReadonlySet<string>,
): Promise<void> {
  const rows: TransferredLink[] = [];
  const reports: LineReport[] = [];
  for (const { number, link } of lines) {
    const about = inWords(link);
    const fsmLost = link.fsmGoneAt === null && !alive.has(recordKey('FSM', link.fsmModule, link.fsmId));
    const booksLost =
      link.booksGoneAt === null &&
      link.booksModule !== '' &&
      !alive.has(recordKey('BOOKS', link.booksModule, link.booksId));
    const noneLeft = (fsmLost || link.fsmGoneAt !== null) && (booksLost || link.booksGoneAt !== null);
    if (noneLeft && (fsmLost || booksLost)) {
      reports.push({ number, outcome: 'notFound', about });
      continue;
    }
    const outcome = fsmLost ? 'goneInFsm' : booksLost ? 'goneInBooks' : 'restored';
    reports.push({ number, outcome, about });
    rows.push({
      ...(sameKey ? link : withoutBase(link)),
      ...(fsmLost ? { fsmGoneAt: now.toISOString() } : {}),
      ...(booksLost ? { booksGoneAt: now.toISOString() } : {}),
    });
  }
  await keepLease();
  if (lease !== null && rows.length > 0) await insertLinks(pool, lease, rows);
  for (const line of reports) report(line);
}

/** Under another key no hash fits: nothing is known to be agreed, and the stamps say nothing without it. */
const withoutBase = (link: TransferredLink): TransferredLink => ({
  ...link,
  base: {},
  mappingFingerprint: '',
  unverified: false,
  fsmModifiedAt: null,
  booksModifiedAt: null,
});

async function restoreParked(
  { pool, lease, report, keepLease }: ImportInput,
  lines: readonly ParkedLine[],
  alive: ReadonlySet<string>,
): Promise<void> {
  const there = lines.filter(({ parked }) => alive.has(keyOfParked(parked)));
  await keepLease();
  if (lease !== null && there.length > 0)
    await insertParked(
      pool,
      lease,
      there.map(({ parked }) => parked),
    );
  for (const { number, parked } of lines) {
    const { side, module, recordId } = parked;
    const about = `parked ${side === 'FSM' ? 'FSM' : 'Books'} ${module} ${recordId}`;
    report({ number, outcome: alive.has(keyOfParked(parked)) ? 'restored' : 'notFound', about });
  }
}
