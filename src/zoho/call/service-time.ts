/** A service's clock, from its `Date` headers (whole seconds). */
export class ServiceTime {
  #offsetMs = 0;

  /**
   * Learns from an answer: at some moment between sending and receiving, the service's clock stood within the second
   * that the header names; the middle of what is possible is taken.
   */
  learn(header: string | string[] | undefined, sentAtMs: number, receivedAtMs: number): void {
    const dateMs = typeof header === 'string' ? Date.parse(header) : Number.NaN;
    if (Number.isNaN(dateMs)) return;
    this.#offsetMs = Math.round(dateMs + 500 - (sentAtMs + receivedAtMs) / 2);
  }

  /** The time of an answer: its header, or our clock corrected where there is none. */
  of(header: string | string[] | undefined, receivedAtMs: number): number {
    const dateMs = typeof header === 'string' ? Date.parse(header) : Number.NaN;
    return Number.isNaN(dateMs) ? receivedAtMs + this.#offsetMs : dateMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }
}
