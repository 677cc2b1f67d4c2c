/** Bare readings of both services: status, headers and body as they come, for questions that the documentation leaves open. */
import type { EngineClock } from '../../engine/services.ts';
import { AUTHORIZATION_SCHEME, ORGANIZATION_PARAMETER } from '../../zoho-api/index.ts';
import { BudgetRegistry } from '../budget/registry.ts';
import { booksDialect } from '../call/books-dialect.ts';
import { fsmDialect } from '../call/fsm-dialect.ts';
import type { AnswerHeaders, Dialect } from '../call/verdict.ts';
import { AnswerLost, ConnectionNotOpened } from '../errors.ts';
import { TokenSource } from '../oauth.ts';
import type { SessionOptions } from '../session.ts';
import { accountsOrigin, HostList, serviceBases } from '../transport/hosts.ts';
import { BACKGROUND_TIMEOUT_MS, openHttp } from '../transport/http.ts';

export interface Reading {
  /** 0: no answer came. */
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Parsed JSON; null for none. */
  readonly body: unknown;
}

export interface RawReader {
  readonly clock: EngineClock;
  /** `path` with its query, below `/books/v3` or `/invoice/v3`; the organisation is added. */
  books(path: string, headers?: Readonly<Record<string, string>>): Promise<Reading>;
  /** `path` with its query, below `/fsm/v1`. */
  fsm(path: string, headers?: Readonly<Record<string, string>>): Promise<Reading>;
  close(): Promise<void>;
}

export type RawReaderOptions = Omit<SessionOptions, 'capabilities' | 'mayWrite'> & {
  readonly signal: AbortSignal;
};

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Nothing but GET is sent, and no call beyond the limits. @throws HostNotAllowed */
export function openRawReader(options: RawReaderOptions): RawReader {
  const { connection, sandboxUrl, clock, signal, limits } = options;
  const hosts = new HostList(options.allowedHosts, sandboxUrl);
  const bases = (apiDomain: string | null) =>
    serviceBases(hosts, connection.dataCenter, connection.product, apiDomain, sandboxUrl);
  const http = openHttp();
  const tokens = new TokenSource({
    ...options,
    fetch: http.fetch,
    random: options.random ?? Math.random,
    accounts: accountsOrigin(hosts, connection.dataCenter, sandboxUrl),
    checkApiDomain: (apiDomain) => void bases(apiDomain),
    patient: false,
  });
  const budgets = options.budgets ?? new BudgetRegistry();

  async function read(
    dialect: Dialect,
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Reading> {
    const { service } = dialect;
    const token = await tokens.token(signal);
    const base = new URL(bases(token.apiDomain)[service]);
    const permit = await budgets.budget(service, { service, limits, clock }).acquire('people', signal);
    try {
      const answer = await http.fetch({
        method: 'GET',
        origin: base.origin,
        path: base.pathname + path,
        headers: {
          authorization: `${AUTHORIZATION_SCHEME} ${token.accessToken}`,
          accept: 'application/json',
          ...headers,
        },
        body: null,
        timeoutMs: BACKGROUND_TIMEOUT_MS,
        signal,
      });
      permit.release(dialect.limits(answer.headers, clock.nowMs()), answer.status < 400);
      return { status: answer.status, headers: answer.headers, body: jsonOrNull(answer.text) };
    } catch (error) {
      permit.release();
      // One question without an answer leaves the others theirs.
      if (error instanceof AnswerLost || error instanceof ConnectionNotOpened) return NO_ANSWER;
      throw error;
    }
  }

  // Several questions look at the same page: it is asked for once.
  const known = new Map<string, Promise<Reading>>();
  const once = (dialect: Dialect, path: string, headers: Readonly<Record<string, string>>) => {
    const key = JSON.stringify([dialect.service, path, headers]);
    const reading = known.get(key) ?? read(dialect, path, headers);
    known.set(key, reading);
    return reading;
  };
  const organization = `${ORGANIZATION_PARAMETER}=${encodeURIComponent(connection.booksOrganizationId)}`;
  return {
    clock,
    books: (path, headers = {}) =>
      once(booksDialect, `${path}${path.includes('?') ? '&' : '?'}${organization}`, headers),
    fsm: (path, headers = {}) => once(fsmDialect, path, headers),
    close: http.close,
  };
}

const NO_ANSWER: Reading = { status: 0, headers: {}, body: null };
