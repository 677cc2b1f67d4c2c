/**
 * The sandbox's time. It runs with real time; `advance` moves it on, `setSkew` sets it off against real time, `setNow`
 * puts it elsewhere. Records, days and the `Date` header follow the wall clock. Windows of rate limits follow elapsed
 * time, which a skew does not touch: a clock that is wrong runs no faster. Access tokens live in real time, so that
 * whoever advances the clock keeps a token to look at what happened.
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

  /** Milliseconds of real time since some fixed moment. */
  realMs(): number {
    return performance.now();
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
