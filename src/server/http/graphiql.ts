/** GraphiQL on `GET /graphql` in a browser: one page with everything in it, so that it works without a network. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { EXAMPLES } from './examples.ts';
import { GRAPHQL_PATH } from './graphql.ts';
import { sendBody } from './responses.ts';

const HEADERS = JSON.stringify({ Authorization: 'Bearer <token>' }, null, 2);

export function renderPage(): string {
  return renderGraphiQL({
    title: 'fieldledger',
    endpoint: GRAPHQL_PATH,
    headers: HEADERS,
    defaultTabs: EXAMPLES.map(({ query, variables }) => ({
      query,
      headers: HEADERS,
      variables: variables === null ? null : JSON.stringify(variables, null, 2),
    })),
    subscriptionsProtocol: 'SSE',
    // A token in the browser's storage would outlive the tab.
    shouldPersistHeaders: false,
  });
}

/** Lets run exactly the scripts of the page, and the workers it makes of them; nothing from elsewhere. */
export function policyOf(page: string): string {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '');
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')} blob:`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

interface Prepared {
  readonly policy: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

let prepared: Prepared | null = null;

/** Made at the first request: nine megabytes that most processes never serve. */
function prepare(): Prepared {
  if (prepared) return prepared;
  const page = renderPage();
  const plain = Buffer.from(page);
  const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`;
  prepared = { policy: policyOf(page), etag, plain, gzipped: gzipSync(plain) };
  return prepared;
}

/** True for a browser that opens the address, and not for a client that sends an operation with GET. */
export function wantsGraphiql(request: IncomingMessage, url: URL): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const accept = request.headers.accept ?? '';
  return isRead && accept.includes('text/html') && !url.searchParams.has('query');
}

export function sendGraphiql(request: IncomingMessage, response: ServerResponse): void {
  const { policy, etag, plain, gzipped } = prepare();
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('ETag', etag);
  response.setHeader('Vary', 'Accept, Accept-Encoding');
  if (request.headers['if-none-match'] === etag) {
    response.statusCode = 304;
    response.end();
    return;
  }
  const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (zipped) response.setHeader('Content-Encoding', 'gzip');
  sendBody(request, response, {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: zipped ? gzipped : plain,
  });
}
