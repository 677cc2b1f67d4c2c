/** Counts what a pair has done and hands it on, not too often. */
import type { PairName } from '../mapping/plan.ts';
import { addCount, type Counts, type Direction, NO_COUNTS, type Outcome, type Unlisted } from './model.ts';
import type { CallCounts, EngineClock } from './services.ts';
import type { SyncStore } from './store.ts';

const SAVE_EVERY_MS = 500;

export interface PairCounts {
  readonly toBooks: Counts;
  readonly toFsm: Counts;
}

export class ProgressTracker {
  readonly #pair: PairName;
  readonly #store: SyncStore;
  readonly #clock: EngineClock;
  readonly #calls: () => CallCounts;
  #total: number | null = null;
  /** As the log has them. */
  #listed: PairCounts = { toBooks: NO_COUNTS, toFsm: NO_COUNTS };
  #unlisted: Unlisted = { toBooks: 0, toFsm: 0 };
  #savedAtMs = Number.NEGATIVE_INFINITY;

  constructor(pair: PairName, store: SyncStore, clock: EngineClock, calls: () => CallCounts) {
    this.#pair = pair;
    this.#store = store;
    this.#clock = clock;
    this.#calls = calls;
  }

  restore(total: number | null, listed: PairCounts, unlisted: Unlisted | null): void {
    this.#total = total;
    this.#listed = listed;
    this.#unlisted = unlisted ?? { toBooks: 0, toFsm: 0 };
  }

  setTotal(total: number): void {
    this.#total = total;
  }

  /** A record that the log lists. */
  add(direction: Direction, outcome: Outcome): void {
    const { toBooks, toFsm } = this.#listed;
    this.#listed =
      direction === 'TO_BOOKS'
        ? { toBooks: addCount(toBooks, outcome), toFsm }
        : { toBooks, toFsm: addCount(toFsm, outcome) };
  }

  /** An unchanged record: counted and not listed. */
  addUnlisted(direction: Direction): void {
    const { toBooks, toFsm } = this.#unlisted;
    this.#unlisted =
      direction === 'TO_BOOKS' ? { toBooks: toBooks + 1, toFsm } : { toBooks, toFsm: toFsm + 1 };
  }

  /** Takes the counts of listed records from the log anew. */
  replaceListed(listed: PairCounts): void {
    this.#listed = listed;
  }

  get unlisted(): Unlisted {
    return this.#unlisted;
  }

  get done(): number {
    const { toBooks, toFsm } = this.counts;
    return sum(toBooks) + sum(toFsm);
  }

  get failed(): number {
    return this.#listed.toBooks.failed + this.#listed.toFsm.failed;
  }

  get counts(): PairCounts {
    return {
      toBooks: addCount(this.#listed.toBooks, 'UNCHANGED', this.#unlisted.toBooks),
      toFsm: addCount(this.#listed.toFsm, 'UNCHANGED', this.#unlisted.toFsm),
    };
  }

  /** Saves when the last save is long enough ago. */
  async tick(): Promise<void> {
    if (this.#clock.nowMs() - this.#savedAtMs >= SAVE_EVERY_MS) await this.save();
  }

  async save(): Promise<void> {
    this.#savedAtMs = this.#clock.nowMs();
    await this.#store.saveProgress(
      this.#pair,
      { total: this.#total, done: this.done, ...this.counts },
      this.#calls(),
    );
  }
}

const sum = (counts: Counts): number => Object.values(counts).reduce((all, one) => all + one, 0);
