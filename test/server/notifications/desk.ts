/** Connections whose runs end, and a courier that tells of it, on a clock of the test's own. */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noticeOf, noticeOfRest } from '../../../src/jobs/notices.ts';
import type { Mailer } from '../../../src/server/mail/mailer.ts';
import { createOutbox } from '../../../src/server/mail/outbox.ts';
import { createSmtpMailer } from '../../../src/server/mail/smtp.ts';
import { type Courier, createCourier } from '../../../src/server/notifications/courier.ts';
import { createWebhookCaller, type WebhookCaller } from '../../../src/server/notifications/post.ts';
import type { Database } from '../../../src/store/database.ts';
import type { NotificationTrigger } from '../../../src/store/generated/prisma/enums.ts';
import { acquireLease, type LeaseHandle, releaseLease } from '../../../src/store/leases.ts';
import { endRun, type RunEnd, restRun } from '../../../src/store/runs.ts';
import { createSealer } from '../../../src/store/sealing.ts';
import { temporaryFolder } from '../../support/folder.ts';

export const SEALER = createSealer(new Uint8Array(32).fill(3));
export const OPS = 'ops@example.com';
export const MINUTE_MS = 60_000;
const FROM = 'sync@example.org';

/** The time of a test; moved by it alone. */
export class Time {
  ms = Date.UTC(2026, 2, 4);
  readonly nowMs = (): number => this.ms;
  readonly now = (): Date => new Date(this.ms);
  minutes(count: number): void {
    this.ms += count * MINUTE_MS;
  }
}

export interface Office {
  readonly courier: Courier;
  readonly logged: unknown[];
  /** Mails kept as files. */
  readonly outbox: () => readonly string[];
}

/** @param options.smtpUrl null: no mail server is set */
export function openOffice(options: {
  readonly database: Database;
  readonly time: Time;
  readonly smtpUrl: string | null;
  readonly groupMinutes?: number;
  readonly caller?: WebhookCaller;
  readonly mailer?: Mailer;
}): Office {
  const { database, time, smtpUrl, groupMinutes = 5 } = options;
  const logged: unknown[] = [];
  const line = (fields: unknown, message: string): void => void logged.push({ fields, message });
  const directory = join(temporaryFolder(), 'outbox');
  const outbox = createOutbox({ directory, from: FROM });
  const courier = createCourier({
    prisma: database.prisma,
    clock: { nowMs: time.nowMs, sleep: () => Promise.reject(new Error('nobody waits')) },
    log: { info: line, warn: line, error: line },
    sealer: SEALER,
    mail: {
      mailer: options.mailer ?? (smtpUrl === null ? outbox : createSmtpMailer({ url: smtpUrl, from: FROM })),
      outbox,
      keepsAll: smtpUrl === null,
      dashboardUrl: () => 'http://127.0.0.1:4000',
    },
    caller: options.caller ?? createWebhookCaller({ allowedHosts: [] }),
    mailGroupMs: groupMinutes * MINUTE_MS,
  });
  const files = (): string[] =>
    existsSync(directory)
      ? readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'))
      : [];
  return { courier, logged, outbox: files };
}

let organizations = 0;

export async function addConnection(
  { prisma }: Database,
  data: { mailRecipients?: string[]; mailTriggers?: NotificationTrigger[]; name?: string } = {},
): Promise<string> {
  organizations += 1;
  const organization = String(organizations);
  const { id } = await prisma.connection.create({
    data: {
      name: 'Garden care',
      status: 'ENABLED',
      product: 'BOOKS',
      syncType: 'TYPE_IV',
      dataCenter: 'US',
      booksOrganizationId: organization,
      fsmOrganizationId: organization,
      mailRecipients: [OPS],
      ...data,
    },
  });
  return id;
}

/** A run under way, with the lease it is under. */
async function begun(database: Database, time: Time, connectionId: string) {
  const { prisma } = database;
  const { id: runId } = await prisma.syncRun.create({
    data: {
      connectionId,
      trigger: 'AUTOMATIC',
      scope: 'INCREMENTAL',
      state: 'RUNNING',
      requestedAt: time.now(),
    },
  });
  const lease = await acquireLease(prisma, connectionId, 'test', 'sync');
  if (lease === null) throw new Error('the connection is somebody else’s');
  return { runId, lease };
}

async function freed(database: Database, lease: LeaseHandle): Promise<void> {
  await releaseLease(database.prisma, lease);
}

export type Failing = Readonly<Record<string, number>>;

/** A run from its begin to its end, as the runner ends it. `failing`: records by the code they failed with. */
export async function endedRun(
  database: Database,
  time: Time,
  connectionId: string,
  error: RunEnd['error'],
  how: { readonly state?: RunEnd['state']; readonly failing?: Failing } = {},
): Promise<string> {
  const { runId, lease } = await begun(database, time, connectionId);
  const failing = Object.entries(how.failing ?? {});
  await database.prisma.runRecord.createMany({
    data: failing.flatMap(([reasonCode, count]) =>
      Array.from({ length: count }, () => ({
        runId,
        connectionId,
        pair: 'ITEMS' as const,
        direction: 'TO_BOOKS' as const,
        operation: 'CREATE',
        cause: 'NEW_RECORD',
        outcome: 'FAILED' as const,
        fsmId: randomUUID(),
        reasonCode,
        reasonMessage: `The reason is ${reasonCode}.`,
      })),
    ),
  });
  const failed = failing.length > 0 ? 'SUCCEEDED_WITH_FAILURES' : 'SUCCEEDED';
  const state = how.state ?? (error === null ? failed : 'FAILED');
  const end = {
    runId,
    state,
    error,
    at: time.now(),
    disables: false,
    nextSyncAt: time.now(),
    appliedMapping: null,
  };
  await endRun(database.prisma, lease, { ...end, notice: noticeOf({ state, error }) });
  await freed(database, lease);
  return runId;
}

/** A run that rests, as the runner lets it. */
export async function restedRun(database: Database, time: Time, connectionId: string): Promise<void> {
  const { runId, lease } = await begun(database, time, connectionId);
  const reason = `The day's calls are used up until ${time.now().toISOString()}.`;
  const rest = {
    runId,
    at: time.now(),
    until: time.now(),
    reason,
    outage: false,
    notice: noticeOfRest(reason),
  };
  await restRun(database.prisma, lease, rest);
  await freed(database, lease);
}
