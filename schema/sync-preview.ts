/** Previews: what the next sync would do, shown before it is done. */
import type { Operation as OperationName } from '../src/engine/model.ts';
import { callsToApply } from '../src/jobs/calls.ts';
import type { SyncRun as RunRow } from '../src/store/generated/prisma/client.ts';
import type { Direction as DirectionName, Pair as PairName } from '../src/store/generated/prisma/enums.ts';
import type { PreviewCount } from '../src/store/preview-summary.ts';
import { previewEnd, previewStateOf } from '../src/store/previews.ts';
import { onlyVisible } from './access.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection } from './connection.ts';
import type { Context } from './context.ts';
import { Direction, DuplicatePolicy, Pair } from './enums.ts';
import { isUuid, NIL_UUID } from './ids.ts';
import { kindOf, RecordKind } from './record-kind.ts';
import { RunProgress, readRun } from './run.ts';
import { forRole, INPUT, resultType, UserErrorValue } from './user-error.ts';

const PreviewState = builder.enumType('PreviewState', {
  description: 'How far a preview is.',
  values: {
    QUEUED: { description: 'Waits for a worker.' },
    RUNNING: { description: 'Reads and compares, or rests until a quota is free.' },
    READY: { description: 'Shows what a sync would do, and can be applied by `syncNow`.' },
    FAILED: { description: 'Ended by a fault; `error` says which.' },
    CANCELLED: { description: 'Ended by a person.' },
    EXPIRED: { description: 'Too old to be applied; make another one.' },
  } as const,
});

interface CountsOfTable {
  readonly pair: PairName;
  readonly kind: PreviewCount['kind'];
  readonly direction: DirectionName;
  readonly byOperation: ReadonlyMap<OperationName, number>;
}

function countField(operations: readonly OperationName[]) {
  return ({ byOperation }: CountsOfTable): number =>
    operations.reduce((sum, operation) => sum + (byOperation.get(operation) ?? 0), 0);
}

const PreviewCounts = builder.objectRef<CountsOfTable>('PreviewCounts').implement({
  description: 'What would become of the records of one kind, in one direction.',
  fields: (t) => ({
    pair: t.expose('pair', { type: Pair, description: 'The pair.' }),
    kind: t.field({
      type: RecordKind,
      description: 'What the records are.',
      resolve: ({ kind }) => kindOf(kind),
    }),
    direction: t.expose('direction', { type: Direction, description: 'Which side would be written.' }),
    created: t.int({ description: 'Would be created.', resolve: countField(['CREATE']) }),
    updated: t.int({
      description: 'Would be read and, where they still differ, written.',
      resolve: countField(['UPDATE']),
    }),
    linked: t.int({
      description: 'Would be joined with a counterpart, with nothing to write.',
      resolve: countField(['LINK']),
    }),
    deactivated: t.int({ description: 'Would be made inactive.', resolve: countField(['DEACTIVATE']) }),
    skipped: t.int({
      description: 'Would be left alone for a reason that is no fault.',
      resolve: countField(['SKIP', 'MARK_GONE']),
    }),
    failed: t.int({ description: 'Would fail.', resolve: countField(['FAIL']) }),
  }),
});

const CallEstimate = builder.objectRef<{ books: number; fsm: number }>('CallEstimate').implement({
  description: "How many calls to Zoho's APIs something would take, at most.",
  fields: (t) => ({
    books: t.exposeInt('books', { description: 'Calls of Books or Invoice.' }),
    fsm: t.exposeInt('fsm', { description: 'Calls of FSM.' }),
  }),
});

const shownBy = async (run: RunRow, { loaders }: Context): Promise<readonly PreviewCount[]> =>
  (await loaders.previewCounts.load(run.id)) ?? [];

function countsByTable(counts: readonly PreviewCount[]): CountsOfTable[] {
  const tables = Map.groupBy(counts, ({ kind, direction }) => `${kind} ${direction}`);
  return [...tables.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { pair, kind, direction } = first;
    const byOperation = new Map(rows.map(({ operation, count }) => [operation, count]));
    return [{ pair, kind, direction, byOperation }];
  });
}

export const SyncPreview = builder.prismaNode('SyncRun', {
  variant: 'SyncPreview',
  description: 'What a sync would do, record by record. Making it writes nothing to either service.',
  id: { field: 'id', description: 'Global id.' },
  nullable: true,
  interfaces: [RunProgress],
  findUnique: (id, { principal }) => ({
    id: isUuid(id) ? id : NIL_UUID,
    mode: 'PREVIEW',
    ...onlyVisible(principal),
  }),
  fields: (t) => ({
    state: t.field({
      type: PreviewState,
      description: 'How far it is, and whether it can still be applied.',
      resolve: (run, _args, { nowMs }) => previewStateOf(run, nowMs()),
    }),
    duplicatePolicy: t.field({
      type: DuplicatePolicy,
      description: 'The duplicate policy it is made for.',
      resolve: async (run, _args, { loaders }) =>
        run.duplicatePolicy ??
        (await loaders.connections.load(run.connectionId))?.duplicatePolicy ??
        'OVERWRITE',
    }),
    madeAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was ready; null before.',
      resolve: (run) => (run.state === 'SUCCEEDED' ? run.endedAt : null),
    }),
    validUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when it can be applied: an hour after it was ready.',
      resolve: (run) => (run.state === 'SUCCEEDED' ? previewEnd(run) : null),
    }),
    counts: t.field({
      type: [PreviewCounts],
      description: 'What would become of the records, by kind and direction.',
      resolve: async (run, _args, context) => countsByTable(await shownBy(run, context)),
    }),
    adopted: t.int({
      description: "How many pairs would be taken over that Zoho's own sync had joined before.",
      resolve: async (run, _args, context) =>
        (await shownBy(run, context)).reduce((sum, { adopted }) => sum + adopted, 0),
    }),
    calls: t.field({
      type: CallEstimate,
      description: 'What applying it would take, at most, besides the lists that any sync reads.',
      resolve: async (run, _args, context) => callsToApply(await shownBy(run, context)),
    }),
  }),
});

builder.prismaObjectFields(Connection, (t) => ({
  activePreview: t.field({
    type: SyncPreview,
    nullable: true,
    description: 'The preview that is being made; null when there is none.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.activePreviews.load(id)) ?? null,
  }),
  lastPreview: t.field({
    type: SyncPreview,
    nullable: true,
    description:
      'The preview that ended last; null when it was forgotten, as it is soon after it has expired.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.lastPreviews.load(id)) ?? null,
  }),
}));

const PreviewSyncInput = builder.inputType('PreviewSyncInput', {
  description: 'The connection whose next sync is shown.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    duplicatePolicy: t.field({
      type: DuplicatePolicy,
      required: false,
      description: "Left out: the connection's own, or OVERWRITE before it has one.",
    }),
  }),
});

builder.mutationField('previewSync', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('PreviewSync', SyncPreview),
    description:
      'Queues a preview of the next sync; it writes nothing. Also before sync is enabled. Refused while another run is under way. Role: OPERATOR.',
    args: { input: t.arg({ type: PreviewSyncInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const { duplicatePolicy } = input;
      const answer = await context.control.previewSync({
        connectionId,
        duplicatePolicy: duplicatePolicy ?? null,
      });
      return answer.ok ? readRun(context, answer.value.runId) : new UserErrorValue(answer.refusal);
    },
  }),
);
