/** One call to one service: token, budget, exchange, verdict, and the retries that are safe. */
import type { z } from 'zod';
import {
  AuthorisationLost,
  RecordGone,
  RecordRefused,
  ServiceUnavailable,
  WriteInDoubt,
} from '../../engine/errors.ts';
import type { EngineClock } from '../../engine/services.ts';
import { AUTHORIZATION_SCHEME } from '../../zoho-api/index.ts';
import { backoffMs, FAULT_BACKOFF } from '../budget/backoff.ts';
import type { RequestBudget } from '../budget/budget.ts';
import type { Priority } from '../budget/terms.ts';
import { CollectionRefused, ConnectionNotOpened, UnreadableAnswer } from '../errors.ts';
import type { AccessToken, TokenSource } from '../oauth.ts';
import type { ClientLog } from '../ports.ts';
import type { HttpAnswer, HttpFetch, HttpRequest } from '../transport/http.ts';
import type { ServiceTime } from './service-time.ts';
import { endDay, restBudget } from './throttle.ts';
import type { AnswerHeaders, Dialect, Verdict } from './verdict.ts';

/**
 * What repeating a call would do. `read`: nothing; `same`: write the same values again; `keyed`: create nothing
 * twice, the service sees to it; `once`: create a second record, so it is never repeated after doubt.
 */
export type Repetition = 'read' | 'same' | 'keyed' | 'once';

export interface Call<T> {
  readonly method: HttpRequest['method'];
  /** Below the service's base, with its query, encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly repetition: Repetition;
  /** A read of many: a refusal or a 404 is then about the call, never about a record. */
  readonly about?: 'collection';
  /** What a good answer looks like; another one counts as unreadable. */
  readonly schema: z.ZodType<T>;
  readonly signal: AbortSignal;
}

export interface Answered<T> {
  /** Null: the service answered that there is nothing (FSM's 204). */
  readonly body: T | null;
  /** The service's clock, epoch milliseconds. */
  readonly serviceTimeMs: number;
}

export interface CallerOptions {
  readonly dialect: Dialect;
  readonly tokens: TokenSource;
  readonly budget: RequestBudget;
  readonly fetch: HttpFetch;
  /** The service's base address for a token. @throws HostNotAllowed */
  readonly base: (apiDomain: string | null) => string;
  readonly clock: EngineClock;
  readonly time: ServiceTime;
  readonly log: ClientLog;
  readonly random: () => number;
  readonly priority: Priority;
  readonly timeoutMs: number;
  /** Asked when nothing of a write but its first byte is left to wait for. @throws what shall end the call instead */
  readonly mayWrite: () => void;
}

/** Tries before a call gives up; people are not kept waiting as long as a sync is. */
const FAULTS_MAX: Readonly<Record<Priority, number>> = { background: 10, people: 3 };
const THROTTLES_MAX: Readonly<Record<Priority, number>> = { background: 15, people: 3 };

/** What happened to one exchange. */
type Outcome =
  | {
      readonly kind: 'answer';
      readonly verdict: Verdict;
      readonly headers: AnswerHeaders;
      readonly nowMs: number;
    }
  | { readonly kind: 'lost'; readonly cause: Error }
  | { readonly kind: 'notOpened'; readonly cause: Error };

/** Tries so far. */
interface Tries {
  faults: number;
  throttles: number;
  /** A token was refused once, and the call repeated with a new one, or with the same where that was new. */
  tokenRefused: boolean;
  /** A write may have taken place. */
  doubt: boolean;
}

export class ServiceCaller {
  readonly #options: CallerOptions;
  #reads = 0;
  #writes = 0;

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  get reads(): number {
    return this.#reads;
  }

  get writes(): number {
    return this.#writes;
  }

  get name(): string {
    return this.#options.dialect.name;
  }

  concurrency(): number {
    return this.#options.budget.concurrency(this.#options.priority);
  }

