/** Bare readings of both services: status, headers and body as they come, for questions that the documentation leaves open. */
import type { EngineClock, Side } from '../../engine/services.ts';
import { AUTHORIZATION_SCHEME, ORGANIZATION_PARAMETER } from '../../zoho-api/index.ts';
import { joinBudget } from '../budget/joining.ts';
import { BudgetRegistry } from '../budget/registry.ts';
import type { ServiceKey } from '../budget/terms.ts';
import { booksDialect } from '../call/books-dialect.ts';
import { fsmDialect } from '../call/fsm-dialect.ts';
import { endDay, restBudget } from '../call/throttle.ts';
import type { AnswerHeaders, Dialect } from '../call/verdict.ts';
import { AnswerLost, ConnectionNotOpened } from '../errors.ts';
import { TokenSource } from '../oauth.ts';
import type { SessionOptions } from '../session.ts';
import { accountsOrigin, HostList, serviceBases } from '../transport/hosts.ts';
import { BACKGROUND_TIMEOUT_MS, type HttpAnswer, openHttp } from '../transport/http.ts';

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

/** Times a question is asked while the service refuses it as one too many. */
const THROTTLES_MAX = 4;

const NO_ANSWER: Reading = { status: 0, headers: {}, body: null };

type Headers = Readonly<Record<string, string>>;

class LiveReader implements RawReader {
  readonly clock: EngineClock;
  readonly #options: RawReaderOptions;
  readonly #http = openHttp();
  readonly #bases: (apiDomain: string | null) => ReturnType<typeof serviceBases>;
  readonly #tokens: TokenSource;
  readonly #budgets: BudgetRegistry;
  readonly #joined: Readonly<Record<ServiceKey, ReturnType<typeof joinBudget>>>;
  /** Several questions look at the same page: it is asked for once. */
  readonly #known = new Map<string, Promise<Reading>>();

  constructor(options: RawReaderOptions) {
    const { connection, sandboxUrl, clock } = options;
    this.#options = options;
    this.clock = clock;
    const hosts = new HostList(options.allowedHosts, sandboxUrl);
    this.#bases = (apiDomain) =>
      serviceBases(hosts, connection.dataCenter, connection.product, apiDomain, sandboxUrl);
    this.#tokens = new TokenSource({
      ...options,
      fetch: this.#http.fetch,
      random: options.random ?? Math.random,
      accounts: accountsOrigin(hosts, connection.dataCenter, sandboxUrl),
      checkApiDomain: (apiDomain) => void this.#bases(apiDomain),
      patient: false,
    });
    this.#budgets = options.budgets ?? new BudgetRegistry();
    const join = (side: Side) => joinBudget(this.#budgets, options, side);
    this.#joined = { books: join('BOOKS'), fsm: join('FSM') };
  }

  books(path: string, headers: Headers = {}): Promise<Reading> {
    const { booksOrganizationId } = this.#options.connection;
    const organization = `${ORGANIZATION_PARAMETER}=${encodeURIComponent(booksOrganizationId)}`;
    return this.#once(booksDialect, `${path}${path.includes('?') ? '&' : '?'}${organization}`, headers);
  }

  fsm(path: string, headers: Headers = {}): Promise<Reading> {
    return this.#once(fsmDialect, path, headers);
  }

  async close(): Promise<void> {
    try {
      await this.#http.close();
    } finally {
      const { books, fsm } = this.#joined;
      for (const { key } of [books, fsm]) await this.#budgets.leave(key, this.#options.log);
    }
  }

  #once(dialect: Dialect, path: string, headers: Headers): Promise<Reading> {
    const key = JSON.stringify([dialect.service, path, headers]);
    const reading = this.#known.get(key) ?? this.#read(dialect, path, headers);
    this.#known.set(key, reading);
    return reading;
  }

  async #read(dialect: Dialect, path: string, headers: Headers): Promise<Reading> {
    const { budget } = this.#joined[dialect.service];
    const random = this.#options.random ?? Math.random;
    try {
      for (let tries = 0; tries < THROTTLES_MAX; tries += 1) {
        const { status, headers: told, text } = await this.#exchange(dialect, path, headers);
        const verdict = dialect.verdict(status, text);
        const nowMs = this.clock.nowMs();
        if (verdict.kind === 'quota') throw endDay(budget, dialect, told, nowMs);
        if (verdict.kind !== 'throttled') return { status, headers: told, body: jsonOrNull(text) };
        restBudget(budget, verdict.scope, { headers: told, tries, random: random(), nowMs });
      }
      // Refused for its number, a call tells nothing of what it asked for.
      return NO_ANSWER;
    } catch (error) {
      // One question without an answer leaves the others theirs.
      if (error instanceof AnswerLost || error instanceof ConnectionNotOpened) return NO_ANSWER;
      throw error;
    }
  }

  async #exchange({ service, limits }: Dialect, path: string, headers: Headers): Promise<HttpAnswer> {
    const { signal } = this.#options;
    const token = await this.#tokens.token(signal);
    const base = new URL(this.#bases(token.apiDomain)[service]);
    const permit = await this.#joined[service].budget.acquire('people', signal);
    try {
      const answer = await this.#http.fetch({
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
      permit.release(limits(answer.headers, this.clock.nowMs()), answer.status < 400);
      return answer;
    } finally {
      permit.release();
    }
  }
}

/** Nothing but GET is sent, and no call beyond the limits, which count as everybody's do. @throws HostNotAllowed */
export function openRawReader(options: RawReaderOptions): RawReader {
  return new LiveReader(options);
}
