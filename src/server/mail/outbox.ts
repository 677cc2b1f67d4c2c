/** Mail kept as files, where no mail server is set or none took it. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mail, Mailer } from './mailer.ts';
import { messageOf } from './message.ts';

/** Mails of one connection within one millisecond. */
const SAME_NAME_MAX = 100;

/**
 * Writes each mail to `directory` as `<time>-<connection id>.eml`, for the owner's eyes only (mode 0600): it names people.
 * A file is complete when its name is there.
 */
export function createOutbox(options: { readonly directory: string; readonly from: string }): Mailer {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      try {
        const { message } = await composer.sendMail(messageOf(mail, options.from));
        await keep(options.directory, mail, message);
        return { kind: 'sent' };
      } catch (error) {
        const code =
          error instanceof Error && 'code' in error && typeof error.code === 'string'
            ? error.code
            : 'UNKNOWN';
        return { kind: 'unsent', code, deferred: mail.recipients, refused: [] };
      }
    },
  };
}

async function keep(directory: string, mail: Mail, message: Parameters<typeof writeFile>[1]): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = join(directory, `.${randomUUID()}`);
  try {
    await writeFile(draft, message, { mode: 0o600, flag: 'wx' });
    const name = `${mail.at.toISOString().replaceAll(':', '-')}-${mail.connectionId}`;
    for (let copy = 1; ; copy += 1) {
      const path = join(directory, copy === 1 ? `${name}.eml` : `${name}-${copy}.eml`);
      if (await linked(draft, path)) return;
      if (copy === SAME_NAME_MAX) throw new Error(`${SAME_NAME_MAX} mails have this name`);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** False when the name is taken. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
