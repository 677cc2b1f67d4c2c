/** Mail itself: the letter, the mail server and the outbox. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { htmlOf, textOf } from '../../src/server/mail/letter.ts';
import { letterAbout } from '../../src/server/mail/letters.ts';
import type { Mail, Mailer } from '../../src/server/mail/mailer.ts';
import type { About } from '../../src/server/mail/occasion.ts';
import { createOutbox } from '../../src/server/mail/outbox.ts';
import { createSmtpMailer } from '../../src/server/mail/smtp.ts';
import { NotificationTrigger } from '../../src/store/generated/prisma/enums.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type MailServer, type ReadMail, readMail, startMailServer } from '../support/mail.ts';

const CONNECTION = '01900000-0000-7000-8000-000000000001';
const NOTIFICATION_TRIGGERS = Object.values(NotificationTrigger);
const never = new AbortController().signal;

const mail: Mail = {
  id: 'run-1.mapping-stopped',
  connectionId: CONNECTION,
  at: new Date('2026-03-04T05:06:07.089Z'),
  recipients: ['ops@example.com', 'night@example.com'],
  subject: 'Gärten & Söhne stopped ✋',
  text: 'Plain words, äöü.\nA second line.\n',
  html: '<p>Words with <b>markup</b>, äöü.</p>\n',
};

async function mailServer(login?: { user: string; pass: string }): Promise<MailServer> {
  const server = await startMailServer(login);
  onTestFinished(() => server.close());
  return server;
}

const smtp = (url: string): Mailer => createSmtpMailer({ url, from: 'Field sync <sync@example.org>' });

async function onePlace(kind: 'smtp' | 'outbox'): Promise<{ mailer: Mailer; arrived: () => ReadMail }> {
  if (kind === 'smtp') {
    const server = await mailServer();
    const arrived = () => server.taken[0]?.mail ?? expect.unreachable('no mail came');
    return { mailer: smtp(server.url), arrived };
  }
  const directory = join(temporaryFolder(), 'outbox');
  const arrived = () => {
    const [name] = readdirSync(directory);
    return readMail(readFileSync(join(directory, name ?? ''), 'utf8'));
  };
  return { mailer: createOutbox({ directory, from: 'Field sync <sync@example.org>' }), arrived };
}

describe.each(['smtp', 'outbox'] as const)('a mail by %s', (kind) => {
  it('arrives with both bodies and its headers', async () => {
    const { mailer, arrived } = await onePlace(kind);
    expect(await mailer.send(mail, never)).toEqual({ kind: 'sent' });
    const { headers, text, html } = arrived();
    expect(text.trim()).toBe(mail.text.trim());
    expect(html.trim()).toBe(mail.html.trim());
    expect(Object.fromEntries(headers)).toMatchObject({
      from: 'Field sync <sync@example.org>',
      to: 'ops@example.com, night@example.com',
      subject: mail.subject,
      date: 'Wed, 04 Mar 2026 05:06:07 +0000',
      'message-id': '<run-1.mapping-stopped@example.org>',
      'auto-submitted': 'auto-generated',
    });
  });

  it('never carries a header that its subject smuggles in', async () => {
    const { mailer, arrived } = await onePlace(kind);
    await mailer.send({ ...mail, subject: 'x\r\nBcc: spy@example.com\r\n\r\nbody' }, never);
    const { headers } = arrived();
    expect([...headers.keys()]).not.toContain('bcc');
    expect(headers.get('subject')).toContain('spy@example.com');
  });
});

describe('a mail server', () => {
  it('is signed in to with the user and password of the address', async () => {
    const server = await mailServer({ user: 'sync', pass: 'p4ss' });
    expect(await smtp(server.url).send(mail, never)).toEqual({ kind: 'sent' });
    expect(server.taken).toMatchObject([{ from: 'sync@example.org', to: mail.recipients }]);
    const refused = await smtp(server.url.replace('p4ss', 'wrong')).send(mail, never);
    expect(refused).toEqual({ kind: 'unsent', code: 'SMTP_535', deferred: [], refused: mail.recipients });
  });

  it.each([
    [451, { deferred: ['night@example.com'], refused: [] }],
    [550, { deferred: [], refused: ['night@example.com'] }],
  ])('that answers %d to one recipient has the mail for the others', async (code, rest) => {
    const server = await mailServer();
    server.refusals.set('night@example.com', code);
    expect(await smtp(server.url).send(mail, never)).toEqual({
      kind: 'unsent',
      code: `SMTP_${code}`,
      ...rest,
    });
    expect(server.taken.map(({ to }) => to)).toEqual([['ops@example.com']]);
  });

  it('that refuses each recipient in its own way has each of them told', async () => {
    const server = await mailServer();
    server.refusals.set('ops@example.com', 550).set('night@example.com', 451);
    expect(await smtp(server.url).send(mail, never)).toMatchObject({
      deferred: ['night@example.com'],
      refused: ['ops@example.com'],
    });
  });

  it('that does not take the text for now, or is not there, defers everybody', async () => {
    const server = await startMailServer();
    server.faults.push(452);
    const deferred = { kind: 'unsent', deferred: mail.recipients, refused: [] };
    expect(await smtp(server.url).send(mail, never)).toEqual({ ...deferred, code: 'SMTP_452' });
    await server.close();
    expect(await smtp(server.url).send(mail, never)).toEqual({ ...deferred, code: 'ECONNREFUSED' });
  });

  it('is left at once when the process stops', async () => {
    const server = await mailServer();
    const outcome = await smtp(server.url).send(mail, AbortSignal.abort(new Error('stop')));
    expect(outcome).toMatchObject({ code: 'EABORT', deferred: mail.recipients });
    expect(server.taken).toEqual([]);
  });
});

describe('the outbox', () => {
  it('names files by time and connection, for the owner only, and none twice', async () => {
    const directory = join(temporaryFolder(), 'data', 'outbox');
    const outbox = createOutbox({ directory, from: 'a@example.org' });
    expect(await outbox.send(mail, never)).toEqual({ kind: 'sent' });
    expect(await outbox.send({ ...mail, text: 'another' }, never)).toEqual({ kind: 'sent' });
    const name = `2026-03-04T05-06-07.089Z-${CONNECTION}`;
    expect(readdirSync(directory).sort()).toEqual([`${name}-2.eml`, `${name}.eml`]);
    expect(readMail(readFileSync(join(directory, `${name}-2.eml`), 'utf8')).text).toContain('another');
    expect(statSync(join(directory, `${name}.eml`)).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it('says with a code when it cannot write', async () => {
    const folder = temporaryFolder();
    const directory = join(folder, 'outbox');
    writeFileSync(directory, 'a file in the way');
    const outbox = createOutbox({ directory, from: 'a@example.org' });
    expect(await outbox.send(mail, never)).toMatchObject({ kind: 'unsent', code: 'EEXIST' });
  });
});

describe('the letter', () => {
  const about: About = {
    connection: {
      name: 'Garden care',
      id: 'Q29u',
      mappingSet: 'default',
      nextSyncAt: new Date('2026-03-04T08:06:07Z'),
      dashboardUrl: 'http://127.0.0.1:4000',
    },
    trigger: 'MAPPING_INVALID',
    code: 'MAPPING_INVALID',
    reason: 'items.unit: books.items.unit is now marked PII: remove its rule.',
    runId: 'U3lu',
    at: new Date('2026-03-04T05:06:07Z'),
    details: [],
  };
  const of = (connection: Partial<About['connection']>): About => ({
    ...about,
    connection: { ...about.connection, ...connection },
  });

  it('names the connection in the subject, and gives reason, remedy, next sync and address in both bodies', () => {
    const letter = letterAbout([about]);
    expect(letter.subject).toBe('[fieldledger] Garden care: the mapping stopped the sync');
    for (const body of [textOf(letter), htmlOf(letter).replaceAll('&quot;', '"')]) {
      expect(body).toContain(about.reason);
      expect(body).toContain('mappings -- pull --connection Q29u');
      expect(body).toContain('automatic one at 2026-03-04 08:06 UTC');
      expect(body).toContain('http://127.0.0.1:4000/#/connections/Q29u/mapping');
    }
  });

  it.each(NOTIFICATION_TRIGGERS)('has words and an address for %s', (trigger) => {
    const letter = letterAbout([{ ...about, trigger, code: trigger }]);
    expect(letter.subject).toMatch(/^\[fieldledger\] Garden care: .{10,}/);
    expect(textOf(letter)).toContain('1. ');
    expect(textOf(letter)).toContain('http://127.0.0.1:4000/#/connections/Q29u/');
  });

  it('does without an address or a next sync', () => {
    const text = textOf(letterAbout([of({ dashboardUrl: null, nextSyncAt: null })]));
    expect(text).not.toContain('dashboard');
    expect(text).toContain('the automatic one is switched off');
  });

  it('says everything that happened, and how much that is', () => {
    const letter = letterAbout([about, { ...about, trigger: 'SYNC_FAILED', reason: 'Zoho is away.' }]);
    expect(letter.subject).toBe('[fieldledger] Garden care: the mapping stopped the sync (and 1 more)');
    expect(textOf(letter)).toContain(about.reason);
    expect(textOf(letter)).toContain('Zoho is away.');
  });

  it('lets no name or reason become markup, a line or a header of its own', () => {
    const hostile = '<img src=x onerror="steal()">\r\nBcc: spy@example.com\u202e & \'co\'';
    const letter = letterAbout([{ ...of({ name: hostile }), reason: hostile }]);
    const html = htmlOf(letter);
    expect(html).not.toContain('<img');
    expect(html).toContain(
      '&lt;img src=x onerror=&quot;steal()&quot;&gt; Bcc: spy@example.com  &amp; &#39;co&#39;',
    );
    for (const text of [letter.subject, textOf(letter), html]) {
      expect(text).not.toMatch(/^Bcc/m);
      expect(text).not.toContain('\u202e');
    }
    expect(letter.subject).not.toMatch(/[\r\n]/);
  });
});
