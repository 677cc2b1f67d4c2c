/** A mail as nodemailer takes it, the same for every way out. */
import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mailer.ts';

/** The domain of a sender like `Sync <sync@example.com>`, for message ids. */
const domainOf = (from: string): string => /@([a-z0-9.-]+)/i.exec(from)?.[1] ?? 'localhost';

/** `from`: an address, with or without a name. */
export function messageOf(mail: Mail, from: string): SendMailOptions {
  return {
    from,
    to: mail.recipients.map((address) => ({ name: '', address })),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: mail.at,
    // Servers and programs drop the second copy of an id, should an answer of theirs have got lost.
    messageId: `<${mail.id}@${domainOf(from)}>`,
    // RFC 3834: no automatic answers to an automatic mail.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
