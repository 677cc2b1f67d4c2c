/** Webhooks: addresses outside that are called when something happens to a connection. */
import { z } from 'zod';
import type { Webhook as WebhookRow } from '../src/store/generated/prisma/client.ts';
import { maySee, onlyVisible } from './access.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection, readConnection } from './connection.ts';
import type { Context } from './context.ts';
import { NotificationTrigger, WebhookKind } from './enums.ts';
import { isUuid, NIL_UUID, uuidOf } from './ids.ts';
import { forRole, INPUT, parseInput, refused, resultType, UserErrorValue } from './user-error.ts';

const SECRET_LENGTH_MIN = 16;
const SECRET_LENGTH_MAX = 256;

export const Webhook = builder.prismaNode('Webhook', {
  description: 'An address outside that is called when something happens to a connection.',
  id: { field: 'id', description: 'Global id.' },
  nullable: true,
  findUnique: (id, { principal }) => ({ id: isUuid(id) ? id : NIL_UUID, ...onlyVisible(principal) }),
  fields: (t) => ({
    kind: t.expose('kind', { type: WebhookKind, description: 'What it is sent.' }),
    origin: t.exposeString('origin', {
      description:
        'Scheme, host and port. The rest of the URL may be a secret: it is stored encrypted, and never shown.',
    }),
    signed: t.boolean({
      description: 'Whether calls carry a signature.',
      resolve: ({ secret }) => secret !== null,
    }),
    triggers: t.expose('triggers', { type: [NotificationTrigger], description: 'What it is called about.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});

builder.prismaObjectField(Connection, 'webhooks', (t) =>
  t.field({
    type: [Webhook],
    description: 'The webhooks, oldest first; 10 at most.',
    resolve: async ({ id }, _args, { loaders }) => [...((await loaders.webhooksOf.load(id)) ?? [])],
  }),
);

const AddWebhookInput = builder.inputType('AddWebhookInput', {
  description: 'The webhook to add.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    kind: t.field({ type: WebhookKind, description: 'What it is sent.' }),
    url: t.string({
      description:
        'Where it leads: https, and no host inside a network, unless that is this machine itself or `WEBHOOK_ALLOWED_HOSTS` names it. Stored encrypted, never shown.',
    }),
    secret: t.string({
      required: false,
      description:
        'Key of the signature, 16 to 256 characters; needed for GENERIC, and not possible for SLACK. Stored encrypted, never shown.',
    }),
    triggers: t.field({ type: [NotificationTrigger], description: 'What it is called about.' }),
  }),
});

const addWebhookSchema = z
  .object({
    kind: z.enum(['GENERIC', 'SLACK']),
    url: z.string().trim(),
    secret: z
      .string()
      .min(SECRET_LENGTH_MIN, `must have at least ${SECRET_LENGTH_MIN} characters`)
      .max(SECRET_LENGTH_MAX, `must have at most ${SECRET_LENGTH_MAX} characters`)
      .nullish(),
    // GraphQL has checked the names.
    triggers: z.array(z.unknown()).min(1, 'must name what the webhook is called about'),
  })
  .superRefine(({ kind, secret }, context) => {
    const given = secret !== null && secret !== undefined;
    if (kind === 'GENERIC' && !given)
      context.addIssue({ code: 'custom', path: ['secret'], message: 'is missing' });
    if (kind === 'SLACK' && given) {
      context.addIssue({ code: 'custom', path: ['secret'], message: 'must be left out: Slack checks none' });
    }
  });

builder.mutationField('addWebhook', (t) =>
  t.field({
    ...forRole('admin'),
    type: resultType('AddWebhook', Webhook),
    description: 'Adds a webhook. Role: ADMIN.',
    args: { input: t.arg({ type: AddWebhookInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const parsed = parseInput(addWebhookSchema, input);
      if (!parsed.ok) return parsed.error;
      const { kind, url, secret } = parsed.value;
      const { triggers } = input;
      const answer = await context.control.addWebhook({
        connectionId,
        kind,
        url,
        secret: secret ?? null,
        triggers,
      });
      if (!answer.ok) return new UserErrorValue(answer.refusal);
      return context.prisma.webhook.findUniqueOrThrow({ where: { id: answer.value.webhookId } });
    },
  }),
);

/** The webhook a mutation names, or the refusal: unknown and invisible look the same. */
export async function reachWebhook(context: Context, globalId: string): Promise<WebhookRow | UserErrorValue> {
  const id = uuidOf('Webhook', globalId);
  const webhook = id === null ? undefined : await context.loaders.webhooks.load(id);
  return webhook && maySee(context.principal, webhook.connectionId)
    ? webhook
    : refused('NOT_FOUND', 'There is no such webhook.');
}

const RemoveWebhookInput = builder.inputType('RemoveWebhookInput', {
  description: 'The webhook to remove.',
  fields: (t) => ({ webhookId: t.id({ description: 'Global id of the webhook.' }) }),
});

builder.mutationField('removeWebhook', (t) =>
  t.field({
    ...forRole('admin'),
    type: resultType('RemoveWebhook', Connection),
    description: 'Removes a webhook, with what it was sent. Role: ADMIN.',
    args: { input: t.arg({ type: RemoveWebhookInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const webhook = await reachWebhook(context, input.webhookId);
      if (webhook instanceof UserErrorValue) return webhook;
      const answer = await context.control.removeWebhook({ webhookId: webhook.id });
      return answer.ok
        ? readConnection(context, answer.value.connectionId)
        : new UserErrorValue(answer.refusal);
    },
  }),
);
