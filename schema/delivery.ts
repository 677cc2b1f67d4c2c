/** Mails and calls of webhooks: what became of them, and trying them again. */
import { type Delivery as DeliveryRow, Prisma } from '../src/store/generated/prisma/client.ts';
import { maySee, onlyVisible } from './access.ts';
import { builder } from './builder.ts';
import { Connection } from './connection.ts';
import type { Context } from './context.ts';
import { DeliveryChannel, DeliveryState } from './enums.ts';
import { isUuid, NIL_UUID, uuidOf } from './ids.ts';
import { Notification } from './notification.ts';
import type { ListSource } from './paging.ts';
import { forRole, INPUT, refused, resultType, UserErrorValue } from './user-error.ts';
import { reachWebhook, Webhook } from './webhook.ts';

export const Delivery = builder.prismaNode('Delivery', {
  description: 'A mail, or the call of a webhook: on its way, or what became of it.',
  id: { field: 'id', description: 'Global id.' },
  nullable: true,
  findUnique: (id, { principal }) => ({ id: isUuid(id) ? id : NIL_UUID, ...onlyVisible(principal) }),
  fields: (t) => ({
    channel: t.expose('channel', { type: DeliveryChannel, description: 'How somebody is told.' }),
    state: t.expose('state', { type: DeliveryState, description: 'How far it is.' }),
    notifications: t.field({
      type: [Notification],
      description: 'What it tells of; empty for a test of a webhook.',
      resolve: async ({ id, channel, notificationId }, _args, { loaders }) => {
        if (channel === 'MAIL') return [...((await loaders.notificationsOf.load(id)) ?? [])];
        const one = notificationId === null ? undefined : await loaders.notifications.load(notificationId);
        return one === undefined ? [] : [one];
      },
    }),
    webhook: t.field({
      type: Webhook,
      nullable: true,
      description: 'The webhook that is called; null for a mail.',
      resolve: async ({ webhookId }, _args, { loaders }) =>
        webhookId === null ? null : ((await loaders.webhooks.load(webhookId)) ?? null),
    }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'Subject of a mail, once it was tried.',
    }),
    recipients: t.exposeStringList('recipients', { description: 'Whom a mail is for, once it was tried.' }),
    undelivered: t.stringList({
      description: 'Of these, who does not have it.',
      resolve: ({ open, refused: never }) => [...open, ...never],
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was decided.' }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next; null when it is over.',
      resolve: ({ state, dueAt }) => (state === 'PENDING' ? dueAt : null),
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was over; null while it is on its way.',
    }),
    attempts: t.exposeInt('attempts', { description: 'How often it was tried.' }),
    lastError: t.exposeString('lastError', {
      nullable: true,
      description: 'Code of what went wrong last, e.g. `ECONNREFUSED`, `SMTP_550`, `HTTP_404`.',
    }),
    lastStatus: t.exposeInt('lastStatus', {
      nullable: true,
      description: 'HTTP status that a webhook answered last.',
    }),
  }),
});

const MAILS: ListSource<DeliveryRow> = {
  table: 'Delivery',
  belongs: Prisma.sql`r."connectionId" = p."id" AND r."channel" = 'MAIL'`,
  orderBy: ['createdAt', 'id'],
  direction: 'DESC',
  idType: 'uuid',
};

const CALLS: ListSource<DeliveryRow> = { ...MAILS, belongs: Prisma.sql`r."webhookId" = p."id"` };

builder.prismaObjectField(Connection, 'mails', (t) =>
  t.connection({
    type: Delivery,
    description: 'Mails about the connection, newest first, as long as the log is kept.',
    args: {
      state: t.arg({
        type: [DeliveryState],
        required: false,
        description: 'Only mails in one of these states.',
      }),
    },
    resolve: ({ id }, { state, ...page }, { loaders }) => {
      const filter = state ? Prisma.sql`r."state" = ANY(${[...state]}::"DeliveryState"[])` : null;
      return loaders.pages.connection(MAILS, filter, page, id);
    },
  }),
);

builder.prismaObjectField(Webhook, 'deliveries', (t) =>
  t.connection({
    type: Delivery,
    description: 'Calls of the webhook, newest first, as long as the log is kept.',
    resolve: ({ id }, page, { loaders }) => loaders.pages.connection(CALLS, null, page, id),
  }),
);

const readDelivery = ({ prisma }: Context, id: string): Promise<DeliveryRow> =>
  prisma.delivery.findUniqueOrThrow({ where: { id } });

const TestWebhookInput = builder.inputType('TestWebhookInput', {
  description: 'The webhook to try.',
  fields: (t) => ({ webhookId: t.id({ description: 'Global id of the webhook.' }) }),
});

builder.mutationField('testWebhook', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('TestWebhook', Delivery),
    description:
      'Calls a webhook with a test, in the background: read the answer again by its id. Role: OPERATOR.',
    args: { input: t.arg({ type: TestWebhookInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const webhook = await reachWebhook(context, input.webhookId);
      if (webhook instanceof UserErrorValue) return webhook;
      const answer = await context.control.testWebhook({ webhookId: webhook.id });
      return answer.ok ? readDelivery(context, answer.value.deliveryId) : new UserErrorValue(answer.refusal);
    },
  }),
);

const RetryDeliveryInput = builder.inputType('RetryDeliveryInput', {
  description: 'The mail or call to try again.',
  fields: (t) => ({ deliveryId: t.id({ description: 'Global id of the mail or call.' }) }),
});

builder.mutationField('retryDelivery', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('RetryDelivery', Delivery),
    description:
      'Tries a mail or a call again that was given up, or is kept as a file; in the background. Role: OPERATOR.',
    args: { input: t.arg({ type: RetryDeliveryInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const id = uuidOf('Delivery', input.deliveryId);
      const delivery = id === null ? null : await context.prisma.delivery.findUnique({ where: { id } });
      if (delivery === null || !maySee(context.principal, delivery.connectionId)) {
        return refused('NOT_FOUND', 'There is no such mail or call.');
      }
      const answer = await context.control.retryDelivery({ deliveryId: delivery.id });
      return answer.ok ? readDelivery(context, answer.value.deliveryId) : new UserErrorValue(answer.refusal);
    },
  }),
);
