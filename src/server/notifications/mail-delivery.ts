/** Brings one mail out; what nobody takes in the end is kept as a file. */
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Tried } from '../../store/deliveries.ts';
import { failuresByReason } from '../../store/failure-summary.ts';
import type {
  Connection,
  Delivery,
  Notification,
  PrismaClient,
} from '../../store/generated/prisma/client.ts';
import { htmlOf, textOf } from '../mail/letter.ts';
import { letterAbout } from '../mail/letters.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import type { About } from '../mail/occasion.ts';
import { nextTry } from './backoff.ts';

/** Reasons of failed records that a mail names; the rest is in the run. */
const DETAILS_MAX = 10;

export interface MailDesk {
  readonly mailer: Mailer;
  /** Takes what the mailer could not bring out. */
  readonly outbox: Mailer;
  /** True when no mail server is set: the mailer is the outbox. */
  readonly keepsAll: boolean;
  /** Where people reach the dashboard, without a slash at the end; null when this process does not know. */
  readonly dashboardUrl: () => string | null;
}

/** One try. Answers what it has come to; null when the signal broke it off. Throws what the database throws. */
export async function tryMail(
  prisma: PrismaClient,
  desk: MailDesk,
  delivery: Delivery,
  at: Date,
  signal: AbortSignal,
): Promise<Tried | null> {
  const connection = await prisma.connection.findUnique({ where: { id: delivery.connectionId } });
  const notices = await prisma.notification.findMany({
    where: { mailId: delivery.id },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  if (connection === null || notices.length === 0) return { state: 'FAILED', at, error: 'NOTHING_TO_TELL' };
  const begun = delivery.recipients.length > 0;
  const recipients = begun ? delivery.recipients : connection.mailRecipients;
  const open = begun ? delivery.open : connection.mailRecipients;
  if (open.length === 0) return { state: 'FAILED', at, error: 'NO_RECIPIENTS' };
  const mail = await mailOf(prisma, desk, delivery, connection, notices, open);
  const outcome = await desk.mailer.send(mail, signal);
  if (signal.aborted && outcome.kind === 'unsent') return null;
  const deferred = outcome.kind === 'sent' ? [] : outcome.deferred;
  const refused = [...delivery.refused, ...(outcome.kind === 'sent' ? [] : outcome.refused)];
  const error = outcome.kind === 'sent' ? null : outcome.code;
  const written = { subject: mail.subject, recipients, open: deferred, refused };
  const again = deferred.length === 0 ? null : nextTry(at, delivery.attempts);
  if (again !== null) return { state: 'PENDING', at: again, error, mail: written };
  const undelivered = [...refused, ...deferred];
  if (undelivered.length === 0) return { state: desk.keepsAll ? 'KEPT' : 'SENT', at, error, mail: written };
  if (!desk.keepsAll)
    await desk.outbox.send({ ...mail, recipients: undelivered }, new AbortController().signal);
  return { state: 'FAILED', at, error: error ?? delivery.lastError, mail: written };
}

async function mailOf(
  prisma: PrismaClient,
  desk: MailDesk,
  delivery: Delivery,
  connection: Connection,
  notices: readonly Notification[],
  recipients: readonly string[],
): Promise<Mail> {
  const letter = letterAbout(
    await Promise.all(notices.map((notice) => aboutOf(prisma, desk.dashboardUrl(), connection, notice))),
  );
  return {
    id: delivery.id,
    connectionId: connection.id,
    at: delivery.createdAt,
    recipients,
    subject: letter.subject,
    text: textOf(letter),
    html: htmlOf(letter),
  };
}

async function aboutOf(
  prisma: PrismaClient,
  dashboardUrl: string | null,
  connection: Connection,
  { trigger, code, message, runId, at }: Notification,
): Promise<About> {
  return {
    connection: {
      name: connection.name,
      id: encodeGlobalID('Connection', connection.id),
      mappingSet: connection.mappingSet,
      nextSyncAt: connection.autoSync ? connection.nextSyncAt : null,
      dashboardUrl,
    },
    trigger,
    code,
    reason: message,
    runId: runId === null ? null : encodeGlobalID('SyncRun', runId),
    at,
    details: trigger === 'RECORDS_FAILED' && runId !== null ? await reasonsOf(prisma, runId) : [],
  };
}

async function reasonsOf(prisma: PrismaClient, runId: string): Promise<readonly string[]> {
  const reasons = (await failuresByReason(prisma, [runId])).get(runId) ?? [];
  const shown = reasons
    .slice(0, DETAILS_MAX)
    .map(({ module, count, message }) => `${module} (${count}): ${message}`);
  const more = reasons.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more reasons.`] : shown;
}
