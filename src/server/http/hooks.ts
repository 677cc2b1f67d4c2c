/**
 * `/hooks/{connectionId}/books` and `/hooks/{connectionId}/fsm`: a service says that a record has changed. The call is a
 * hint which record to read, and nothing more: of its body only ids are taken, and nothing is stored or logged.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isUuid, uuidOf } from '../../../schema/ids.ts';
import type { Control } from '../../jobs/control.ts';
import { hintsIn } from './hook-body.ts';

/** Bytes of a call's body. */
export const HOOK_BODY_BYTES_MAX = 256 * 1024;

const PATH = /^\/hooks\/([^/]{1,200})\/(books|fsm)$/;
const SECRET_HEADER = 'x-fieldledger-secret';
const SIGNATURE_HEADER = 'x-zoho-webhook-signature';

export interface HookPlace {
  readonly connectionId: string;
  readonly side: 'FSM' | 'BOOKS';
}

/** The connection and the service an address names, by the API's id or its UUID; null when it cannot name any. */
export function hookPlaceOf(path: string): HookPlace | null {
  const [, rawId = '', service] = PATH.exec(path) ?? [];
  const id = isUuid(rawId) ? rawId.toLowerCase() : uuidOf('Connection', unescaped(rawId));
  return id === null || service === undefined
    ? null
    : { connectionId: id, side: service === 'fsm' ? 'FSM' : 'BOOKS' };
}

/** What cannot be decoded names nothing. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

export async function serveHook(
  control: Pick<Control, 'acceptHints'>,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const place = hookPlaceOf(path);
  if (place === null) return answer(response, 404);
  if (request.method !== 'POST') {
    response.setHeader('Allow', 'POST');
    return answer(response, 405);
  }
  const body = await readBody(request);
  if (body === null) {
    response.setHeader('Connection', 'close');
    return answer(response, 413);
  }
  const outcome = await control.acceptHints({
    connectionId: place.connectionId,
    proof: {
      secret: headerOf(request, SECRET_HEADER),
      signature: place.side === 'BOOKS' ? headerOf(request, SIGNATURE_HEADER) : null,
      body,
    },
    records: hintsIn(place.side, body, request.headers['content-type'] ?? ''),
  });
  answer(response, STATUS_OF[outcome]);
}

const STATUS_OF = { accepted: 202, refused: 401, unknown: 404 } as const;

/** Nothing is told but the status. */
function answer(response: ServerResponse, status: number): void {
  response.setHeader('Cache-Control', 'no-store');
  response.statusCode = status;
  response.end();
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Null: longer than a call may be. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > HOOK_BODY_BYTES_MAX) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    // A request without an encoding gives buffers.
    const part = chunk as Buffer;
    bytes += part.byteLength;
    if (bytes > HOOK_BODY_BYTES_MAX) return null;
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
