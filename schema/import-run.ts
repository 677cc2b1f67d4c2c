/** Imports: Books' records brought into FSM, one way, until sync is enabled (E8). */
import { onlyVisible } from './access.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection } from './connection.ts';
import { isUuid, NIL_UUID } from './ids.ts';
import { Run, RunProgress, readRun } from './run.ts';
import { forRole, INPUT, resultType, UserErrorValue } from './user-error.ts';

export const ImportRun = builder.prismaNode('SyncRun', {
  variant: 'ImportRun',
  description: 'One import of the records of Books into FSM, from its request to its end.',
  id: { field: 'id', description: 'Global id; also the id of the log.' },
  nullable: true,
  interfaces: [RunProgress, Run],
  findUnique: (id, { principal }) => ({
    id: isUuid(id) ? id : NIL_UUID,
    mode: 'IMPORT',
    ...onlyVisible(principal),
  }),
});

builder.prismaObjectFields(Connection, (t) => ({
  activeImport: t.field({
    type: ImportRun,
    nullable: true,
    description: 'The import that is queued or under way; null when there is none.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.activeImports.load(id)) ?? null,
  }),
  lastImport: t.field({
    type: ImportRun,
    nullable: true,
    description: 'The import that ended last.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.lastImports.load(id)) ?? null,
  }),
}));

const StartImportInput = builder.inputType('StartImportInput', {
  description: 'The connection to import into.',
  fields: (t) => ({ connectionId: t.id({ description: 'Global id of the connection.' }) }),
});

builder.mutationField('startImport', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('StartImport', ImportRun),
    description:
      'Queues an import of the records of Books into FSM; nothing is written to Books. Only while sync is not enabled, and refused while another run is under way. Role: OPERATOR.',
    args: { input: t.arg({ type: StartImportInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const answer = await context.control.startImport({ connectionId });
      return answer.ok ? readRun(context, answer.value.runId) : new UserErrorValue(answer.refusal);
    },
  }),
);
