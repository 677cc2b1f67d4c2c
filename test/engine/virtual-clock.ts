/** Time that moves only when something waits or a service answers. */
import type { EngineClock } from '../../src/engine/services.ts';

export const START_MS = Date.UTC(2026, 0, 5, 9, 0, 0, 250);

export class VirtualClock implements EngineClock {
  #nowMs: number;

  constructor(startMs = START_MS) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  advance(ms: number): void {
    this.#nowMs += ms;
  }

  advanceTo(ms: number): void {
    this.#nowMs = Math.max(this.#nowMs, ms);
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    const untilMs = this.#nowMs + ms;
    // Everyone else gets a turn first, as with a real timer.
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    signal.throwIfAborted();
    this.advanceTo(untilMs);
  }
}
