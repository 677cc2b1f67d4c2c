/** What happened to a connection, and who is told of what. */
import { z } from 'zod';
import type { Connection as ConnectionRow } from '../src/store/generated/prisma/client.ts';
import { onlyVisible } from './access.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection, readConnection } from './connection.ts';
import { NotificationTrigger } from './enums.ts';
import { isUuid, NIL_UUID } from './ids.ts';
import { mailRecipientsSchema } from './mail-addresses.ts';
import { type Reason, UserFacingReason } from './reason.ts';
import { Run } from './run.ts';
import { forRole, INPUT, parseInput, resultType, UserErrorValue } from './user-error.ts';

export const Notification = builder.prismaNode('Notification', {
  description: 'Something that happened to a connection, and that people or programs were to be told of.',
  id: { field: 'id', description: 'Global id.' },
  nullable: true,
  findUnique: (id, { principal }) => ({ id: isUuid(id) ? id : NIL_UUID, ...onlyVisible(principal) }),
  fields: (t) => ({
    trigger: t.expose('trigger', { type: NotificationTrigger, description: 'What it is.' }),
    reason: t.field({
      type: UserFacingReason,
      description: 'Why it happened.',
      resolve: ({ code, message }): Reason => ({ code, message, field: null }),
    }),
    run: t.field({
      type: Run,
      nullable: true,
      description: 'The run concerned; null when there is none, or it has gone from the log.',
      resolve: async ({ runId }, _args, { loaders }) =>
        runId === null ? null : ((await loaders.runs.load(runId)) ?? null),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
  }),
});

const NotificationSettings = builder.objectRef<ConnectionRow>('NotificationSettings').implement({
  description: 'Who is told of what happens to a connection.',
  fields: (t) => ({
    recipients: t.stringList({
      description: 'E-mail addresses that are written to; empty: nobody.',
      resolve: ({ mailRecipients }) => mailRecipients,
    }),
    triggers: t.field({
      type: [NotificationTrigger],
      description: 'What they are told of.',
      resolve: ({ mailTriggers }) => mailTriggers,
    }),
  }),
});

builder.prismaObjectField(Connection, 'notifications', (t) =>
  t.field({
    type: NotificationSettings,
    description: 'Who is written to, and of what. `webhooks` are called besides.',
    resolve: (connection) => connection,
  }),
);

const SetNotificationsInput = builder.inputType('SetNotificationsInput', {
  description: 'Who is told of what from now on; what is left out stays as it is.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    recipients: t.stringList({
      required: false,
      description: 'E-mail addresses, in place of those before; empty: nobody is written to.',
    }),
    triggers: t.field({
      type: [NotificationTrigger],
      required: false,
      description: 'What they are told of, in place of what it was.',
    }),
  }),
});

const setNotificationsSchema = z.object({ recipients: mailRecipientsSchema.nullish() });

builder.mutationField('setNotifications', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('SetNotifications', Connection),
    description: 'Changes who is written to, and of what. Role: OPERATOR.',
    args: { input: t.arg({ type: SetNotificationsInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const parsed = parseInput(setNotificationsSchema, input);
      if (!parsed.ok) return parsed.error;
      const { recipients } = parsed.value;
      const { triggers } = input;
      const answer = await context.control.setNotifications({
        connectionId,
        ...(recipients ? { recipients } : {}),
        ...(triggers ? { triggers } : {}),
      });
      return answer.ok
        ? readConnection(context, answer.value.connectionId)
        : new UserErrorValue(answer.refusal);
    },
  }),
);
