/**
 * The sandbox's time. It runs with real time; `advance` moves it on, `setSkew` sets it off against real time, `setNow`
 * puts it elsewhere. Records, days and the `Date` header follow the wall clock. Windows of rate limits and the life of
 * tokens follow elapsed time, which a skew does not touch: a clock that is wrong runs no faster.
 */
export class SandboxClock {
  #baseOffsetMs = 0;
  #advancedMs = 0;
  #skewMs = 0;

  /** Wall clock, epoch milliseconds. */
  nowMs(): number {
    return Math.floor(Date.now() + this.#baseOffsetMs + this.#advancedMs + this.#skewMs);
  }

  /** Milliseconds since some fixed moment; never moves back. */
  elapsedMs(): number {
    return performance.now() + this.#advancedMs;
  }

  /** @param ms at least 0 */
  advance(ms: number): void {
    this.#advancedMs += ms;
  }

  /** Replaces the skew; negative: the services' clocks are behind. */
  setSkew(ms: number): void {
    this.#skewMs = ms;
  }

  /** Back to real time, or to a clock that reads `nowMs` now and runs on. Elapsed time keeps what was advanced. */
  restart(nowMs: number | null): void {
    this.#skewMs = 0;
    this.#baseOffsetMs = nowMs === null ? -this.#advancedMs : nowMs - Date.now() - this.#advancedMs;
  }
}
