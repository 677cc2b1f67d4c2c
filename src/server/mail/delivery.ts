/** Brings one mail out, however long that takes within bounds; what nobody took stays as a file. */
import type { EngineClock } from '../../engine/services.ts';
import type { Mail, Mailer } from './mailer.ts';

/** Waits between the tries; their number bounds the tries. Together about two and a half hours: a mail server's restart. */
export const RETRY_AFTER_MS: readonly number[] = [30_000, 300_000, 1_800_000, 7_200_000];

export interface MailLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface DeliveryDependencies {
  readonly mailer: Mailer;
  /** Takes what the mailer could not bring out. */
  readonly outbox: Mailer;
  readonly clock: EngineClock;
  readonly log: MailLog;
}

/** Resolves when the mail is out, kept, or lost with a line in the log; never throws. An aborted signal ends the tries. */
export async function deliver(deps: DeliveryDependencies, mail: Mail, signal: AbortSignal): Promise<void> {
  const { connectionId, id } = mail;
  const refused: string[] = [];
  let open = mail.recipients;
  for (let tries = 1; ; tries += 1) {
    const outcome = await deps.mailer.send({ ...mail, recipients: open }, signal);
    open = outcome.kind === 'sent' ? [] : outcome.deferred;
    if (outcome.kind === 'sent') deps.log.info({ connectionId, mail: id, tries }, 'a mail is out');
    else {
      refused.push(...outcome.refused);
      const counts = { deferred: open.length, refused: outcome.refused.length };
      deps.log.warn(
        { connectionId, mail: id, code: outcome.code, tries, ...counts },
        'a mail could not be sent',
      );
    }
    const waitMs = RETRY_AFTER_MS[tries - 1];
    if (open.length === 0 || waitMs === undefined || signal.aborted) break;
    await deps.clock.sleep(waitMs, signal).catch(() => undefined);
    if (signal.aborted) break;
  }
  await keep(deps, { ...mail, recipients: [...refused, ...open] });
}

async function keep({ outbox, log }: DeliveryDependencies, mail: Mail): Promise<void> {
  if (mail.recipients.length === 0) return;
  // A process that stops still has the time to write a file.
  const outcome = await outbox.send(mail, new AbortController().signal);
  const about = { connectionId: mail.connectionId, mail: mail.id, undelivered: mail.recipients.length };
  if (outcome.kind === 'sent')
    log.error(about, 'a mail was given up; it is kept in the outbox under DATA_DIR');
  else log.error({ ...about, code: outcome.code }, 'a mail was given up, and it could not be kept either');
}
