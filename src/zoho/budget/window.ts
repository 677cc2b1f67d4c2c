/** A sliding window over ended calls: pure arithmetic over a log of time slots, with bounded memory whatever the limit is. */

export interface WindowShape {
  readonly slotMs: number;
  readonly slots: number;
}

/**
 * The minute. A call that ended in second `s` counts until second `s + 61` begins: the service saw it at some moment
 * before it ended, so no 60 s window on the service's side can hold both it and the call that takes its place, whatever
 * the network did in between. Zoho's window may be sliding or fixed (books-api.md 2); this holds for both.
 */
export const MINUTE: WindowShape = { slotMs: 1_000, slots: 61 };

/** Any 24 hours, in hours: no calendar day of any zone can hold more. */
export const DAY: WindowShape = { slotMs: 3_600_000, slots: 25 };

export class SlidingWindow {
  readonly #shape: WindowShape;
  readonly #counts: Int32Array;
  #newestSlot = 0;
  #total = 0;

  constructor(shape: WindowShape) {
    this.#shape = shape;
    this.#counts = new Int32Array(shape.slots);
  }

  /** Forgets what has left the window. A clock set back revives nothing. */
  #advance(nowMs: number): void {
    const slot = Math.floor(nowMs / this.#shape.slotMs);
    const steps = Math.min(slot - this.#newestSlot, this.#shape.slots);
    for (let step = 0; step < steps; step += 1) {
      const index = (slot - step) % this.#shape.slots;
      this.#total -= this.#counts[index] ?? 0;
      this.#counts[index] = 0;
    }
    if (slot > this.#newestSlot) this.#newestSlot = slot;
  }

  /** Notes a call that has just ended. */
  add(nowMs: number): void {
    this.#advance(nowMs);
    const index = this.#newestSlot % this.#shape.slots;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#total += 1;
  }

  /** Ended calls that still count. */
  count(nowMs: number): number {
    this.#advance(nowMs);
    return this.#total;
  }

  /** Milliseconds until at most `atMost` (not negative) ended calls still count; 0 when that is so now. */
  waitMs(nowMs: number, atMost: number): number {
    let surplus = this.count(nowMs) - atMost;
    if (surplus <= 0) return 0;
    const { slotMs, slots } = this.#shape;
    for (let slot = this.#newestSlot - slots + 1; slot <= this.#newestSlot; slot += 1) {
      if (slot < 0) continue;
      surplus -= this.#counts[slot % slots] ?? 0;
      if (surplus <= 0) return (slot + slots) * slotMs - nowMs;
    }
    return slots * slotMs;
  }
}
