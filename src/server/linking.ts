/** What a person decides about which records belong together. Runs keep to it: nothing is joined or parted behind it. */
import { EngineError } from '../engine/errors.ts';
import { pairOf, type TableName } from '../engine/model.ts';
import { fieldsOf } from '../engine/run.ts';
import { personRecordId, type ServiceRecord, type ServiceSession, type Side } from '../engine/services.ts';
import { PARENT_MODULES, route, SHAPES_OF_SYNC_TYPE } from '../engine/shapes.ts';
import type { Answer, Control, Refusal } from '../jobs/control.ts';
import type { RunMapping } from '../jobs/runner.ts';
import type { Connection, PrismaClient } from '../store/generated/prisma/client.ts';
import { acquireLease, type LeaseHandle, releaseLease } from '../store/leases.ts';
import { joinRecords, partRecords } from '../store/linking.ts';

export interface LinkingDependencies {
  readonly prisma: PrismaClient;
  readonly holder: string;
  readonly loadMapping: (connection: Connection) => Promise<RunMapping>;
  readonly openSession: (connectionId: string) => Promise<ServiceSession & { close(): Promise<void> }>;
}

type LinkInput = Parameters<Control['linkRecords']>[0];

const READ_MS_MAX = 30_000;

const refuse = (code: Refusal['code'], message: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, message },
});

export function createLinking(deps: LinkingDependencies): Pick<Control, 'linkRecords' | 'unlinkRecords'> {
  return {
    linkRecords: (input) => linkRecords(deps, input),
    unlinkRecords: (input) => unlinkRecords(deps, input.linkId),
  };
}

/** Holds the connection meanwhile, so that no run decides about the same records. */
async function held<T>(
  { prisma, holder }: LinkingDependencies,
  connectionId: string,
  work: (lease: LeaseHandle) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const lease = await acquireLease(prisma, connectionId, holder, 'link');
  if (lease === null) {
    return refuse(
      'SYNC_IN_PROGRESS',
      'A sync of this connection is under way. Wait until it has ended, or cancel it, and try again.',
    );
  }
  try {
    return await work(lease);
  } finally {
    await releaseLease(prisma, lease);
  }
}

async function linkRecords(deps: LinkingDependencies, input: LinkInput): Promise<Answer<{ linkId: string }>> {
  const connection = await deps.prisma.connection.findUnique({ where: { id: input.connectionId } });
  if (connection === null) return refuse('NOT_FOUND', 'There is no such connection.');
  return held(deps, connection.id, async () => {
    const session = await deps.openSession(connection.id);
    try {
      return await linkUnderLease(deps, connection, session, input);
    } catch (error) {
      // Whatever a service answers to a person's request is the answer to it.
      if (error instanceof EngineError) return refuse('SERVICE_UNAVAILABLE', error.message);
      throw error;
    } finally {
      await session.close();
    }
  });
}

async function linkUnderLease(
  deps: LinkingDependencies,
  connection: Connection,
  session: ServiceSession,
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
  const link = await deps.prisma.recordLink.findUnique({ where: { id: linkId } });
  if (link === null) return refuse('NOT_FOUND', 'There is no such link.');
  return held(deps, link.connectionId, async () => {
    await partRecords(deps.prisma, link);
    return { ok: true, value: { connectionId: link.connectionId } };
  });
}
