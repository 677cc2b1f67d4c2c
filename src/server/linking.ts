/** What a person decides about which records belong together. Runs keep to it: nothing is joined or parted behind it. */
import { pairOf, type TableName } from '../engine/model.ts';
import { fieldsOf } from '../engine/run.ts';
import { personRecordId, type ServiceRecord, type ServiceSession, type Side } from '../engine/services.ts';
import { PARENT_MODULES, route, SHAPES_OF_SYNC_TYPE } from '../engine/shapes.ts';
import type { Answer, Control } from '../jobs/control.ts';
import { NOT_FOUND, refusalOfFault, refuse, syncInProgress } from '../jobs/refusals.ts';
import type { RunMapping } from '../jobs/runner.ts';
import type { Connection, PrismaClient } from '../store/generated/prisma/client.ts';
import { acquireLease, LEASE_TTL_MS, type LeaseHandle, releaseLease, renewLease } from '../store/leases.ts';
import { joinRecords, partRecords } from '../store/linking.ts';

export interface LinkingDependencies {
  readonly prisma: PrismaClient;
  readonly holder: string;
  readonly loadMapping: (connection: Connection) => Promise<RunMapping>;
  readonly openSession: (connectionId: string) => Promise<ServiceSession & { close(): Promise<void> }>;
}

type LinkInput = Parameters<Control['linkRecords']>[0];

const READ_MS_MAX = 30_000;
const BEATS_PER_TTL = 3;
const NO_LINK = refuse('NOT_FOUND', 'There is no such link.');

export function createLinking(deps: LinkingDependencies): Pick<Control, 'linkRecords' | 'unlinkRecords'> {
  return {
    linkRecords: (input) => linkRecords(deps, input),
    unlinkRecords: (input) => unlinkRecords(deps, input.linkId),
  };
}

/**
 * Holds the connection meanwhile, so that no run decides about the same records. A run that rests holds no lease, and goes
 * on with what it has read: it must be over as well.
 */
async function held<T>(
  { prisma, holder }: LinkingDependencies,
  connectionId: string,
  work: (lease: LeaseHandle) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const lease = await acquireLease(prisma, connectionId, holder, 'link');
  if (lease === null) return syncInProgress();
  // A beat that is lost shows in `stillHeld`, which is asked before anything is written.
  const beat = setInterval(
    () => void renewLease(prisma, lease).catch(() => undefined),
    LEASE_TTL_MS / BEATS_PER_TTL,
  );
  try {
    const connection = await prisma.connection.findUnique({
      where: { id: connectionId },
      select: { activeRunId: true },
    });
    if (connection === null) return NOT_FOUND;
    return connection.activeRunId === null ? await work(lease) : syncInProgress();
  } finally {
    clearInterval(beat);
    await releaseLease(prisma, lease);
  }
}

const stillHeld = ({ prisma }: LinkingDependencies, lease: LeaseHandle): Promise<boolean> =>
  renewLease(prisma, lease);

async function linkRecords(deps: LinkingDependencies, input: LinkInput): Promise<Answer<{ linkId: string }>> {
  const connection = await deps.prisma.connection.findUnique({ where: { id: input.connectionId } });
  if (connection === null) return NOT_FOUND;
  return held(deps, connection.id, async (lease) => {
    try {
      const session = await deps.openSession(connection.id);
      try {
        return await linkUnderLease(deps, { connection, session, lease }, input);
      } finally {
        await session.close();
      }
    } catch (error) {
      return { ok: false, refusal: refusalOfFault(error) };
    }
  });
}

interface Linking {
  readonly connection: Connection;
  readonly session: ServiceSession;
  readonly lease: LeaseHandle;
}

