/** What becomes of calls that a service refuses as too many: the whole budget rests, since all of them would be refused. */
import type { QuotaExhausted } from '../../engine/errors.ts';
import { type BackoffShape, backoffMs, CONCURRENCY_BACKOFF, MINUTE_BACKOFF } from '../budget/backoff.ts';
import type { RequestBudget } from '../budget/budget.ts';
import { type AnswerHeaders, type Dialect, headerNumber } from './verdict.ts';

/** A longer pause than this is no pause but the end of the work for now. */
const PAUSE_MS_MAX = 300_000;
/** An hour: until when to rest when a service says that the day is over but not when the next one begins. */
const QUOTA_REST_MS = 3_600_000;

/**
 * Has the budget rest as long as the service says, else longer with each try. Answers how long, in milliseconds.
 * @throws QuotaExhausted when that is the end of the work for now
 */
export function restBudget(
  budget: RequestBudget,
  scope: 'minute' | 'concurrency',
  at: {
    readonly headers: AnswerHeaders;
    readonly tries: number;
    readonly random: number;
    readonly nowMs: number;
  },
): number {
  const shape: BackoffShape = scope === 'minute' ? MINUTE_BACKOFF : CONCURRENCY_BACKOFF;
  const saidSeconds = headerNumber(at.headers, 'retry-after');
  const pauseMs = saidSeconds === null ? backoffMs(shape, at.tries, at.random) : saidSeconds * 1_000;
  if (pauseMs > PAUSE_MS_MAX) throw budget.exhaust(at.nowMs + pauseMs);
  budget.pause(pauseMs);
  return pauseMs;
}

/** The service said that the day is over. */
export function endDay(
  budget: RequestBudget,
  dialect: Dialect,
  headers: AnswerHeaders,
  nowMs: number,
): QuotaExhausted {
  return budget.exhaust(dialect.limits(headers, nowMs).day?.resetAtMs ?? nowMs + QUOTA_REST_MS);
}
