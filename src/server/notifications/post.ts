/** One call of a webhook over HTTP. */
import { Agent, request } from 'undici';
import { guardedLookup, refusalOfUrl } from './addresses.ts';

const CONNECT_MS_MAX = 5_000;
/** For the whole call: whoever has more to do answers first and does it afterwards. */
const CALL_MS_MAX = 10_000;
/** Of an answer, which nobody reads. */
const ANSWER_BYTES_MAX = 64 * 1_024;

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type CallOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** What the other side asks for, milliseconds. */
      readonly retryAfterMs: number;
    }
  /** `code` never repeats what the other side said. */
  | { readonly kind: 'failed'; readonly code: string };

export interface WebhookCaller {
  /** Never throws. Redirects are not followed. */
  call(call: Call, signal: AbortSignal): Promise<CallOutcome>;
  close(): Promise<void>;
}

export function createWebhookCaller(options: {
  /** Hosts that may be inside a network, and be called without TLS. */
  readonly allowedHosts: readonly string[];
}): WebhookCaller {
  const agent = new Agent({
    connect: { lookup: guardedLookup(options.allowedHosts), timeout: CONNECT_MS_MAX },
    headersTimeout: CALL_MS_MAX,
    bodyTimeout: CALL_MS_MAX,
  });
  return {
    async call({ url, headers, body }, signal) {
      // Looked at when it was added, too; the list of hosts may have become shorter since.
      if (refusalOfUrl(url, options.allowedHosts) !== null) return { kind: 'failed', code: 'HOST_REFUSED' };
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(CALL_MS_MAX)]);
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers,
          body,
          signal: bounded,
        });
        await answer.body.dump({ limit: ANSWER_BYTES_MAX }).catch(() => undefined);
        const { 'retry-after': after } = answer.headers;
        return { kind: 'answered', status: answer.statusCode, retryAfterMs: secondsIn(after) * 1_000 };
      } catch (error) {
        return { kind: 'failed', code: codeOf(error) };
      }
    },
    close: () => agent.destroy(),
  };
}

/** Retry-After in its form as seconds; 0 for anything else. */
const secondsIn = (header: string | string[] | undefined): number =>
  typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : 0;

function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'TIMEOUT';
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  return inner instanceof Error && 'code' in inner && typeof inner.code === 'string' ? inner.code : 'UNKNOWN';
}
