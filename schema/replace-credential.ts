/** Authorising a connection anew. */
import { z } from 'zod';
import { reasonSchema } from './audit-reason.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection, readConnection } from './connection.ts';
import { loginSource } from './create-connection.ts';
import { loginFields, loginSchema, requireLogin } from './login.ts';
import { forRole, INPUT, parseInput, resultType, UserErrorValue } from './user-error.ts';

const replaceCredentialSchema = z.object({ ...loginSchema, reason: reasonSchema }).superRefine(requireLogin);

const ReplaceCredentialInput = builder.inputType('ReplaceCredentialInput', {
  description:
    'The connection, and its new login: an authorisation, or client id, client secret and refresh token.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    ...loginFields(t),
    reason: t.string({ required: false, description: 'Why, for the audit log.' }),
  }),
});

builder.mutationField('replaceCredential', (t) =>
  t.field({
    ...forRole('admin'),
    type: resultType('ReplaceCredential', Connection),
    description:
      'Gives a connection another login, after checking that it reaches both organisations; links, runs and settings stay. Nothing is stored when it does not. Role: ADMIN.',
    args: { input: t.arg({ type: ReplaceCredentialInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const parsed = parseInput(replaceCredentialSchema, input);
      if (!parsed.ok) return parsed.error;
      const login = await loginSource(context, parsed.value);
      if (login instanceof UserErrorValue) return login;
      const reason = parsed.value.reason || null;
      const answer = await context.onboarding.replaceCredential(
        { connectionId, login, reason },
        { tokenId: context.principal.tokenId },
      );
      return answer.ok ? readConnection(context, connectionId) : new UserErrorValue(answer.refusal);
    },
  }),
);
