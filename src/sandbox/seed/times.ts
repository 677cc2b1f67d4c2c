/** When generated records were made and changed. */
import type { Random } from '../core/random.ts';

/** Generated records were made within this time before the moment they end at. */
const SPREAD_S = 180 * 86_400;

/** Moments of creation, ascending, and a later change for most. */
export class Times {
  readonly #random: Random;
  readonly #untilS: number;
  readonly #stepS: number;
  #nextS: number;

  constructor(amount: number, untilMs: number, random: Random) {
    this.#random = random;
    this.#untilS = Math.floor(untilMs / 1000) - 3_600;
    this.#stepS = SPREAD_S / Math.max(1, amount);
    this.#nextS = this.#untilS - SPREAD_S;
  }

  next(): { createdS: number; modifiedS: number } {
    const createdS = Math.floor(this.#nextS + this.#random.next() * this.#stepS);
    this.#nextS += this.#stepS;
    const changed = this.#random.next() < 0.6;
    return { createdS, modifiedS: changed ? this.#random.integer(createdS, this.#untilS) : createdS };
  }
}
