/** HTTP over undici, with its faults sorted into "nothing was sent" and "the answer is lost". */
import { Agent, type Dispatcher, errors } from 'undici';
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

function sorted(error: unknown, host: string, begun: boolean): Error {
  const code = codeOf(error);
  if (!begun || NOT_OPENED.has(code) || HANDSHAKE.test(code)) return new ConnectionNotOpened(host, error);
  return new AnswerLost(host, error);
}

/**
 * One exchange, on undici's own terms: a stream and an abort controller for each of ten thousand short answers would cost
 * more than the exchange.
 */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: HttpRequest;
  readonly #ended: (error: unknown, answer: HttpAnswer | null) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: HttpAnswer['headers'] = {};
  /** Set once the exchange is over for whoever asked. */
  #over: { readonly error: unknown } | null = null;

  constructor(request: HttpRequest, ended: (error: unknown, answer: HttpAnswer | null) => void) {
    this.#request = request;
    this.#ended = ended;
    this.#timer = setTimeout(() => this.#give(new errors.HeadersTimeoutError()), request.timeoutMs);
    request.signal?.addEventListener('abort', this.#stop, { once: true });
  }

  /** Whether anything can have been sent. */
  get begun(): boolean {
    return this.#controller !== null;
  }

  /**
   * Between the wish for an exchange and its first byte lie a queue and the making of a connection; a process that is
   * stopped there would send on waking. This is the last moment at which nothing has been sent: what is thrown ends it.
   */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#over !== null) throw this.#over.error;
    this.#request.beforeSend?.();
    this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: HttpAnswer['headers'],
  ): void {
    // Below 200 an answer only announces the answer.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first = Buffer.alloc(0)] = this.#chunks;
    const body = this.#chunks.length <= 1 ? first : Buffer.concat(this.#chunks);
    const text = body.toString('utf8');
    // A byte order mark is no part of the text.
    this.#end(null, {
      status: this.#status,
      headers: this.#headers,
      text: text.startsWith('\ufeff') ? text.slice(1) : text,
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end(error, null);
  }

  readonly #stop = (): void => this.#give(this.#request.signal?.reason);

  /** Ends it from this side: for whoever asked at once, and for the service as soon as there is a connection to close. */
  #give(error: unknown): void {
    this.#end(error, null);
    this.#controller?.abort(error instanceof Error ? error : new errors.RequestAbortedError());
  }

  #end(error: unknown, answer: HttpAnswer | null): void {
    if (this.#over !== null) return;
    this.#over = { error };
    clearTimeout(this.#timer);
    this.#request.signal?.removeEventListener('abort', this.#stop);
    this.#ended(error, answer);
  }
}

/** A keep-alive client; `close` waits for what is under way and then ends the sockets. */
export function openHttp(): { fetch: HttpFetch; close(): Promise<void> } {
  const agent = new Agent({
    connections: SOCKETS_PER_HOST,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: ANSWER_BYTES_MAX,
  });
  const fetch: HttpFetch = (request) =>
    new Promise<HttpAnswer>((resolve, reject) => {
      const { origin, path, method, headers, body, timeoutMs, signal } = request;
      if (signal?.aborted) return reject(signal.reason);
      const exchange = new Exchange(request, (error, answer) => {
        if (answer !== null) resolve(answer);
        else reject(faultOf(error, request, exchange.begun));
      });
      const timeouts = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
      agent.dispatch({ origin, path, method, headers, body, ...timeouts }, exchange);
    });
  return { fetch, close: () => agent.close() };
}

function faultOf(error: unknown, { origin, signal }: HttpRequest, begun: boolean): unknown {
  if (signal?.aborted) return signal.reason;
  // What `beforeSend` threw is no fault of the exchange.
  if (error instanceof EngineError) return error;
  return sorted(error, new URL(origin).host, begun);
}
