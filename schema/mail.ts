/** Mail: who is written to when the sync of a connection needs a person. */
import { z } from 'zod';
import { builder } from './builder.ts';
import { Connection, reachConnection, readConnection } from './connection.ts';
import { mailRecipientsSchema } from './mail-addresses.ts';
import { forRole, INPUT, parseInput, resultType, UserErrorValue } from './user-error.ts';

builder.prismaObjectField(Connection, 'mailRecipients', (t) =>
  t.exposeStringList('mailRecipients', {
    description: 'E-mail addresses written to when the sync needs a person; empty: nobody.',
  }),
);

const SetMailRecipientsInput = builder.inputType('SetMailRecipientsInput', {
  description: 'Whom to write to from now on.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    recipients: t.stringList({
      description: 'E-mail addresses, in place of those before; empty: nobody is written to.',
    }),
  }),
});

const setMailRecipientsSchema = z.object({ recipients: mailRecipientsSchema });

builder.mutationField('setMailRecipients', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('SetMailRecipients', Connection),
    description: 'Changes who is written to when the sync needs a person. Role: OPERATOR.',
    args: { input: t.arg({ type: SetMailRecipientsInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const parsed = parseInput(setMailRecipientsSchema, input);
      if (!parsed.ok) return parsed.error;
      const answer = await context.control.setNotifications({ connectionId, ...parsed.value });
      return answer.ok
        ? readConnection(context, answer.value.connectionId)
        : new UserErrorValue(answer.refusal);
    },
  }),
);
