/** The HTTP server: routes, authentication, start and stop. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Principal } from '../../../schema/index.ts';
import { principalOf } from './bearer.ts';
import { serveFailureLog } from './failure-log.ts';
import { sendGraphiql, wantsGraphiql } from './graphiql.ts';
import { createGraphql, GRAPHQL_PATH, type Graphql } from './graphql.ts';
import { databaseReachable, migrationsApplied, sendLive, sendReady } from './health.ts';
import { serveHook } from './hooks.ts';
import { framesOf, kindOf } from './mask-error.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { OAUTH_CALLBACK_PATH, sendOauthCallback } from './oauth-callback.ts';
import type { HttpServerOptions } from './options.ts';
import { sendBody, sendError, sendFetched, sendUnauthenticated, setSecurityHeaders } from './responses.ts';
import { sendStatic } from './static.ts';
import { createWebSockets } from './websocket.ts';

const HEADERS_MS_MAX = 10_000;
const REQUEST_MS_MAX = 30_000;
/** How long answers under way may take when the server stops. */
const CLOSE_MS_MAX = 2_000;

/** The server cannot listen where it was told to. */
export class ListenError extends Error {
  readonly code: 'PORT_IN_USE' | 'LISTEN_FAILED';
  constructor(code: ListenError['code'], message: string, options: { cause: unknown }) {
    super(message, options);
    this.name = 'ListenError';
    this.code = code;
  }
}

export interface HttpServer {
  /** Origin to reach it at, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly port: number;
  /** Ends subscriptions, lets answers under way finish, and frees the port. */
  close(): Promise<void>;
}

/** What the routes share. */
interface Site {
  readonly options: HttpServerOptions;
  readonly graphql: Graphql;
  readonly metrics: Metrics;
  readonly stopping: AbortSignal;
}

type Route =
  | '/graphql'
  | '/oauth/callback'
  | '/metrics'
  | '/health/live'
  | '/health/ready'
  | '/logs'
  | '/hooks'
  | 'static';

function routeOf(path: string): Route {
  switch (path) {
    case '/graphql':
    case '/oauth/callback':
    case '/metrics':
    case '/health/live':
    case '/health/ready':
      return path;
    default:
      if (path.startsWith('/hooks/')) return '/hooks';
      return path.startsWith('/logs/') ? '/logs' : 'static';
  }
}

async function serveGraphql(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  if (wantsGraphiql(request, url)) return sendGraphiql(request, response);
  const { authenticate } = site.options;
  const { authorization } = request.headers;
  const principal = await principalOf(authorization, authenticate);
  if (principal === null) return sendUnauthenticated(request, response);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const answer = await site.graphql.handleNodeRequestAndResponse(request, response, {
    principal,
    signal: AbortSignal.any([gone.signal, site.stopping]),
    stillAuthorised: async () => (await principalOf(authorization, authenticate)) !== null,
  });
  await sendFetched(response, answer);
}

/** Metrics add up all connections, so a token that may see only some of them may not see these. */
const maySeeMetrics = (principal: Principal): boolean => principal.connectionIds.length === 0;

async function serveMetrics(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const principal = await principalOf(request.headers.authorization, site.options.authenticate);
  if (principal === null) return sendUnauthenticated(request, response);
  if (!maySeeMetrics(principal)) {
    return sendError(
      request,
      response,
      403,
      'FORBIDDEN',
      'A token tied to certain connections may not read metrics.',
    );
  }
  const { text, type } = await site.metrics.read();
  response.setHeader('Cache-Control', 'no-store');
  sendBody(request, response, { status: 200, type, body: text });
}

async function serve(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { prisma, readiness = [], log, dashboardDir } = site.options;
  const route = routeOf(url.pathname);
  if (route === '/graphql') return serveGraphql(site, request, response, url);
  if (route === '/hooks') return serveHook(site.options.control, request, response, url.pathname);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return sendError(request, response, 405, 'METHOD_NOT_ALLOWED', 'Only GET is possible here.');
  }
  if (route === OAUTH_CALLBACK_PATH)
    return sendOauthCallback(request, response, url, site.options.onboarding);
  if (route === '/metrics') return serveMetrics(site, request, response);
  if (route === '/logs') return serveFailureLog(site.options, request, response, url.pathname);
  if (route === '/health/live') return sendLive(request, response);
  if (route === '/health/ready') {
    return sendReady(
      request,
      response,
      [databaseReachable(prisma), migrationsApplied(prisma), ...readiness],
      log,
    );
  }
  if (await sendStatic(request, response, url.pathname, dashboardDir)) return;
  sendError(request, response, 404, 'NOT_FOUND', 'There is nothing at this address.');
}

/** Anything a route throws is logged under its kind and place, and answered without either. */
async function handle(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedAtMs = performance.now();
  const { log } = site.options;
  setSecurityHeaders(response);
  const url = URL.parse(request.url ?? '/', 'http://localhost');
  response.once('close', () => {
    const route = url === null ? 'static' : routeOf(url.pathname);
    site.metrics.observe(route, response.statusCode, (performance.now() - startedAtMs) / 1000);
  });
  try {
    if (url === null) sendError(request, response, 400, 'BAD_REQUEST', 'The address cannot be read.');
    else await serve(site, request, response, url);
  } catch (error) {
    if (response.destroyed) return;
    log.error({ ...kindOf(error), at: framesOf(error) }, 'a request failed');
    if (response.headersSent) response.destroy();
    else
      sendError(request, response, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong here; see the log.');
  }
}

function listen(server: Server, { host, port }: HttpServerOptions): Promise<number> {
  return new Promise((listening, failed) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const inUse = cause.code === 'EADDRINUSE';
      const message = inUse
        ? `Port ${port} on ${host} is in use by another program: stop it, or set PORT to a free one.`
        : `Cannot listen on ${host}, port ${port} (${cause.code ?? cause.name}): check HOST and PORT.`;
      failed(new ListenError(inUse ? 'PORT_IN_USE' : 'LISTEN_FAILED', message, { cause }));
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      listening(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), CLOSE_MS_MAX);
  await closed;
  clearTimeout(late);
}

/**
 * Starts serving.
 * @throws ListenError with a sentence for whoever started the program
 */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { prisma, control, events, onboarding, mappings, sandboxUrl, nowMs, log, authenticate, host } =
    options;
  const stop = new AbortController();
  const graphql = createGraphql(
    { prisma, control, events, onboarding, mappings, sandboxUrl, nowMs, log },
    log,
  );
  const metrics = createMetrics(prisma);
  const site: Site = { options, graphql, metrics, stopping: stop.signal };
  const sockets = createWebSockets({ graphql, authenticate, log, stopping: stop.signal });
  const server = createServer((request, response) => void handle(site, request, response));
  server.headersTimeout = HEADERS_MS_MAX;
  server.requestTimeout = REQUEST_MS_MAX;
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (URL.parse(request.url ?? '/', 'http://localhost')?.pathname === GRAPHQL_PATH) {
      sockets.upgrade(request, socket, head);
    } else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  const port = await listen(server, options);
  let closing: Promise<void> | null = null;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: () => {
      closing ??= (async () => {
        stop.abort();
        await sockets.close();
        await drain(server);
      })();
      return closing;
    },
  };
}
