/** A day that passes in seconds: the product's clock and the sandbox's, moved on together whenever somebody waits long. */
import type { EngineClock } from '../../src/engine/services.ts';

/** A run's heartbeat, and waits too short to be worth skipping: nobody is waiting for a service. */
const HEARTBEAT_MS = 2_000;
const SHORT_MS = 300;
/** So far, and so often, the clocks move on: a lease is renewed in between, as it would be. */
const STEP_MS = 1_500;
const STEP_EVERY_MS = 12;

interface Sleeper {
  readonly dueMs: number;
  readonly long: boolean;
  readonly wake: () => void;
}

export class SkippingClock implements EngineClock {
  readonly #moveOther: (ms: number) => Promise<void>;
  readonly #sleepers = new Set<Sleeper>();
  #offsetMs: number;
  #ticker: NodeJS.Timeout | null = null;
  #moving = false;

  /** @param moveOther moves the clock of the sandbox */
  constructor(startMs: number, moveOther: (ms: number) => Promise<void>) {
    this.#offsetMs = startMs - Date.now();
    this.#moveOther = moveOther;
  }

  nowMs(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Moves both clocks on at once. */
  async skip(ms: number): Promise<void> {
    // The services first: were they behind ours, a new day would begin here before it does there.
    await this.#moveOther(ms);
    this.#offsetMs += ms;
    this.#wakeDue();
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const end = () => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', leave);
        if (this.#sleepers.size === 0) this.#stop();
      };
      const leave = () => {
        end();
        reject(signal.reason);
      };
      const wake = () => {
        end();
        resolve();
      };
      const sleeper: Sleeper = { dueMs: this.nowMs() + ms, long: ms > SHORT_MS && ms !== HEARTBEAT_MS, wake };
      signal.addEventListener('abort', leave, { once: true });
      this.#sleepers.add(sleeper);
      this.#ticker ??= setInterval(() => void this.#tick(), STEP_EVERY_MS);
    });
  }

  async #tick(): Promise<void> {
    if (this.#moving) return;
    this.#moving = true;
    try {
      if ([...this.#sleepers].some(({ long }) => long)) await this.skip(STEP_MS);
      else this.#wakeDue();
    } finally {
      this.#moving = false;
    }
  }

  #wakeDue(): void {
    const nowMs = this.nowMs();
    for (const sleeper of [...this.#sleepers]) if (sleeper.dueMs <= nowMs) sleeper.wake();
  }

  #stop(): void {
    if (this.#ticker !== null) clearInterval(this.#ticker);
    this.#ticker = null;
  }
}
