/** A call on a service's own path: who makes it, whether limits let it in, what it answers. */
import {
  AUTHORIZATION_SCHEME,
  BOOKS_CODE,
  BOOKS_PREFIX,
  FSM_CODE,
  FSM_PREFIX,
  INVOICE_PREFIX,
  ORGANIZATION_PARAMETER,
  RATE_HEADERS,
} from '../zoho-api/index.ts';
import { booksFailure } from './books/envelope.ts';
import { addBooksRoutes } from './books/routes.ts';
import { type Answer, Refusal, type SandboxRequest, type ServiceHandler } from './core/exchange.ts';
import type { ExceededLimit, ServiceLimiter } from './core/limiter.ts';
import type { Organization } from './core/organization.ts';
import { type RouteMatch, Router } from './core/router.ts';
import type { Product } from './core/stats.ts';
import type { World } from './core/world.ts';
import { fsmFailure, invalidModule, invalidUrl } from './fsm/envelope.ts';
import { addFsmRoutes } from './fsm/routes.ts';

export type ServiceProduct = Exclude<Product, 'oauth'>;

const PREFIXES: readonly (readonly [string, ServiceProduct])[] = [
  [BOOKS_PREFIX, 'books'],
  [INVOICE_PREFIX, 'invoice'],
  [FSM_PREFIX, 'fsm'],
];

/** The product whose path this is. */
export function productOf(path: string): ServiceProduct | null {
  return PREFIXES.find(([prefix]) => path.startsWith(`${prefix}/`))?.[1] ?? null;
}

const router = new Router<ServiceHandler>();
addBooksRoutes(router);
addFsmRoutes(router);

export type ServiceMatch = RouteMatch<ServiceHandler>;

export function matchRoute(method: string, path: string): ServiceMatch {
  return router.match(method, path);
}

/** An error in a product's own shape. */
export function failureOf(product: Product, status: number, code: number | string, message: string): Answer {
  if (product === 'oauth') return { status, body: { error: String(code) } };
  return product === 'fsm' ? fsmFailure(status, code, message) : booksFailure(status, code, message);
}

const BOOKS_AUTHENTICATION =
  'The request could not be authenticated as the authentication value you entered is invalid. ' +
  'Enter a valid authentication value and try again.';

export type Admission =
  | { kind: 'admitted'; organization: Organization }
  | { kind: 'rejected'; organization: Organization | undefined; answer: Answer };

/** Whose call it is, by its token and, for Books and Invoice, its `organization_id` (books-api.md 1.5, 11). */
export function admit(
  world: World,
  product: ServiceProduct,
  request: Omit<SandboxRequest, 'body'>,
): Admission {
  const header = request.headers.authorization ?? '';
  const [scheme, token = ''] = header.split(' ');
  const wellFormed = scheme === AUTHORIZATION_SCHEME && token !== '';
  const organization = wellFormed ? world.authenticate(token) : undefined;
  if (organization === undefined)
    return { kind: 'rejected', organization, answer: unauthenticated(product, wellFormed) };
  if (product === 'fsm') return { kind: 'admitted', organization };
  const named =
    request.query.get(ORGANIZATION_PARAMETER) ?? request.headers['x-com-zoho-invoice-organizationid'] ?? null;
  const needed = !request.path.endsWith('/organizations');
  const belongs =
    product === organization.product && (named === null ? !needed : named === organization.booksId);
  if (belongs) return { kind: 'admitted', organization };
  const message = `This user is not associated with the CompanyID/CompanyName:${named ?? ''}.`;
  const answer = booksFailure(400, BOOKS_CODE.wrongOrganization, message);
  return { kind: 'rejected', organization, answer };
}

/** 14: missing or malformed; 57: a token that is dead or was never issued (books-api.md 8). */
function unauthenticated(product: ServiceProduct, wellFormed: boolean): Answer {
  if (product === 'fsm') return fsmFailure(401, FSM_CODE.invalidToken, 'invalid oauth token');
  return wellFormed
    ? booksFailure(401, BOOKS_CODE.unauthorized, 'You are not authorized to perform this operation')
    : booksFailure(401, BOOKS_CODE.invalidAuthentication, BOOKS_AUTHENTICATION);
}

