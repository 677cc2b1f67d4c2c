/**
 * The parts of PostgreSQL's wire protocol 3 that the embedded server needs: framing, and a few messages of its own.
 * Pure functions of bytes, without I/O. Message formats: PostgreSQL manual, "Message Formats".
 */

const SSL_REQUEST = 80877103;
const GSS_ENCRYPTION_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const PROTOCOL_MAJOR_VERSION = 3;

/** Longest message a client may send: guards the process against a stray connection, not against its own queries. */
export const MESSAGE_BYTES_MAX = 256 * 1024 * 1024;
const STARTUP_BYTES_MAX = 10_000;

/** A client sent bytes that are no message of the protocol. */
export class WireProtocolError extends Error {
  readonly code = 'WIRE_PROTOCOL';
  constructor(message: string) {
    super(message);
    this.name = 'WireProtocolError';
  }
}

/** One message as received: its type letter and all its bytes, header included. */
export interface FrontendMessage {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Splits off the complete messages at the start of `buffer`. @throws WireProtocolError */
export function splitMessages(buffer: Buffer): { messages: FrontendMessage[]; rest: Buffer } {
  const messages: FrontendMessage[] = [];
  let offset = 0;
  while (buffer.length - offset >= 5) {
    const length = buffer.readInt32BE(offset + 1) + 1;
    if (length < 5 || length > MESSAGE_BYTES_MAX)
      throw new WireProtocolError('a message has an impossible length');
    if (buffer.length - offset < length) break;
    messages.push({
      type: String.fromCharCode(buffer.readUInt8(offset)),
      bytes: buffer.subarray(offset, offset + length),
    });
    offset += length;
  }
  return { messages, rest: buffer.subarray(offset) };
}

/** Length of the message that `rest` begins with; until its header has come, one byte more than there is. */
export function bytesNeeded(rest: Buffer): number {
  return rest.length < 5 ? rest.length + 1 : rest.readInt32BE(1) + 1;
}

export type StartupRequest =
  | { readonly kind: 'incomplete' }
  /** Asks for encryption; the answer is one byte, and the real start-up follows. */
  | { readonly kind: 'encryption'; readonly length: number }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'startup'; readonly length: number };

/** Reads the untyped message a connection opens with. @throws WireProtocolError */
export function readStartup(buffer: Buffer): StartupRequest {
  if (buffer.length < 8) return { kind: 'incomplete' };
  const length = buffer.readInt32BE(0);
  if (length < 8 || length > STARTUP_BYTES_MAX)
    throw new WireProtocolError('this is not a PostgreSQL start-up message');
  if (buffer.length < length) return { kind: 'incomplete' };
  const code = buffer.readInt32BE(4);
  if (code === SSL_REQUEST || code === GSS_ENCRYPTION_REQUEST) return { kind: 'encryption', length };
  if (code === CANCEL_REQUEST) return { kind: 'cancel' };
  if (code >>> 16 !== PROTOCOL_MAJOR_VERSION)
    throw new WireProtocolError('only protocol version 3 is spoken here');
  return { kind: 'startup', length };
}

function message(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.write(type, 0, 'latin1');
  header.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const cString = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf8');

export const passwordRequest = (): Buffer => message('R', int32(3));

/** The password of a `p` message. */
export function passwordOf(request: FrontendMessage): string {
  return request.bytes.subarray(5, -1).toString('utf8');
}

/** SQL text of a simple query (`Q`). */
export function queryTextOf(query: FrontendMessage): string {
  return query.bytes.subarray(5, -1).toString('utf8');
}

const SESSION_PARAMETERS: Readonly<Record<string, string>> = {
  server_encoding: 'UTF8',
  client_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  integer_datetimes: 'on',
  standard_conforming_strings: 'on',
};

/** Everything from "authenticated" to "ready": `serverVersion` as `SHOW server_version` gives it. */
export function welcome(serverVersion: string): Buffer {
  const parameters = Object.entries({ server_version: serverVersion, ...SESSION_PARAMETERS }).map(
    ([name, value]) => message('S', Buffer.concat([cString(name), cString(value)])),
  );
  const keyData = message('K', Buffer.concat([int32(process.pid), int32(0)]));
  return Buffer.concat([message('R', int32(0)), ...parameters, keyData, readyForQuery()]);
}

const readyForQuery = (): Buffer => message('Z', Buffer.from('I', 'latin1'));

/** Answers a simple command without running it. */
export const commandDone = (tag: string): Buffer =>
  Buffer.concat([message('C', cString(tag)), readyForQuery()]);

/** A FATAL ErrorResponse: the connection ends after it. `sqlState`: five characters. */
export function fatalError(sqlState: string, text: string): Buffer {
  const field = (name: string, value: string) => cString(`${name}${value}`);
  return message(
    'E',
    Buffer.concat([
      field('S', 'FATAL'),
      field('V', 'FATAL'),
      field('C', sqlState),
      field('M', text),
      Buffer.from([0]),
    ]),
  );
}

export interface BackendOutput {
  /** What the asking client gets. */
  readonly reply: Buffer;
  /** NotificationResponse messages taken out of the reply, each with its channel. */
  readonly notifications: readonly { readonly channel: string; readonly bytes: Buffer }[];
  /** Transaction status of the last ReadyForQuery: idle, in transaction, failed; null when there was none. */
  readonly status: 'I' | 'T' | 'E' | null;
}

const TYPE_NOTIFICATION = 65;
const TYPE_READY = 90;

/** Sorts what PostgreSQL answered: the one session behind all connections must not hand one client's news to another. */
export function sortOutput(output: Buffer): BackendOutput {
  const notifications: { channel: string; bytes: Buffer }[] = [];
  const kept: Buffer[] = [];
  let status: BackendOutput['status'] = null;
  let keptFrom = 0;
  let offset = 0;
  while (output.length - offset >= 5) {
    const end = offset + 1 + output.readInt32BE(offset + 1);
    const type = output[offset];
    if (type === TYPE_NOTIFICATION) {
      kept.push(output.subarray(keptFrom, offset));
      keptFrom = end;
      const nameEnd = output.indexOf(0, offset + 9);
      notifications.push({
        channel: output.toString('utf8', offset + 9, nameEnd),
        bytes: output.subarray(offset, end),
      });
    } else if (type === TYPE_READY) {
      const letter = String.fromCharCode(output.readUInt8(offset + 5));
      status = letter === 'T' || letter === 'E' ? letter : 'I';
    }
    offset = end;
  }
  if (keptFrom === 0) return { reply: output, notifications, status };
  kept.push(output.subarray(keptFrom));
  return { reply: Buffer.concat(kept), notifications, status };
}

/** The channel of a plain `LISTEN channel`, and whether a command is `UNLISTEN`. */
export function listenCommand(
  sql: string,
): { kind: 'listen'; channel: string } | { kind: 'unlisten' } | null {
  if (/^\s*UNLISTEN\b/i.test(sql)) return { kind: 'unlisten' };
  const match = /^\s*LISTEN\s+(?:"([^"]+)"|([A-Za-z_][\w$]*))\s*;?\s*$/i.exec(sql);
  if (!match) return null;
  return { kind: 'listen', channel: match[1] ?? (match[2] ?? '').toLowerCase() };
}
