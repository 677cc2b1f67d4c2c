/** Mail of the running product, put together from its configuration. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { createOutbox } from './outbox.ts';
import { createRunNotices, type RunNotices, type RunNoticesDependencies } from './run-notices.ts';
import { createSmtpMailer } from './smtp.ts';

export type { RunNotices } from './run-notices.ts';

/** Sender of mail that is kept as files, where nobody set one. */
const FROM_WITHOUT_SMTP = 'fieldledger@localhost';

/** By SMTP_URL; without it each mail is a file under DATA_DIR/outbox. */
export function openMail(
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>,
  rest: Omit<RunNoticesDependencies, 'mailer' | 'outbox'>,
): RunNotices {
  const from = config.mailFrom || FROM_WITHOUT_SMTP;
  const outbox = createOutbox({ directory: join(config.dataDir, 'outbox'), from });
  const mailer = config.smtpUrl === '' ? outbox : createSmtpMailer({ url: config.smtpUrl, from });
  return createRunNotices({ ...rest, mailer, outbox, dashboardUrl: () => addressable(rest.dashboardUrl()) });
}

/** A server that listens on every interface knows no address that leads to it from elsewhere. */
const addressable = (url: string | null): string | null =>
  url !== null && /^http:\/\/(0\.0\.0\.0|\[::\])(:|$)/.test(url) ? null : url;