  /** @throws every class of the engine's errors but those of runs and leases */
  async call<T>(call: Call<T>): Promise<Answered<T>> {
    const tries: Tries = { faults: 0, throttles: 0, tokenRefused: false, doubt: false };
    try {
      return await this.#untilAnswered(call, tries);
    } catch (error) {
      // Held back from being sent again, the call before it is still in doubt.
      const settled = error instanceof WriteInDoubt || error instanceof RecordRefused;
      if (!tries.doubt || call.repetition !== 'keyed' || settled) throw error;
      throw this.#doubt(error instanceof Error ? error : new Error('stopped', { cause: error }));
    }
  }

  async #untilAnswered<T>(call: Call<T>, tries: Tries): Promise<Answered<T>> {
    for (;;) {
      const token = await this.#options.tokens.token(call.signal);
      const outcome = await this.#exchange(call, token);
      if (outcome.kind !== 'answer') {
        if (outcome.kind === 'lost') tries.doubt = true;
        await this.#afterFault(call, tries, outcome.cause);
        continue;
      }
      const answered = await this.#judge(call, tries, token, outcome);
      if (answered !== null) return answered;
    }
  }

  async #exchange<T>(call: Call<T>, token: AccessToken): Promise<Outcome> {
    const { budget, priority, dialect, clock, time, fetch } = this.#options;
    const base = this.#options.base(token.apiDomain);
    const permit = await budget.acquire(priority, call.signal);
    const sentAtMs = clock.nowMs();
    try {
      if (call.method === 'GET') this.#reads += 1;
      else this.#writes += 1;
      const answer = await fetch(requestOf(call, base, token, this.#options));
      const nowMs = clock.nowMs();
      const verdict = this.#verdict(call, answer);
      permit.release(dialect.limits(answer.headers, nowMs), verdict.kind !== 'throttled');
      time.learn(answer.headers.date, sentAtMs, nowMs);
      return { kind: 'answer', verdict, headers: answer.headers, nowMs };
    } catch (error) {
      permit.release();
      if (error instanceof ConnectionNotOpened) return { kind: 'notOpened', cause: error };
      if (error instanceof Error && error.name === 'AnswerLost') return { kind: 'lost', cause: error };
      throw error;
    }
  }

  #verdict<T>(call: Call<T>, answer: HttpAnswer): Verdict {
    const verdict = this.#options.dialect.verdict(answer.status, answer.text);
    if (verdict.kind !== 'ok' || verdict.body === null) return verdict;
    const parsed = call.schema.safeParse(verdict.body);
    if (parsed.success) return { kind: 'ok', body: parsed.data };
    // Paths only: zod's own messages would quote values.
    const places = parsed.error.issues.slice(0, 3).map((issue) => issue.path.join('.'));
    return {
      kind: 'fault',
      cause: new UnreadableAnswer(answer.status, `an answer of unknown shape (${places.join(', ')})`),
    };
  }

  /** The answer, or null when the call is to be made again. */
  async #judge<T>(
    call: Call<T>,
    tries: Tries,
    token: AccessToken,
    { verdict, headers, nowMs }: Extract<Outcome, { kind: 'answer' }>,
  ): Promise<Answered<T> | null> {
    switch (verdict.kind) {
      case 'ok':
        // Boundary: the body went through the call's own schema.
        return {
          body: verdict.body as T | null,
          serviceTimeMs: this.#options.time.of(headers.date, nowMs),
        };
      case 'gone':
        if (call.about === 'collection') throw new CollectionRefused(this.name, null, verdict.cause);
        throw new RecordGone(`the record is no longer in ${this.name}`, { cause: verdict.cause });
      case 'refused':
        throw this.#refusal(call, verdict.error);
      case 'forbidden':
        throw new AuthorisationLost(`${verdict.message}; authorise the connection again`, {
          cause: verdict.cause,
        });
      case 'quota':
        throw endDay(this.#options.budget, this.#options.dialect, headers, nowMs);
      case 'token':
        this.#afterTokenRefused(call, tries, token, verdict.cause);
        return null;
      case 'throttled':
        this.#afterThrottle(tries, verdict.scope, headers, verdict.cause);
        return null;
      case 'fault':
        tries.doubt = true;
        await this.#afterFault(call, tries, verdict.cause);
        return null;
    }
  }

  /** A right missing on one record fails it; a right missing on reading ends the run. */
  #refusal<T>(call: Call<T>, error: RecordRefused): Error {
    if (error.code === 'NO_PERMISSION' && call.repetition === 'read') {
      return new AuthorisationLost(error.message, { cause: error });
    }
    return call.about === 'collection' ? new CollectionRefused(this.name, error, error) : error;
  }

  #afterTokenRefused<T>(call: Call<T>, tries: Tries, token: AccessToken, cause: Error): void {
    if (tries.tokenRefused) {
      throw new AuthorisationLost(
        `${this.name} refuses even a new access token for ${nameOf(call)}: the user who authorised the connection lacks the role there, or the authorisation the scope, or it was withdrawn; give the user that role, or authorise the connection again`,
        { cause },
      );
    }
    tries.tokenRefused = true;
    this.#options.tokens.reject(token.accessToken);
  }

  #afterThrottle(tries: Tries, scope: 'minute' | 'concurrency', headers: AnswerHeaders, cause: Error): void {
    const { budget, random, log, clock, priority } = this.#options;
    if (tries.throttles >= THROTTLES_MAX[priority]) {
      throw new ServiceUnavailable(`${this.name} goes on refusing calls as too many`, { cause });
    }
    const at = { headers, tries: tries.throttles, random: random(), nowMs: clock.nowMs() };
    const pauseMs = restBudget(budget, scope, at);
    tries.throttles += 1;
    log.warn({ service: this.name, scope, pauseMs }, 'the service asks for a pause');
  }

  async #afterFault<T>(call: Call<T>, tries: Tries, cause: Error): Promise<void> {
    const { clock, random, log } = this.#options;
    if (tries.doubt && call.repetition === 'once') throw this.#doubt(cause);
    tries.faults += 1;
    if (tries.faults >= FAULTS_MAX[this.#options.priority]) {
      if (tries.doubt && call.repetition === 'keyed') throw this.#doubt(cause);
      throw new ServiceUnavailable(`${this.name} cannot be used at present: ${cause.message}`, { cause });
    }
    log.debug(
      { service: this.name, try: tries.faults, method: call.method },
      'a call failed and is repeated',
    );
    await clock.sleep(backoffMs(FAULT_BACKOFF, tries.faults - 1, random()), call.signal);
  }

  #doubt(cause: Error): WriteInDoubt {
    return new WriteInDoubt(`${this.name} did not tell whether it wrote the record: ${cause.message}`, {
      cause,
    });
  }
}

/** Method and address without ids and query: words of the API only. */
function nameOf<T>({ method, path }: Call<T>): string {
  const [address = ''] = path.split('?');
  return `${method} ${address.replaceAll(/\/\d+(?=\/|$)/g, '/…')}`;
}

function requestOf<T>(call: Call<T>, base: string, token: AccessToken, options: CallerOptions): HttpRequest {
  const slash = base.indexOf('/', 'https://'.length);
  return {
    method: call.method,
    origin: base.slice(0, slash),
    path: base.slice(slash) + call.path,
    headers: {
      authorization: `${AUTHORIZATION_SCHEME} ${token.accessToken}`,
      accept: 'application/json',
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    body: call.body ?? null,
    timeoutMs: options.timeoutMs,
    // A write that was sent is let finish: its answer is worth more than the milliseconds.
    signal: call.method === 'GET' ? call.signal : null,
    beforeSend: call.method === 'GET' ? null : options.mayWrite,
  };
}