export function limiterOf(organization: Organization, product: ServiceProduct): ServiceLimiter {
  return product === 'fsm' ? organization.limiters.fsm : organization.limiters.books;
}

const BOOKS_LIMIT_CODES = {
  perMinute: BOOKS_CODE.perMinuteLimit,
  perDay: BOOKS_CODE.perDayLimit,
  concurrent: BOOKS_CODE.concurrencyLimit,
} as const;

function booksLimitMessage(limit: ExceededLimit, organization: Organization): string {
  if (limit === 'concurrent') return 'The maximum number of in process requests is reached.';
  if (limit === 'perDay') {
    const cap = (organization.limiters.books.limits.perDay ?? 0).toLocaleString('en-US');
    return `For security reasons, you have been blocked as you have exceeded the maximum call rate limit of ${cap}.`;
  }
  return (
    'For security reasons you have been blocked for some time as you have exceeded the maximum number of requests ' +
    'per minute that can be made from this organization.'
  );
}

/** The answer beyond a limit (books-api.md 2; FSM's is unknown and switched). */
export function limitAnswer(
  organization: Organization,
  product: ServiceProduct,
  limit: ExceededLimit,
): Answer {
  const { switches } = organization;
  const headers = switches.retryAfterHeader ? { 'retry-after': '60' } : {};
  if (product === 'fsm') {
    return {
      ...fsmFailure(switches.fsmLimitStatus, FSM_CODE.tooManyRequests, 'API call limit exceeded'),
      headers,
    };
  }
  return { ...booksFailure(429, BOOKS_LIMIT_CODES[limit], booksLimitMessage(limit, organization)), headers };
}

/** The counters a service shows: Books' are of the day, FSM's of the minute. None while the limit is off. */
export function rateHeaders(
  world: World,
  organization: Organization,
  product: ServiceProduct,
): Record<string, string> {
  if (product === 'fsm') {
    const left = organization.limiters.fsm.minuteLeft(world.clock.elapsedMs());
    if (left === null) return {};
    const reset =
      world.switches.fsmResetUnit === 'seconds' ? Math.ceil(left.resetMs / 1000) : Math.ceil(left.resetMs);
    const names = RATE_HEADERS.fsm;
    return {
      [names.limit]: `${left.limit}`,
      [names.remaining]: `${left.remaining}`,
      [names.reset]: `${reset}`,
    };
  }
  const left = organization.limiters.books.dayLeft(world.clock.nowMs());
  if (left === null) return {};
  const names = RATE_HEADERS.books;
  return {
    [names.limit]: `${left.limit}`,
    [names.remaining]: `${left.remaining}`,
    [names.reset]: `${left.resetS}`,
  };
}

const FSM_ROOTS = new Set([
  ...['Service_And_Parts', 'Products', 'Companies', 'Contacts'],
  ...['org', 'users', 'settings', 'meta'],
]);

function unknownPath(product: ServiceProduct, path: string): Answer {
  if (product !== 'fsm') return booksFailure(404, BOOKS_CODE.invalidUrl, 'Invalid URL Passed');
  const [root = ''] = path.slice(FSM_PREFIX.length + 1).split('/');
  return (FSM_ROOTS.has(root) ? invalidUrl() : invalidModule()).answer;
}

/** Runs the handler of the path. A refusal is an answer; anything else it throws is a bug of the sandbox. */
export function perform(
  world: World,
  organization: Organization,
  product: ServiceProduct,
  match: ServiceMatch,
  request: SandboxRequest,
): Answer {
  const nowMs = world.clock.nowMs();
  organization.settle(nowMs);
  if (match.kind === 'unknown') return unknownPath(product, request.path);
  if (match.kind === 'wrongMethod') {
    if (product === 'fsm')
      return fsmFailure(
        400,
        FSM_CODE.invalidRequestMethod,
        'The http request method type is not a valid one',
      );
    const answer = booksFailure(405, BOOKS_CODE.wrongMethod, 'HTTP method not allowed');
    return { ...answer, headers: { allow: match.methods.join(', ') } };
  }
  try {
    const answer = match.handler({ request, params: match.params, organization, world, nowMs });
    const allow = { allow: ['OPTIONS', ...match.methods].join(', '), 'content-disposition': 'attachment;' };
    return product === 'fsm' ? answer : { ...answer, headers: { ...allow, ...answer.headers } };
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}
