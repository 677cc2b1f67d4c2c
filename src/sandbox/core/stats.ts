/** Counts of the calls an organisation received, for `GET /sandbox/stats`. */
import type { ServiceLimiter } from './limiter.ts';

export type Product = 'books' | 'invoice' | 'fsm' | 'oauth';

export interface CallCount {
  product: Product;
  method: string;
  /** Path pattern with `{id}` for ids. */
  route: string;
  /** HTTP status; 0 for a call whose connection a fault cut. */
  status: number;
  count: number;
}

export interface ServicePeaks {
  peakConcurrency: number;
  maxPerMinute: number;
}

export interface OrganizationStats extends ServicePeaks {
  calls: CallCount[];
  reads: number;
  writes: number;
  refused: number;
  services: { books: ServicePeaks; fsm: ServicePeaks };
}

export class CallCounter {
  readonly #calls = new Map<string, CallCount>();
  #reads = 0;
  #writes = 0;
  #refused = 0;

  /** @param refused true for a call that a limit turned away: it is neither a read nor a write */
  add(call: Omit<CallCount, 'count'>, refused: boolean): void {
    const key = `${call.product} ${call.method} ${call.route} ${call.status}`;
    const known = this.#calls.get(key);
    if (known === undefined) this.#calls.set(key, { ...call, count: 1 });
    else known.count += 1;
    if (call.product === 'oauth') return;
    if (refused) this.#refused += 1;
    else if (call.method === 'GET' || call.method === 'HEAD') this.#reads += 1;
    else this.#writes += 1;
  }

  clear(): void {
    this.#calls.clear();
    this.#reads = 0;
    this.#writes = 0;
    this.#refused = 0;
  }

  /** The peaks at the top are those of Books or Invoice, whose limits are the narrow ones; `services` has both. */
  report(limiters: { books: ServiceLimiter; fsm: ServiceLimiter }): OrganizationStats {
    const peaks = ({ peakConcurrency, maxPerMinute }: ServiceLimiter) => ({ peakConcurrency, maxPerMinute });
    return {
      calls: [...this.#calls.values()].map((call) => ({ ...call })),
      reads: this.#reads,
      writes: this.#writes,
      refused: this.#refused,
      ...peaks(limiters.books),
      services: { books: peaks(limiters.books), fsm: peaks(limiters.fsm) },
    };
  }
}
