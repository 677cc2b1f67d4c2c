/** The limits of one organisation at one service, and what its calls amount to. */
import { type ApiLimits, MINUTE_WINDOW_MS } from '../../zoho-api/index.ts';
import type { Zone } from './zone.ts';

/** Moments of the last `lengthMs`, oldest first. */
export class SlidingWindow {
  readonly #lengthMs: number;
  #times: number[] = [];
  #head = 0;

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs;
  }

  /** How many moments lie less than the window's length before `atMs`. */
  count(atMs: number): number {
    while (this.#head < this.#times.length && (this.#times[this.#head] ?? 0) <= atMs - this.#lengthMs)
      this.#head += 1;
    if (this.#head > 1024 && this.#head > this.#times.length / 2) {
      this.#times = this.#times.slice(this.#head);
      this.#head = 0;
    }
    return this.#times.length - this.#head;
  }

  add(atMs: number): void {
    this.#times.push(atMs);
  }

  /** Milliseconds from `atMs` until the oldest moment leaves the window; 0 when it is empty. */
  untilNextFree(atMs: number): number {
    if (this.count(atMs) === 0) return 0;
    return (this.#times[this.#head] ?? atMs) + this.#lengthMs - atMs;
  }
}

export type ExceededLimit = 'perDay' | 'perMinute' | 'concurrent';

export class ServiceLimiter {
  limits: ApiLimits;
  readonly #zone: Zone;
  readonly #refusedCount: boolean;
  readonly #accepted = new SlidingWindow(MINUTE_WINDOW_MS);
  readonly #arrived = new SlidingWindow(MINUTE_WINDOW_MS);
  #day = { startMs: 0, endMs: 0, calls: 0 };
  #inFlight = 0;
  /** Most calls in process at once and most in any 60 seconds, since the counts were last set to zero. */
  peakConcurrency = 0;
  maxPerMinute = 0;

  constructor(limits: ApiLimits, zone: Zone, refusedCount: boolean) {
    this.limits = limits;
    this.#zone = zone;
    this.#refusedCount = refusedCount;
  }

  /** Takes a call in, or names the limit it is beyond. An accepted call must `leave`. */
  enter(elapsedMs: number, nowMs: number): ExceededLimit | null {
    this.#arrived.add(elapsedMs);
    this.maxPerMinute = Math.max(this.maxPerMinute, this.#arrived.count(elapsedMs));
    this.peakConcurrency = Math.max(this.peakConcurrency, this.#inFlight + 1);
    const exceeded = this.#exceeded(elapsedMs, nowMs);
    if (exceeded === null || this.#refusedCount) {
      this.#accepted.add(elapsedMs);
      this.#day.calls += 1;
    }
    if (exceeded === null) this.#inFlight += 1;
    return exceeded;
  }

  leave(): void {
    this.#inFlight -= 1;
  }

  #exceeded(elapsedMs: number, nowMs: number): ExceededLimit | null {
    this.#turnDay(nowMs);
    const { perDay, perMinute, concurrent } = this.limits;
    if (perDay !== null && this.#day.calls >= perDay) return 'perDay';
    if (perMinute !== null && this.#accepted.count(elapsedMs) >= perMinute) return 'perMinute';
    if (concurrent !== null && this.#inFlight >= concurrent) return 'concurrent';
    return null;
  }

  #turnDay(nowMs: number): void {
    if (nowMs >= this.#day.startMs && nowMs < this.#day.endMs) return;
    this.#day = { ...this.#zone.day(nowMs), calls: 0 };
  }

  /** State of the day for Books' headers: calls left and whole seconds until the organisation's midnight. */
  dayLeft(nowMs: number): { limit: number; remaining: number; resetS: number } | null {
    const { perDay } = this.limits;
    if (perDay === null) return null;
    this.#turnDay(nowMs);
    const resetS = Math.ceil((this.#day.endMs - nowMs) / 1000);
    return { limit: perDay, remaining: Math.max(0, perDay - this.#day.calls), resetS };
  }

  /** State of the minute window for FSM's headers. */
  minuteLeft(elapsedMs: number): { limit: number; remaining: number; resetMs: number } | null {
    const { perMinute } = this.limits;
    if (perMinute === null) return null;
    const remaining = Math.max(0, perMinute - this.#accepted.count(elapsedMs));
    return { limit: perMinute, remaining, resetMs: this.#accepted.untilNextFree(elapsedMs) };
  }

  /** Sets the peaks to zero; the limits themselves keep counting. */
  clearPeaks(): void {
    this.peakConcurrency = this.#inFlight;
    this.maxPerMinute = 0;
  }
}
