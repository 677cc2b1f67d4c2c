/** Counts what a pair has done and hands it on, not too often. */
import type { PairName } from '../mapping/plan.ts';
import { addCount, type Counts, type Direction, NO_COUNTS, type Outcome } from './model.ts';
import type { CallCounts, EngineClock } from './services.ts';
import type { SyncStore } from './store.ts';

const SAVE_EVERY_MS = 500;

export class ProgressTracker {
  readonly #pair: PairName;
  readonly #store: SyncStore;
  readonly #clock: EngineClock;
  readonly #calls: () => CallCounts;
  #total: number | null = null;
  #toBooks: Counts = NO_COUNTS;
  #toFsm: Counts = NO_COUNTS;
  #savedAtMs = Number.NEGATIVE_INFINITY;

  constructor(pair: PairName, store: SyncStore, clock: EngineClock, calls: () => CallCounts) {
    this.#pair = pair;
    this.#store = store;
    this.#clock = clock;
    this.#calls = calls;
  }

  restore(total: number | null, toBooks: Counts, toFsm: Counts): void {
    this.#total = total;
    this.#toBooks = toBooks;
    this.#toFsm = toFsm;
  }

  setTotal(total: number): void {
    this.#total = total;
  }

  add(direction: Direction, outcome: Outcome, by = 1): void {
    if (direction === 'TO_BOOKS') this.#toBooks = addCount(this.#toBooks, outcome, by);
    else this.#toFsm = addCount(this.#toFsm, outcome, by);
  }

  /** Takes the counts of listed records from the log; unchanged ones are counted here only. */
  replaceListed(toBooks: Counts, toFsm: Counts): void {
    this.#toBooks = { ...toBooks, unchanged: this.#toBooks.unchanged };
    this.#toFsm = { ...toFsm, unchanged: this.#toFsm.unchanged };
  }

  get done(): number {
    return sum(this.#toBooks) + sum(this.#toFsm);
  }

  get failed(): number {
    return this.#toBooks.failed + this.#toFsm.failed;
  }

  get counts(): { readonly toBooks: Counts; readonly toFsm: Counts } {
    return { toBooks: this.#toBooks, toFsm: this.#toFsm };
  }

  /** Saves when the last save is long enough ago. */
  async tick(): Promise<void> {
    if (this.#clock.nowMs() - this.#savedAtMs >= SAVE_EVERY_MS) await this.save();
  }

  async save(): Promise<void> {
    this.#savedAtMs = this.#clock.nowMs();
    await this.#store.saveProgress(
      this.#pair,
      { total: this.#total, done: this.done, toBooks: this.#toBooks, toFsm: this.#toFsm },
      this.#calls(),
    );
  }
}

const sum = (counts: Counts): number => Object.values(counts).reduce((all, one) => all + one, 0);
