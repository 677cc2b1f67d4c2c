/** HTTP over undici, with its faults sorted into "nothing was sent" and "the answer is lost". */
import { Agent, DecoratorHandler, type Dispatcher, errors } from 'undici';
import { EngineError } from '../../engine/errors.ts';
import { AnswerLost, ConnectionNotOpened } from '../errors.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Scheme and host. */
  readonly origin: string;
  /** Path and query, already encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Milliseconds for the whole exchange. */
  readonly timeoutMs: number;
  /** Aborts the exchange; null for writes, which are let finish so that their answer is known. */
  readonly signal: AbortSignal | null;
  /** Called when a connection is there and nothing has been written to it. @throws EngineError to end the exchange */
  readonly beforeSend?: (() => void) | null;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/**
 * One exchange; redirects are not followed.
 * @throws ConnectionNotOpened when nothing was sent
 * @throws AnswerLost when it was sent and not (wholly) answered; the signal's reason when that aborted
 */
export type HttpFetch = (request: HttpRequest) => Promise<HttpAnswer>;

/** One team saw a token refresh of ten seconds and uses this in the background (fsm-api.md 2). */
export const BACKGROUND_TIMEOUT_MS = 20_000;
export const INTERACTIVE_TIMEOUT_MS = 8_000;

const CONNECT_TIMEOUT_MS = 10_000;
/** Below what servers keep by default, so that no call goes out on a connection that is just being closed. */
const KEEP_ALIVE_MS = 4_000;
const SOCKETS_PER_HOST = 32;
/** A page of 200 rows has about 300 kB; anything of this size is not an answer of Zoho. */
const ANSWER_BYTES_MAX = 32 * 1024 * 1024;

const NOT_OPENED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Errors of the TLS handshake: it comes before the request. */
const HANDSHAKE = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

function codeOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  if (typeof inner === 'object' && inner !== null && 'code' in inner && typeof inner.code === 'string') {
    return inner.code;
  }
  return '';
}

function sorted(error: unknown, host: string): Error {
  const code = codeOf(error);
  if (NOT_OPENED.has(code) || HANDSHAKE.test(code)) return new ConnectionNotOpened(host, error);
  return new AnswerLost(host, error);
}

/**
 * Between the wish for an exchange and its first byte lie a queue and the making of a connection; a process that is
 * stopped there would send on waking. This is the last moment at which nothing has been sent.
 */
class AtSending extends DecoratorHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #beforeSend: () => void;

  constructor(handler: Dispatcher.DispatchHandler, beforeSend: () => void) {
    super(handler);
    this.#handler = handler;
    this.#beforeSend = beforeSend;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#beforeSend();
    this.#handler.onRequestStart?.(controller, context);
  }
}

const atSending: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const hook: unknown = 'opaque' in options ? options.opaque : null;
  // Only `fetch` below sets it.
  const beforeSend = typeof hook === 'function' ? (hook as () => void) : null;
  return dispatch(options, beforeSend === null ? handler : new AtSending(handler, beforeSend));
};

/** A keep-alive client; `close` waits for what is under way and then ends the sockets. */
export function openHttp(): { fetch: HttpFetch; close(): Promise<void> } {
  const agent = new Agent({
    connections: SOCKETS_PER_HOST,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: ANSWER_BYTES_MAX,
  });
  const client = agent.compose(atSending);
  const fetch: HttpFetch = async (request) => {
    const { origin, timeoutMs, signal, beforeSend = null, ...rest } = request;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new errors.HeadersTimeoutError()), timeoutMs);
    const forward = () => deadline.abort(signal?.reason);
    signal?.addEventListener('abort', forward, { once: true });
    try {
      signal?.throwIfAborted();
      const answer = await client.request({
        ...rest,
        origin,
        opaque: beforeSend,
        signal: deadline.signal,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      // What `beforeSend` threw is no fault of the exchange.
      if (error instanceof EngineError) throw error;
      throw sorted(error, new URL(origin).host);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    }
  };
  return { fetch, close: () => agent.close() };
}
