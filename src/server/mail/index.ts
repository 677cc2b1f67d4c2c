/** Mail of the running product, put together from its configuration. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { MailDesk } from '../notifications/mail-delivery.ts';
import { createOutbox } from './outbox.ts';
import { createSmtpMailer } from './smtp.ts';

/** Sender of mail that is kept as files, where nobody set one. */
const FROM_WITHOUT_SMTP = 'fieldledger@localhost';

/** By SMTP_URL; without it each mail is a file under DATA_DIR/outbox. */
export function openMail(
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>,
  dashboardUrl: () => string | null,
): MailDesk {
  const from = config.mailFrom || FROM_WITHOUT_SMTP;
  const outbox = createOutbox({ directory: join(config.dataDir, 'outbox'), from });
  const keepsAll = config.smtpUrl === '';
  const mailer = keepsAll ? outbox : createSmtpMailer({ url: config.smtpUrl, from });
  return { mailer, outbox, keepsAll, dashboardUrl: () => addressable(dashboardUrl()) };
}

/** A server that listens on every interface knows no address that leads to it from elsewhere. */
const addressable = (url: string | null): string | null =>
  url !== null && /^http:\/\/(0\.0\.0\.0|\[::\])(:|$)/.test(url) ? null : url;
