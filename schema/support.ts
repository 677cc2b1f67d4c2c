/** What only the support role does. */
import { z } from 'zod';
import { neededReasonSchema } from './audit-reason.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection, readConnection } from './connection.ts';
import { forRole, INPUT, parseInput, resultType, UserErrorValue } from './user-error.ts';

const reenableSchema = z.object({ reason: neededReasonSchema });

const SupportReenableInput = builder.inputType('SupportReenableInput', {
  description: 'The connection to enable again, and why.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    reason: t.string({ description: 'What was put right; kept in the audit log.' }),
  }),
});

builder.mutationField('supportReenable', (t) =>
  t.field({
    ...forRole('support'),
    type: resultType('SupportReenable', Connection),
    description:
      'Enables the sync again that an error disabled; the reason is kept in the audit log. The next automatic sync comes three hours after the end of the last one, or at once where they have passed. Role: SUPPORT.',
    args: { input: t.arg({ type: SupportReenableInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const parsed = parseInput(reenableSchema, input);
      if (!parsed.ok) return parsed.error;
      const answer = await context.control.supportReenable(
        { connectionId, reason: parsed.value.reason },
        { tokenId: context.principal.tokenId },
      );
      return answer.ok ? readConnection(context, connectionId) : new UserErrorValue(answer.refusal);
    },
  }),
);
