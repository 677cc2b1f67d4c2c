/** Mail by SMTP. */
import { createTransport } from 'nodemailer';
import type { Mail, Mailer, MailOutcome } from './mailer.ts';
import { messageOf } from './message.ts';

const STEP_MS_MAX = 15_000;
const SEND_MS_MAX = 60_000;

/** `url` as SMTP_URL has it; with `smtp:`, STARTTLS is used where the server offers it. `from`: MAIL_FROM. */
export function createSmtpMailer(options: { readonly url: string; readonly from: string }): Mailer {
  const transport = createTransport({
    url: options.url,
    connectionTimeout: STEP_MS_MAX,
    dnsTimeout: STEP_MS_MAX,
    greetingTimeout: STEP_MS_MAX,
    socketTimeout: STEP_MS_MAX,
  });
  return {
    async send(mail, signal) {
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(SEND_MS_MAX)]);
      try {
        const sent = await transport.sendMail({ ...messageOf(mail, options.from), signal: bounded });
        return outcomeOf(mail, sent.rejectedErrors ?? []);
      } catch (error) {
        return outcomeOfFailure(mail, error);
      }
    },
  };
}

/** What nodemailer tells of one refusal; `permanent` when the server said 5yz (RFC 5321, 4.2.1). */
interface Refusal {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly permanent?: boolean | undefined;
  readonly recipient?: string | undefined;
}

function outcomeOf(mail: Mail, refusals: readonly Refusal[]): MailOutcome {
  const [first] = refusals;
  if (first === undefined) return { kind: 'sent' };
  const who = (permanent: boolean): readonly string[] =>
    mail.recipients.filter((address) =>
      refusals.some((one) => one.recipient === address && (one.permanent === true) === permanent),
    );
  return { kind: 'unsent', code: codeOf(first), deferred: who(false), refused: who(true) };
}

function outcomeOfFailure(mail: Mail, error: unknown): MailOutcome {
  if (!(error instanceof Error)) {
    return { kind: 'unsent', code: 'UNKNOWN', deferred: mail.recipients, refused: [] };
  }
  // What nodemailer adds to its errors; every property may be missing.
  const failure = error as Error & Refusal & { readonly rejectedErrors?: readonly Refusal[] };
  if (failure.rejectedErrors !== undefined && failure.rejectedErrors.length > 0) {
    return outcomeOf(mail, failure.rejectedErrors);
  }
  const code = codeOf(failure);
  return failure.permanent === true
    ? { kind: 'unsent', code, deferred: [], refused: mail.recipients }
    : { kind: 'unsent', code, deferred: mail.recipients, refused: [] };
}

const codeOf = ({ code, originalCode, responseCode }: Refusal): string =>
  responseCode === undefined ? (originalCode ?? code ?? 'UNKNOWN') : `SMTP_${responseCode}`;
