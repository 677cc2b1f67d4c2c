/** Collects results and commits them together: one database statement for many records, none left waiting long. */
import { moduleNames, type TableContext } from './context.ts';
import type { RecordResult } from './model.ts';

export class CommitGroup {
  readonly #context: TableContext;
  #waiting: RecordResult[] = [];
  #oldestAtMs = 0;
  #timed = false;
  #committing: Promise<void> = Promise.resolve();
  readonly #committed: (group: readonly RecordResult[]) => void;

  constructor(context: TableContext, committed: (group: readonly RecordResult[]) => void) {
    this.#context = context;
    this.#committed = committed;
  }

  /** Takes a result; commits when the group is full or its oldest has waited long enough. */
  async add(result: RecordResult): Promise<void> {
    const { clock, limits } = this.#context;
    if (this.#waiting.length === 0) this.#oldestAtMs = clock.nowMs();
    this.#waiting.push(result);
    const full = this.#waiting.length >= limits.resultsPerCommit;
    if (full || clock.nowMs() - this.#oldestAtMs >= limits.commitDelayMsMax) await this.flush();
    else this.#flushLater();
  }

  /** Where a limit holds the next call back for a minute, what was done before it is recorded and shown nevertheless. */
  #flushLater(): void {
    if (this.#timed) return;
    this.#timed = true;
    const { clock, limits, signal } = this.#context;
    clock
      .sleep(limits.commitDelayMsMax, signal)
      .then(() => this.#flushOld())
      // A stop is told to those who work; a commit that fails, to whoever flushes next.
      .catch(() => undefined);
  }

  async #flushOld(): Promise<void> {
    const { clock, limits, progress } = this.#context;
    this.#timed = false;
    if (this.#waiting.length === 0) return;
    // The group that the timer was set for is committed; this one is younger.
    if (clock.nowMs() - this.#oldestAtMs < limits.commitDelayMsMax) return this.#flushLater();
    await this.flush();
    await progress.save();
  }

  /** Commits all that wait. Commits happen one after another, in the order of their results. */
  async flush(): Promise<void> {
    const group = this.#waiting;
    this.#waiting = [];
    const before = this.#committing;
    this.#committing = before.catch(() => undefined).then(() => this.#commit(group));
    // When the commit before has failed, nobody waits for this one: its own failure must not end the process.
    this.#committing.catch(() => undefined);
    await before;
    await this.#committing;
  }

  async #commit(group: readonly RecordResult[]): Promise<void> {
    if (group.length === 0) return;
    const { store, kind, progress } = this.#context;
    await store.commit(kind, moduleNames(this.#context), group);
    this.#committed(group);
    for (const result of group) progress.add(result.direction, result.outcome);
    await progress.tick();
  }
}
