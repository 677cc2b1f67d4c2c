/** Calls one webhook about one notice. */
import type { Tried } from '../../store/deliveries.ts';
import type { Delivery, PrismaClient, Webhook } from '../../store/generated/prisma/client.ts';
import { type Sealer, UnsealError } from '../../store/sealing.ts';
import { openWebhook, type WebhookSecrets } from '../../store/webhooks.ts';
import { nextTry } from './backoff.ts';
import {
  genericBody,
  signatureOf,
  slackBody,
  TEST_CODE,
  TEST_MESSAGE,
  type WebhookEvent,
} from './payload.ts';
import type { Call, CallOutcome, WebhookCaller } from './post.ts';

/** Answers after which another try may end better; others say that the call itself is not wanted. */
const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** Faults that another try meets again. */
const LASTING: ReadonlySet<string> = new Set(['HOST_REFUSED', 'UND_ERR_INVALID_ARG']);

/** One try. Answers what it has come to; null when the signal broke it off. Throws what the database throws. */
export async function tryWebhook(
  prisma: PrismaClient,
  desk: { readonly caller: WebhookCaller; readonly sealer: Sealer },
  delivery: Delivery,
  at: Date,
  signal: AbortSignal,
): Promise<Tried | null> {
  const webhook =
    delivery.webhookId && (await prisma.webhook.findUnique({ where: { id: delivery.webhookId } }));
  const event = webhook && (await eventOf(prisma, delivery));
  if (!webhook || !event) return { state: 'FAILED', at, error: 'NOTHING_TO_TELL' };
  const secrets = opened(desk.sealer, webhook);
  if (secrets === null) return { state: 'FAILED', at, error: 'UNSEAL_FAILED' };
  const outcome = await desk.caller.call(callOf(webhook, secrets, event, delivery, at), signal);
  return signal.aborted && outcome.kind === 'failed' ? null : triedOf(outcome, delivery.attempts, at);
}

function triedOf(outcome: CallOutcome, attempts: number, at: Date): Tried {
  if (outcome.kind === 'failed') {
    const again = LASTING.has(outcome.code) ? null : nextTry(at, attempts);
    const error = outcome.code;
    return { state: again === null ? 'FAILED' : 'PENDING', at: again ?? at, error, status: null };
  }
  const { status, retryAfterMs } = outcome;
  if (status >= 200 && status < 300) return { state: 'SENT', at, error: null, status };
  const again = isPassing(status) ? nextTry(at, attempts, retryAfterMs) : null;
  return { state: again === null ? 'FAILED' : 'PENDING', at: again ?? at, error: `HTTP_${status}`, status };
}

function opened(sealer: Sealer, webhook: Webhook): WebhookSecrets | null {
  try {
    return openWebhook(sealer, webhook);
  } catch (error) {
    if (error instanceof UnsealError) return null;
    throw error;
  }
}

async function eventOf(prisma: PrismaClient, delivery: Delivery): Promise<WebhookEvent | null> {
  const connection = await prisma.connection.findUnique({
    where: { id: delivery.connectionId },
    select: { id: true, name: true },
  });
  if (connection === null) return null;
  if (delivery.notificationId === null) {
    const { id, createdAt } = delivery;
    return {
      id,
      trigger: null,
      at: createdAt,
      connection,
      runId: null,
      code: TEST_CODE,
      message: TEST_MESSAGE,
    };
  }
  const notice = await prisma.notification.findUnique({ where: { id: delivery.notificationId } });
  if (notice === null) return null;
  const { id, trigger, at, runId, code, message } = notice;
  return { id, trigger, at, connection, runId, code, message };
}

function callOf(
  { kind }: Webhook,
  { url, secret }: WebhookSecrets,
  event: WebhookEvent,
  delivery: Delivery,
  at: Date,
): Call {
  const body = kind === 'SLACK' ? slackBody(event) : genericBody(event);
  return {
    url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'fieldledger',
      'x-fieldledger-delivery': delivery.id,
      ...(secret === null ? {} : { 'x-fieldledger-signature': signatureOf(secret, body, at) }),
    },
  };
}
