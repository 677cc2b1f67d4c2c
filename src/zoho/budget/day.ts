/**
 * The day's quota: learned from the service's headers where it sends them (Books, books-api.md 2), else counted over
 * any 24 hours (FSM, whose headers speak of the minute; fsm-api.md 2).
 */
import { DAY, SlidingWindow } from './window.ts';

const DAY_MS = 86_400_000;

/** What an answer said about the day. */
export interface DayReport {
  readonly limit: number;
  readonly remaining: number;
  /** Epoch milliseconds on our clock at which the service starts a new day. */
  readonly resetAtMs: number;
}

/** Calls that stay untouched for people: a share (0 to 1) of the limit, rounded up. */
export function reserveOf(limit: number, share: number): number {
  return Math.min(limit, Math.ceil(limit * share));
}

export class DayQuota {
  readonly #log = new SlidingWindow(DAY);
  #report: DayReport | null = null;
  #reportedAtMs = 0;

  /** Notes a call that ended, sent at `sentAtMs`, with what its answer said about the day, if anything. */
  ended(nowMs: number, sentAtMs: number, report: DayReport | null): void {
    this.#log.add(nowMs);
    const known = this.#current(nowMs);
    if (report === null) {
      if (known !== null) this.#report = { ...known, remaining: Math.max(0, known.remaining - 1) };
      return;
    }
    // Answers overtake each other: only a call sent after the last report may raise what is left, others may lower it.
    const newer = known === null || sentAtMs >= this.#reportedAtMs;
    this.#report = newer ? report : { ...report, remaining: Math.min(known.remaining, report.remaining) };
    this.#reportedAtMs = nowMs;
  }

  /** The service refused a call because the day is used up. */
  exhaust(nowMs: number, documented: number, resumeAtMs: number): void {
    const known = this.#current(nowMs);
    this.#report = { limit: known?.limit ?? documented, remaining: 0, resetAtMs: resumeAtMs };
    this.#reportedAtMs = nowMs;
  }

  /** The last report, carried over into a new day when its own has ended. */
  #current(nowMs: number): DayReport | null {
    const known = this.#report;
    if (known === null || nowMs < known.resetAtMs) return known;
    const days = Math.floor((nowMs - known.resetAtMs) / DAY_MS) + 1;
    this.#report = {
      limit: known.limit,
      remaining: known.limit,
      resetAtMs: known.resetAtMs + days * DAY_MS,
    };
    return this.#report;
  }

  /**
   * When another call may be made although `inFlight` are under way and a `reserveShare` of the limit is kept: null for
   * now, else epoch milliseconds. `documented` is the limit until the service names one.
   */
  roomAtMs(nowMs: number, documented: number, inFlight: number, reserveShare: number): number | null {
    const report = this.#current(nowMs);
    if (report !== null) {
      const left = report.remaining - inFlight - reserveOf(report.limit, reserveShare);
      return left > 0 ? null : report.resetAtMs;
    }
    const usable = documented - reserveOf(documented, reserveShare) - inFlight;
    if (usable <= 0) return nowMs + DAY.slotMs;
    const waitMs = this.#log.waitMs(nowMs, usable - 1);
    return waitMs === 0 ? null : nowMs + waitMs;
  }
}
