/** Answers of the routes, and the headers all of them carry. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** For answers that are data: nothing of them may be run, framed or guessed. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every answer; a page replaces the policy with its own. */
export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', DATA_POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}

export function sendBody(
  request: IncomingMessage,
  response: ServerResponse,
  answer: { readonly status: number; readonly type: string; readonly body: string | Uint8Array },
): void {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  response.statusCode = answer.status;
  response.setHeader('Content-Type', answer.type);
  response.setHeader('Content-Length', body.byteLength);
  response.end(request.method === 'HEAD' ? undefined : body);
}

export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: unknown,
): void {
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
  sendBody(request, response, {
    status,
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(body),
  });
}

/** Sends what a fetch-style handler answered, as fast as the client takes it. */
export async function sendFetched(response: ServerResponse, answer: Response): Promise<void> {
  if (response.destroyed) return;
  response.statusCode = answer.status;
  answer.headers.forEach((value, name) => {
    response.setHeader(name, value);
  });
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
  if (answer.body === null) {
    response.end();
    return;
  }
  try {
    await pipeline(Readable.from(answer.body), response);
  } catch (error) {
    // A client that leaves in the middle of a stream is no fault.
    if (!response.destroyed) throw error;
  }
}

/** An error in the shape GraphQL clients know, on every route alike. */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): void {
  sendJson(request, response, status, { errors: [{ message, extensions: { code } }] });
}

/** 401: no token, or one that is not good. */
export function sendUnauthenticated(request: IncomingMessage, response: ServerResponse): void {
  const given = request.headers.authorization !== undefined;
  response.setHeader(
    'WWW-Authenticate',
    `Bearer realm="fieldledger"${given ? ', error="invalid_token"' : ''}`,
  );
  const message = given
    ? 'The token is unknown or revoked.'
    : 'This needs a token: send the header "Authorization: Bearer <token>".';
  sendError(request, response, 401, 'UNAUTHENTICATED', message);
}
