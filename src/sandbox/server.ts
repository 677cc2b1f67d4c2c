/** The sandbox's HTTP server: reads calls, applies limits and faults, counts, answers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { OAUTH_CONSENT_PATH, OAUTH_REVOKE_PATH, OAUTH_TOKEN_PATH } from '../zoho-api/index.ts';
import { answerControl } from './control/routes.ts';
import type { Answer, SandboxRequest } from './core/exchange.ts';
import type { FaultEffect } from './core/faults.ts';
import type { Organization } from './core/organization.ts';
import { readBody, splitUrl } from './core/read-request.ts';
import { send } from './core/respond.ts';
import type { Product } from './core/stats.ts';
import type { World } from './core/world.ts';
import { consent, issueToken, oauthOrganization, revokeToken } from './oauth.ts';
import * as service from './service.ts';

/** What outlives a reset: the world is replaced, the server goes on. */
export interface SandboxState {
  world: World;
  /** The sandbox's own origin. */
  url: string;
}

const HTML_PAGE =
  '<!DOCTYPE html><html><head><title>Zoho</title></head><body>Sorry, we are down for maintenance.</body></html>';

const DEFAULT_CODES: Readonly<Record<Product, Readonly<Record<number, number | string>>>> = {
  books: { 400: 2, 401: 57, 404: 1002, 429: 44 },
  invoice: { 400: 2, 401: 57, 404: 1002, 429: 44 },
  fsm: { 400: 'INVALID_DATA', 401: 'INVALID_TOKEN', 404: 'INVALID_URL_PATTERN', 429: 'TOO_MANY_REQUESTS' },
  oauth: { 200: 'invalid_code', 400: 'Access Denied' },
};
const DEFAULT_CODE: Readonly<Record<Product, number | string>> = {
  books: 1000,
  invoice: 1000,
  fsm: 'INTERNAL_ERROR',
  oauth: 'server_error',
};

/** What a fault makes of a call before its handler runs; null: the handler runs. */
function faultAnswer(product: Product, effect: FaultEffect | null): Answer | null {
  if (effect?.kind === 'html') return { status: 200, body: HTML_PAGE };
  if (effect?.kind !== 'status') return null;
  const code = effect.code ?? DEFAULT_CODES[product][effect.status] ?? DEFAULT_CODE[product];
  return service.failureOf(product, effect.status, code, 'Injected fault');
}

interface Delivery {
  product: Product;
  method: string;
  route: string;
  organization: Organization | undefined;
  effect: FaultEffect | null;
  refused: boolean;
}

/** Counts a call and sends its answer, unless a fault cuts the connection. */
function deliver(world: World, response: ServerResponse, call: Delivery, answer: Answer | null): void {
  const { product, method, route, organization, effect, refused } = call;
  const cut = answer === null || (effect?.kind === 'drop' && effect.when === 'after');
  organization?.calls.add({ product, method, route, status: cut ? 0 : answer.status }, refused);
  if (cut) {
    response.destroy();
    return;
  }
  const counters =
    organization === undefined || product === 'oauth'
      ? {}
      : service.rateHeaders(world, organization, product);
  const headers = { ...counters, ...answer.headers };
  send(response, { ...answer, headers }, world.clock.nowMs(), effect?.kind === 'truncate');
}

/** Strikes the call with a fault, if one is set, and answers it. */
async function answerStruck(
  world: World,
  response: ServerResponse,
  call: Omit<Delivery, 'effect' | 'refused'>,
  handle: () => Answer,
): Promise<void> {
  const organizationIds = call.organization?.idsOfBoth ?? [];
  const effect = world.faults.strike({ ...call, organizationIds });
  if (effect?.kind === 'delay') await sleep(effect.ms);
  const delivery = { ...call, effect, refused: false };
  if (effect?.kind === 'drop' && effect.when === 'before') deliver(world, response, delivery, null);
  else deliver(world, response, delivery, faultAnswer(call.product, effect) ?? handle());
}

async function answerService(
  { world }: SandboxState,
  product: service.ServiceProduct,
  head: Omit<SandboxRequest, 'body'>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, path } = head;
  const match = service.matchRoute(method, path);
  const admission = service.admit(world, product, head);
  const { organization } = admission;
  const call = { product, method, route: match.pattern, organization };
  if (admission.kind === 'rejected') {
    await readBody(message);
    // Without a token there are no counters (books-api.md 2).
    organization?.calls.add(
      { product, method, route: match.pattern, status: admission.answer.status },
      false,
    );
    send(response, admission.answer, world.clock.nowMs());
    return;
  }
  const limiter = service.limiterOf(admission.organization, product);
  const exceeded = limiter.enter(world.clock.elapsedMs(), world.clock.nowMs());
  if (exceeded === null) response.once('close', () => limiter.leave());
  const body = await readBody(message);
  if (exceeded !== null) {
    const answer = service.limitAnswer(admission.organization, product, exceeded);
    deliver(world, response, { ...call, effect: null, refused: true }, answer);
    return;
  }
  const request = { ...head, body };
  await answerStruck(world, response, call, () =>
    service.perform(world, admission.organization, product, match, request),
  );
}

async function answerOauth(
  { world, url }: SandboxState,
  head: Omit<SandboxRequest, 'body'>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = { ...head, body: await readBody(message) };
  const organization = oauthOrganization(world, request);
  const call = { product: 'oauth' as const, method: head.method, route: head.path, organization };
  await answerStruck(world, response, call, () => {
    if (head.method === 'GET' && head.path === OAUTH_CONSENT_PATH) return consent(world, request, url);
    if (head.method === 'POST' && head.path === OAUTH_TOKEN_PATH) return issueToken(world, request, url);
    if (head.method === 'POST' && head.path === OAUTH_REVOKE_PATH) return revokeToken(world, request);
    return { status: 404, body: { error: 'invalid_request' } };
  });
}

async function route(state: SandboxState, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { path, query } = splitUrl(message.url ?? '/');
  const head = { method: message.method ?? 'GET', path, query, headers: message.headers };
  const product = service.productOf(path);
  if (product !== null) return answerService(state, product, head, message, response);
  if (path.startsWith('/oauth/')) return answerOauth(state, head, message, response);
  const answer = answerControl(state, { ...head, body: await readBody(message) });
  send(response, answer, state.world.clock.nowMs());
}

/** A bug of the sandbox: said aloud on stderr, so that it is not taken for a simulated fault. */
function reportBug(response: ServerResponse, error: unknown): void {
  process.stderr.write(
    `sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  if (response.headersSent) response.destroy();
  else
    send(
      response,
      { status: 500, body: { error: { code: 'SANDBOX_BUG', message: 'see its stderr' } } },
      Date.now(),
    );
}

export function createSandboxServer(state: SandboxState): Server {
  const server = createServer((message, response) => {
    response.sendDate = false;
    route(state, message, response).catch((error: unknown) => {
      // A caller that went away before its body ended is no bug, and hears nothing.
      if (message.destroyed && !message.complete) response.destroy();
      else reportBug(response, error);
    });
  });
  // Longer than clients keep idle connections, so that they and not we close them.
  server.keepAliveTimeout = 120_000;
  return server;
}
