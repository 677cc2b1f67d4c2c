/** How long to wait before trying again. Pure: the random number comes from outside. */

export interface BackoffShape {
  readonly baseMs: number;
  readonly maxMs: number;
}

/** After a fault of the network or the service. */
export const FAULT_BACKOFF: BackoffShape = { baseMs: 250, maxMs: 8_000 };
/** After "too many calls in process" (books-api.md 2, code 1070): a slot is free again soon. */
export const CONCURRENCY_BACKOFF: BackoffShape = { baseMs: 250, maxMs: 4_000 };
/** After "too many calls a minute" (codes 43, 44): Zoho says only "for some time". */
export const MINUTE_BACKOFF: BackoffShape = { baseMs: 2_000, maxMs: 61_000 };

/**
 * Exponential with jitter over its upper half, so that many callers do not come back at once and none comes back at
 * once. `attempt` counts from 0; `random` is in [0, 1).
 */
export function backoffMs(shape: BackoffShape, attempt: number, random: number): number {
  const ceiling = Math.min(shape.maxMs, shape.baseMs * 2 ** Math.min(attempt, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