async function linkUnderLease(
  deps: LinkingDependencies,
  { connection, session, lease }: Linking,
  input: LinkInput,
): Promise<Answer<{ linkId: string }>> {
  const mapping = await deps.loadMapping(connection);
  const fsm = await readFsm(session, mapping, input);
  if (fsm === null) return refuse('NOT_FOUND', `FSM has no record ${input.fsmId} in ${input.fsmModule}.`);
  const kind = kindOf(mapping, 'FSM', input.fsmModule, fsm);
  const table = mapping.tables.find(({ plan }) => plan.table === kind);
  if (kind === null || table === undefined) {
    return refuse('VALIDATION_FAILED', 'The sync type of this connection leaves such FSM records alone.');
  }
  const booksId = await booksRecordId(deps, connection.id, kind, fsm, input.booksId);
  if (booksId === null) {
    return refuse(
      'VALIDATION_FAILED',
      'The company of this contact has no counterpart in Books yet: link the company first.',
    );
  }
  const { booksModule } = table.plan;
  const module = session.module('BOOKS', booksModule, { fields: fieldsOf(table, 'BOOKS') });
  const books = await module.get(booksId, AbortSignal.timeout(READ_MS_MAX));
  if (books === null) return refuse('NOT_FOUND', `Books has no record ${input.booksId} in ${booksModule}.`);
  if (kindOf(mapping, 'BOOKS', booksModule, books) !== kind) {
    return refuse(
      'VALIDATION_FAILED',
      'The two are of different kinds: a company goes with a business customer, a contact of no company with an individual one.',
    );
  }
  const pair = { kind, pair: pairOf(kind), fsmModule: input.fsmModule, fsmId: fsm.id, booksModule, booksId };
  if (!(await stillHeld(deps, lease))) return syncInProgress();
  const linkId = await joinRecords(deps.prisma, connection.id, pair);
  if (linkId !== null) return { ok: true, value: { linkId } };
  return refuse(
    'VALIDATION_FAILED',
    'One of the two has a counterpart already. Take that link away first (unlinkRecords).',
  );
}

/** The record with the fields of every table it may belong to. */
async function readFsm(
  session: ServiceSession,
  mapping: RunMapping,
  { fsmModule, fsmId }: LinkInput,
): Promise<ServiceRecord | null> {
  const table = mapping.tables.find(({ plan }) => plan.fsmModule === fsmModule);
  if (table === undefined) return null;
  const module = session.module('FSM', fsmModule, { fields: fieldsOf(table, 'FSM') });
  return module.get(fsmId, AbortSignal.timeout(READ_MS_MAX));
}

function kindOf(mapping: RunMapping, side: Side, module: string, record: ServiceRecord): TableName | null {
  const [own] = route(SHAPES_OF_SYNC_TYPE[mapping.syncType], side, module, record);
  return own?.kind ?? null;
}

/** A contact person is addressed with its customer, which is the counterpart of the contact's company. */
async function booksRecordId(
  { prisma }: LinkingDependencies,
  connectionId: string,
  kind: TableName,
  fsm: ServiceRecord,
  given: string,
): Promise<string | null> {
  const parents = PARENT_MODULES[kind];
  if (parents === undefined || given.includes('/')) return given;
  const company = await prisma.recordLink.findUnique({
    where: {
      connectionId_fsmModule_fsmId: { connectionId, fsmModule: parents.FSM, fsmId: fsm.parentId ?? '' },
    },
    select: { booksId: true },
  });
  return company === null ? null : personRecordId(company.booksId, given);
}

async function unlinkRecords(
  deps: LinkingDependencies,
  linkId: string,
): Promise<Answer<{ connectionId: string }>> {
  const found = await deps.prisma.recordLink.findUnique({
    where: { id: linkId },
    select: { connectionId: true },
  });
  if (found === null) return NO_LINK;
  return held(deps, found.connectionId, async () => {
    // As it is now that nothing else changes it.
    const link = await deps.prisma.recordLink.findUnique({ where: { id: linkId } });
    if (link === null) return NO_LINK;
    await partRecords(deps.prisma, link);
    return { ok: true, value: { connectionId: link.connectionId } };
  });
}
