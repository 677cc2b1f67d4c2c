/** Reads a request off the wire. */
import type { IncomingMessage } from 'node:http';

const BODY_BYTES_MAX = 10_000_000;

/** Path without trailing slash, and the query. */
export function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
  return { path: path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path, query };
}

/**
 * The body as text. Resolves in a later turn of the event loop even for an empty body, so that calls which arrive
 * together are in process together, as they would be at Zoho.
 * @throws RangeError beyond 10 MB
 */
export function readBody(request: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const hasBody = request.headers['content-length'] !== undefined || 'transfer-encoding' in request.headers;
  if (!hasBody || request.headers['content-length'] === '0') {
    setImmediate(resolve, '');
    return promise;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) reject(new RangeError('the body is larger than 10 MB'));
    else chunks.push(chunk);
  });
  request.on('end', () => setImmediate(resolve, Buffer.concat(chunks).toString('utf8')));
  request.on('error', reject);
  request.on('close', () => {
    if (!request.complete) reject(new Error('the connection closed before the body ended'));
  });
  return promise;
}
