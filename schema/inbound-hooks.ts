/** Letting the services say which records have changed. */

import { builder } from './builder.ts';
import { Connection, reachConnection, readConnection } from './connection.ts';
import { writeGlobalId } from './ids.ts';
import { forRole, INPUT, resultType, UserErrorValue } from './user-error.ts';

const pathOf = (connectionId: string, service: 'books' | 'fsm'): string =>
  `/hooks/${encodeURIComponent(writeGlobalId('Connection', connectionId))}/${service}`;

interface HooksRow {
  readonly connectionId: string;
  readonly secret: string | null;
}

const InboundHooks = builder.objectRef<HooksRow>('InboundHooks').implement({
  description: 'Where the services may say which records have changed.',
  fields: (t) => ({
    connection: t.field({
      type: Connection,
      description: 'The connection.',
      resolve: ({ connectionId }, _args, context) => readConnection(context, connectionId),
    }),
    secret: t.exposeString('secret', {
      nullable: true,
      description:
        'What calls must carry in the header `X-Fieldledger-Secret`, or sign their body with. Shown this once; null when hooks are turned off.',
    }),
    booksPath: t.string({
      description: 'Path on this server for calls of Books or Invoice.',
      resolve: ({ connectionId }) => pathOf(connectionId, 'books'),
    }),
    fsmPath: t.string({
      description: 'Path on this server for calls of FSM.',
      resolve: ({ connectionId }) => pathOf(connectionId, 'fsm'),
    }),
  }),
});

const SetInboundHooksInput = builder.inputType('SetInboundHooksInput', {
  description: 'Whether the services may say which records have changed.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    enabled: t.boolean({ description: 'True: they may, with a new secret. False: they may not.' }),
  }),
});

builder.mutationField('setInboundHooks', (t) =>
  t.field({
    ...forRole('admin'),
    type: resultType('SetInboundHooks', InboundHooks),
    description:
      'Turns the hooks of a connection on, with a new secret, or off. Off is how they begin. Role: ADMIN.',
    args: { input: t.arg({ type: SetInboundHooksInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const answer = await context.control.setInboundHooks(
        { connectionId, enabled: input.enabled },
        { tokenId: context.principal.tokenId },
      );
      return answer.ok ? answer.value : new UserErrorValue(answer.refusal);
    },
  }),
);
