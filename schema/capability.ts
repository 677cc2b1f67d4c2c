/** What a connection's organisations were found to be able to do. */
import type { CapabilityView } from '../src/jobs/onboarding.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection, readConnection } from './connection.ts';
import { forRole, INPUT, resultType, UserErrorValue } from './user-error.ts';

const Capability = builder.objectRef<CapabilityView>('Capability').implement({
  description:
    "Something that Zoho's documentation leaves open, as it was found in the connection's organisations.",
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Stable name, for programs.' }),
    found: t.exposeBoolean('found', {
      nullable: true,
      description: 'Whether it is there; null: it could not be told.',
    }),
    detail: t.exposeString('detail', { description: 'What it means for the sync, as a sentence.' }),
    checkedAt: t.expose('checkedAt', { type: 'DateTime', description: 'When it was looked at.' }),
  }),
});

builder.prismaObjectField(Connection, 'capabilities', (t) =>
  t.field({
    type: [Capability],
    description:
      'What the organisations were found to be able to do; empty before the first run or `probeConnection`.',
    resolve: ({ capabilities }, _args, { onboarding }) => [...onboarding.capabilities(capabilities)],
  }),
);

const ProbeConnectionInput = builder.inputType('ProbeConnectionInput', {
  description: 'The connection to look at.',
  fields: (t) => ({ connectionId: t.id({ description: 'Global id of the connection.' }) }),
});

builder.mutationField('probeConnection', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('ProbeConnection', Connection),
    description:
      'Finds out anew, by a few calls that only read, what the organisations can do. Role: OPERATOR.',
    args: { input: t.arg({ type: ProbeConnectionInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const answer = await context.onboarding.probeConnection({ connectionId });
      return answer.ok ? readConnection(context, connectionId) : new UserErrorValue(answer.refusal);
    },
  }),
);
