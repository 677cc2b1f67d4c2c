/** Starting and stopping runs. */
import { maySee } from './access.ts';
import { builder } from './builder.ts';
import { reachConnection } from './connection.ts';
import type { Context } from './context.ts';
import { readGlobalId, uuidOf } from './ids.ts';
import { ImportRun } from './import-run.ts';
import { readRun, typeOfRun } from './run.ts';
import { SyncPreview } from './sync-preview.ts';
import { SyncRun } from './sync-run.ts';
import { forRole, INPUT, refused, resultType, resultTypeOf, UserErrorValue } from './user-error.ts';

const SyncNowInput = builder.inputType('SyncNowInput', {
  description: 'The connection to sync.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    previewId: t.id({
      required: false,
      description:
        'Global id of a preview that is READY: the run does what it has shown, and nothing else. Records that have changed since are left out, with reason CHANGED_SINCE_PREVIEW, until the next sync.',
    }),
    confirmDeactivations: t.boolean({
      required: false,
      description:
        'A run that would make more than 10 records, and more than 10 percent of a table, inactive in FSM stops with DEACTIVATION_GUARD. True lets this one through.',
    }),
  }),
});

builder.mutationField('syncNow', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('SyncNow', SyncRun),
    description: 'Queues a manual run. Refused while another run or an import is under way. Role: OPERATOR.',
    args: { input: t.arg({ type: SyncNowInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const previewId = input.previewId == null ? null : uuidOf('SyncPreview', input.previewId);
      if (input.previewId != null && previewId === null) {
        return refused('NOT_FOUND', 'There is no such preview.');
      }
      const confirmDeactivations = input.confirmDeactivations ?? false;
      const answer = await context.control.syncNow({ connectionId, confirmDeactivations, previewId });
      return answer.ok ? readRun(context, answer.value.runId) : new UserErrorValue(answer.refusal);
    },
  }),
);

const RetryFailedInput = builder.inputType('RetryFailedInput', {
  description: 'The run whose failed records are tried again.',
  fields: (t) => ({ runId: t.id({ description: 'Global id of the run.' }) }),
});

builder.mutationField('retryFailed', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('RetryFailed', SyncRun),
    description:
      'Queues a run of the records that failed in an earlier one, and of no others. Does not count as a manual sync. Role: OPERATOR.',
    args: { input: t.arg({ type: RetryFailedInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const runId = await reachRun(context, input.runId);
      if (runId instanceof UserErrorValue) return runId;
      const answer = await context.control.retryFailed({ runId });
      return answer.ok ? readRun(context, answer.value.runId) : new UserErrorValue(answer.refusal);
    },
  }),
);

const SyncRecordInput = builder.inputType('SyncRecordInput', {
  description: 'The record to sync, by its id in one of the services.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    fsmId: t.string({ required: false, description: "FSM's id of the record." }),
    booksId: t.string({
      required: false,
      description:
        "Books' id of the record. Of a contact person without a link: `<contact_id>/<contact_person_id>`.",
    }),
    module: t.string({
      required: false,
      description:
        "The service's own name of the module, e.g. `Companies` or `items`. Needed for a record that has no link.",
    }),
  }),
});

builder.mutationField('syncRecord', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('SyncRecord', SyncRun),
    description:
      'Queues a run of one record and its counterpart, and of no others. A record without a link is matched as in a sync. Does not count as a manual sync. Role: OPERATOR.',
    args: { input: t.arg({ type: SyncRecordInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const { fsmId, booksId, module } = input;
      const answer = await context.control.syncRecord({ connectionId, fsmId, booksId, module });
      return answer.ok ? readRun(context, answer.value.runId) : new UserErrorValue(answer.refusal);
    },
  }),
);

const CancelRunInput = builder.inputType('CancelRunInput', {
  description: 'The run to stop.',
  fields: (t) => ({ runId: t.id({ description: 'Global id of the sync, the import or the preview.' }) }),
});

builder.mutationField('cancelRun', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultTypeOf('CancelRun', [SyncRun, ImportRun, SyncPreview], typeOfRun),
    description: 'Asks a sync, an import or a preview to stop; what it has done stays done. Role: OPERATOR.',
    args: { input: t.arg({ type: CancelRunInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const runId = await reachRun(context, input.runId);
      if (runId instanceof UserErrorValue) return runId;
      const answer = await context.control.cancelRun({ runId });
      return answer.ok ? readRun(context, answer.value.runId) : new UserErrorValue(answer.refusal);
    },
  }),
);

/** The local id of a run that a mutation names, if its type is right and the token may see it. */
async function reachRun(context: Context, globalId: string): Promise<string | UserErrorValue> {
  const typename = readGlobalId(globalId)?.typename ?? '';
  const id = uuidOf(typename, globalId);
  const run = id === null ? undefined : await context.loaders.runs.load(id);
  return run !== undefined && typeOfRun(run) === typename && maySee(context.principal, run.connectionId)
    ? run.id
    : refused('NOT_FOUND', 'There is no such run.');
}
