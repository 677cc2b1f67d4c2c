/** The part of `Control` that decides who is told of what. */
import type { EngineClock } from '../engine/services.ts';
import { retryDelivery } from '../store/deliveries.ts';
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import type { WebhookSecrets } from '../store/webhooks.ts';
import type { Answer, Control, NewWebhook } from './control.ts';
import { NOT_FOUND, refuse } from './refusals.ts';

/** Of one connection; more are better served by a program that passes on. */
export const WEBHOOKS_MAX = 10;

export interface NotificationControlDependencies {
  readonly prisma: PrismaClient;
  readonly clock: Pick<EngineClock, 'nowMs'>;
  readonly newId: () => string;
  readonly sealWebhook: (
    webhookId: string,
    secrets: WebhookSecrets,
  ) => { readonly url: Uint8Array<ArrayBuffer>; readonly secret: Uint8Array<ArrayBuffer> | null };
  /** Why an address cannot be that of a webhook; null when it can. */
  readonly refusalOfUrl: (url: string) => string | null;
  /** Has what is due delivered now, if this process does that. */
  readonly wake: () => void;
}

type NotificationControl = Pick<
  Control,
  'setNotifications' | 'addWebhook' | 'removeWebhook' | 'testWebhook' | 'retryDelivery'
>;

const NO_WEBHOOK = refuse('NOT_FOUND', 'There is no such webhook.');

export function createNotificationControl(deps: NotificationControlDependencies): NotificationControl {
  const { prisma } = deps;
  return {
    async setNotifications({ connectionId, recipients, triggers }) {
      const changed = await prisma.connection.updateMany({
        where: { id: connectionId },
        data: {
          ...(recipients === undefined ? {} : { mailRecipients: [...recipients] }),
          ...(triggers === undefined ? {} : { mailTriggers: [...new Set(triggers)] }),
        },
      });
      return changed.count === 0 ? NOT_FOUND : { ok: true, value: { connectionId } };
    },
    addWebhook: (input) => addWebhook(deps, input),
    async removeWebhook({ webhookId }) {
      const webhook = await prisma.webhook.findUnique({ where: { id: webhookId } });
      if (webhook === null) return NO_WEBHOOK;
      await prisma.webhook.deleteMany({ where: { id: webhookId } });
      return { ok: true, value: { connectionId: webhook.connectionId } };
    },
    testWebhook: (input) => testWebhook(deps, input.webhookId),
    async retryDelivery({ deliveryId }) {
      if (!(await retryDelivery(prisma, deliveryId, new Date(deps.clock.nowMs())))) {
        return refuse(
          'DELIVERY_NOT_FAILED',
          'Only what was given up, or is kept as a file, can be tried again.',
        );
      }
      deps.wake();
      return { ok: true, value: { deliveryId } };
    },
  };
}

async function addWebhook(
  deps: NotificationControlDependencies,
  input: NewWebhook,
): Promise<Answer<{ webhookId: string }>> {
  const { prisma, newId } = deps;
  const { connectionId, kind, url, secret, triggers } = input;
  const message = deps.refusalOfUrl(url);
  if (message !== null) {
    return refuse('VALIDATION_FAILED', 'The input is not usable.', [{ path: ['input', 'url'], message }]);
  }
  const connection = await prisma.connection.findUnique({
    where: { id: connectionId },
    select: { _count: { select: { webhooks: true } } },
  });
  if (connection === null) return NOT_FOUND;
  if (connection._count.webhooks >= WEBHOOKS_MAX) {
    return refuse(
      'VALIDATION_FAILED',
      `A connection has at most ${WEBHOOKS_MAX} webhooks: remove one first.`,
    );
  }
  const id = newId();
  await prisma.webhook.create({
    data: {
      id,
      connectionId,
      kind,
      origin: new URL(url).origin,
      ...deps.sealWebhook(id, { url, secret }),
      triggers: [...new Set(triggers)],
    },
  });
  return { ok: true, value: { webhookId: id } };
}

async function testWebhook(
  { prisma, clock, newId, wake }: NotificationControlDependencies,
  webhookId: string,
): Promise<Answer<{ deliveryId: string }>> {
  const webhook = await prisma.webhook.findUnique({ where: { id: webhookId } });
  if (webhook === null) return NO_WEBHOOK;
  const at = new Date(clock.nowMs());
  const { connectionId } = webhook;
  const { id } = await prisma.delivery.create({
    data: { id: newId(), connectionId, channel: 'WEBHOOK', webhookId, createdAt: at, dueAt: at },
  });
  wake();
  return { ok: true, value: { deliveryId: id } };
}
