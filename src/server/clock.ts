import { setTimeout as wait } from 'node:timers/promises';
import type { EngineClock } from '../engine/services.ts';

/** The machine's own clock. `sleep` rejects with the signal's reason when it is aborted. */
export const systemClock: EngineClock = {
  nowMs: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
};
