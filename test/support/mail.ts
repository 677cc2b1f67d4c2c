/** A mail server that keeps what it takes, and a reader of mails as text. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReadMail {
  /** Names in lower case, folding undone, encoded words decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
}

/** The two bodies and the headers of a multipart/alternative mail. */
export function readMail(raw: string): ReadMail {
  const { headers, body } = entity(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) throw new Error('the mail has one part only');
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => entity(part.replace(/^\r\n/, '')));
  const part = (type: string): string => {
    const found = parts.find((one) => one.headers.get('content-type')?.startsWith(type));
    if (found === undefined) throw new Error(`the mail has no ${type}`);
    return decoded(found.body, found.headers.get('content-transfer-encoding') ?? '7bit');
  };
  return { headers, text: part('text/plain'), html: part('text/html') };
}

function entity(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())] as const;
    }),
  );
  return { headers, body: raw.slice(end + 4) };
}

/** RFC 2047: adjacent encoded words belong together. */
const words = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? decoded(text, 'base64')
        : decoded(text.replaceAll('_', ' '), 'quoted-printable'),
    );

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  const text = body.replace(/\r\n$/, '').replaceAll('\r\n', '\n');
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

export interface TakenMail {
  readonly from: string;
  /** Of the envelope. */
  readonly to: readonly string[];
  readonly mail: ReadMail;
}

export interface MailServer {
  readonly url: string;
  readonly taken: TakenMail[];
  /** Answers to RCPT TO by address: a reply code that refuses it. Each is used up by its first mail. */
  readonly refusals: Map<string, number>;
  /** The reply codes of the next messages, once their text has arrived. */
  readonly faults: number[];
  close(): Promise<void>;
}

/** @param login what a client must sign in with; left out: nobody needs to */
export async function startMailServer(login?: { user: string; pass: string }): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const refusals = new Map<string, number>();
  const faults: number[] = [];
  const refuse = (code: number): Error => Object.assign(new Error('not today'), { responseCode: code });
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: (given, _session, done) =>
      given.username === login?.user && given.password === login?.pass
        ? done(null, { user: given.username })
        : done(refuse(535)),
    onRcptTo: ({ address }, _session, done) => {
      const code = refusals.get(address);
      refusals.delete(address);
      done(code === undefined ? null : refuse(code));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const fault = faults.shift();
        if (fault !== undefined) return done(refuse(fault));
        taken.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          mail: readMail(Buffer.concat(chunks).toString('utf8')),
        });
        done(null);
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  // It listens on a port, not on a pipe.
  const { port } = server.server.address() as AddressInfo;
  const credentials = login === undefined ? '' : `${login.user}:${login.pass}@`;
  return {
    url: `smtp://${credentials}127.0.0.1:${port}`,
    taken,
    refusals,
    faults,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
