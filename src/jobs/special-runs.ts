/** Runs that are no full sync: previews, imports, failed records once more, one record. Claimed as every run is (S7). */
import type { SelectedRecord, Side } from '../engine/model.ts';
import { READ_ALONG_WITH } from '../engine/shapes.ts';
import type { DuplicatePolicy } from '../store/generated/prisma/enums.ts';
import { booksEnd } from '../store/record-ends.ts';
import {
  booksModuleOfKind,
  LOGGED_BOOKS_MODULES,
  LOGGED_MODULES,
  moduleOfKind,
} from '../store/record-modules.ts';
import { queueRun } from '../store/runs.ts';
import type { Answer, Control, NamedRecord } from './control.ts';
import { NOT_FOUND, refuse } from './refusals.ts';
import { begun, refusalOf, type SyncControlDependencies } from './sync-control.ts';

type SpecialRuns = Pick<Control, 'previewSync' | 'startImport' | 'retryFailed' | 'syncRecord'>;

export function createSpecialRuns(deps: SyncControlDependencies): SpecialRuns {
  return {
    previewSync: (input) => queue(deps, input.connectionId, { mode: 'PREVIEW', ...policyOf(input) }),
    startImport: (input) => startImport(deps, input.connectionId),
    retryFailed: (input) => retryFailed(deps, input.runId),
    syncRecord: (input) => syncRecord(deps, input),
  };
}

const policyOf = ({ duplicatePolicy }: { duplicatePolicy?: DuplicatePolicy | null }) => ({
  duplicatePolicy: duplicatePolicy ?? null,
});

interface Special {
  readonly mode: 'PREVIEW' | 'IMPORT' | 'SELECTED';
  readonly duplicatePolicy?: DuplicatePolicy | null;
  readonly selection?: readonly SelectedRecord[];
}

/** None of them is a manual sync in the sense of S3. */
async function queue(
  deps: SyncControlDependencies,
  connectionId: string,
  special: Special,
): Promise<Answer<{ runId: string }>> {
  const connection = await deps.prisma.connection.findUnique({ where: { id: connectionId } });
  if (connection === null) return NOT_FOUND;
  const at = new Date(deps.clock.nowMs());
  const runId = deps.newId();
  const answer = await queueRun(deps.prisma, {
    ...special,
    runId,
    connectionId,
    trigger: special.mode === 'SELECTED' ? 'RETRY' : 'MANUAL',
    scope: special.mode === 'SELECTED' ? 'RETRY' : 'FULL',
    at,
    manualSince: at,
    manualMax: 0,
  });
  if (answer !== 'queued') return refusalOf(answer, connection.timeZone);
  await begun(deps, connectionId, runId);
  return { ok: true, value: { runId } };
}

/** E8: while sync is not enabled. The mapping must be usable, as for a sync. */
async function startImport(
  deps: SyncControlDependencies,
  connectionId: string,
): Promise<Answer<{ runId: string }>> {
  const connection = await deps.prisma.connection.findUnique({ where: { id: connectionId } });
  if (connection === null) return NOT_FOUND;
  const issues = await deps.mappingIssues(connection);
  if (issues.length === 0) return queue(deps, connectionId, { mode: 'IMPORT' });
  return refuse(
    'MAPPING_INVALID',
    `The mapping set "${connection.mappingSet}" is not valid. Correct what is listed and import again.`,
    issues,
  );
}

/** At most so many failed records in one retry; the next sync takes up all of them anyway. */
const RETRIED_MAX = 10_000;

async function retryFailed(
  deps: SyncControlDependencies,
  failedRunId: string,
): Promise<Answer<{ runId: string }>> {
  const run = await deps.prisma.syncRun.findUnique({ where: { id: failedRunId } });
  if (run === null) return refuse('NOT_FOUND', 'There is no such run.');
  const failed = await deps.prisma.runRecord.findMany({
    where: { runId: failedRunId, outcome: 'FAILED' },
    select: { kind: true, fsmId: true, booksId: true },
    orderBy: { id: 'asc' },
    take: RETRIED_MAX,
  });
  if (failed.length === 0) {
    return refuse('VALIDATION_FAILED', 'The run has no failed records, so there is nothing to try again.');
  }
  const records = failed.flatMap(({ kind, fsmId, booksId }): SelectedRecord[] => [
    ...(fsmId === null ? [] : [{ side: 'FSM', module: moduleOfKind(kind), id: fsmId } as const]),
    ...(booksId === null ? [] : [{ side: 'BOOKS', module: booksModuleOfKind(kind), id: booksId } as const]),
  ]);
  return queue(deps, run.connectionId, { mode: 'SELECTED', selection: records });
}

/** Both ends of the record's link, where it has one. */
async function syncRecord(
  deps: SyncControlDependencies,
  input: NamedRecord,
): Promise<Answer<{ runId: string }>> {
  const { connectionId } = input;
  const named = namedSide(input);
  if ('refusal' in named) return named;
  const link = await deps.prisma.recordLink.findFirst({
    where: {
      connectionId,
      booksModule: { not: '' },
      ...(named.side === 'FSM' ? { fsmId: named.id } : booksEnd(named.id)),
      ...(input.module == null ? {} : { [named.side === 'FSM' ? 'fsmModule' : 'booksModule']: input.module }),
    },
    orderBy: { id: 'asc' },
  });
  if (link !== null) {
    const fsm: SelectedRecord = { side: 'FSM', module: link.fsmModule, id: link.fsmId };
    const books: SelectedRecord = { side: 'BOOKS', module: link.booksModule, id: link.booksId };
    return queue(deps, connectionId, { mode: 'SELECTED', selection: [fsm, books] });
  }
  const module = moduleOf(named, input.module ?? null);
  if (typeof module !== 'string') return module;
  return queue(deps, connectionId, { mode: 'SELECTED', selection: [{ ...named, module }] });
}

interface NamedSide {
  readonly side: Side;
  readonly id: string;
}

function namedSide({ fsmId, booksId }: NamedRecord): NamedSide | ReturnType<typeof refuse> {
  if (fsmId && !booksId) return { side: 'FSM', id: fsmId };
  if (booksId && !fsmId) return { side: 'BOOKS', id: booksId };
  return refuse(
    'VALIDATION_FAILED',
    'Name the record by its id in one of the services: `fsmId` or `booksId`.',
  );
}

/** The module of a record that has no link. */
function moduleOf({ side, id }: NamedSide, module: string | null): string | ReturnType<typeof refuse> {
  const known = side === 'FSM' ? LOGGED_MODULES : LOGGED_BOOKS_MODULES;
  if (module === null || !known.includes(module)) {
    return refuse(
      'VALIDATION_FAILED',
      `The record has no link that would tell its module, so \`module\` must name it: ${known.join(', ')}.`,
    );
  }
  if (READ_ALONG_WITH[module] !== undefined && !id.includes('/')) {
    return refuse(
      'VALIDATION_FAILED',
      'A contact person without a link is found under its customer only: give `<contact_id>/<contact_person_id>`.',
    );
  }
  return module;
}
