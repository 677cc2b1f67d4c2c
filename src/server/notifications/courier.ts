/**
 * Takes what happened to those who want to be told. All it knows is in the database: it may be stopped at any moment, and
 * any number of processes may run one.
 */
import type { EngineClock } from '../../engine/services.ts';
import { claimDeliveries, giveBack, routeNotices, saveTried, type Tried } from '../../store/deliveries.ts';
import type { Delivery, PrismaClient } from '../../store/generated/prisma/client.ts';
import { noticeDisabled } from '../../store/notices.ts';
import type { Sealer } from '../../store/sealing.ts';
import { type MailDesk, tryMail } from './mail-delivery.ts';
import type { WebhookCaller } from './post.ts';
import { tryWebhook } from './webhook-delivery.ts';

export interface CourierLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface CourierDependencies {
  readonly prisma: PrismaClient;
  readonly clock: EngineClock;
  readonly log: CourierLog;
  readonly sealer: Sealer;
  readonly mail: MailDesk;
  readonly caller: WebhookCaller;
  /** A connection has one mail in this time, at most; milliseconds. */
  readonly mailGroupMs: number;
}

export interface Courier {
  /** Does what is due in the background, once however often it is asked meanwhile. Neither throws nor waits. */
  wake(): void;
  /** Does what is due and resolves when that is done; never throws. */
  round(): Promise<void>;
  /** Breaks off what is under way: the next process goes on with it. */
  close(): Promise<void>;
}

export function createCourier(deps: CourierDependencies): Courier {
  const stop = new AbortController();
  let under: Promise<void> | null = null;
  let again = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      await work(deps, stop.signal).catch((error: unknown) =>
        deps.log.error({ err: error }, 'what happened could not be told; it is tried again'),
      );
    } while (again && !stop.signal.aborted);
  };
  const round = (): Promise<void> => {
    again = true;
    if (stop.signal.aborted) return Promise.resolve();
    under ??= loop().finally(() => {
      under = null;
    });
    return under;
  };
  return {
    round,
    wake: () => void round(),
    async close() {
      stop.abort(new Error('the process stops'));
      await under;
      await deps.caller.close();
    },
  };
}

/** Everything that is due now. Throws what the database throws. */
async function work(deps: CourierDependencies, signal: AbortSignal): Promise<void> {
  const { prisma, clock, mailGroupMs } = deps;
  const now = (): Date => new Date(clock.nowMs());
  await noticeDisabled(prisma, now());
  while ((await routeNotices(prisma, { at: now(), groupMs: mailGroupMs })) > 0 && !signal.aborted);
  while (!signal.aborted) {
    const claimed = await claimDeliveries(prisma, now());
    if (claimed.length === 0) return;
    await Promise.all(claimed.map((delivery) => carry(deps, delivery, now(), signal)));
  }
}

async function carry(
  deps: CourierDependencies,
  delivery: Delivery,
  at: Date,
  signal: AbortSignal,
): Promise<void> {
  const { prisma, log } = deps;
  const about = { connectionId: delivery.connectionId, delivery: delivery.id, channel: delivery.channel };
  try {
    const tried = await (delivery.channel === 'MAIL'
      ? tryMail(prisma, deps.mail, delivery, at, signal)
      : tryWebhook(prisma, deps, delivery, at, signal));
    if (tried === null) return await giveBack(prisma, delivery);
    await saveTried(prisma, delivery, tried);
    report(deps, { ...about, attempts: delivery.attempts }, tried);
  } catch (error) {
    // Its claim lapses, and it is tried again.
    log.error({ ...about, err: error }, 'a delivery was interrupted by an unexpected fault');
  }
}

/** Codes and counts only: neither an address nor what a server said. */
function report({ log }: CourierDependencies, about: Readonly<Record<string, unknown>>, tried: Tried): void {
  const undelivered =
    tried.mail === undefined ? {} : { undelivered: tried.mail.open.length + tried.mail.refused.length };
  const fields = { ...about, ...undelivered, ...(tried.error === null ? {} : { code: tried.error }) };
  if (tried.state === 'PENDING') log.warn(fields, 'a delivery did not work; it is tried again');
  else if (tried.state === 'FAILED') log.error(fields, 'a delivery was given up');
  else log.info(fields, 'somebody was told of what happened');
}
