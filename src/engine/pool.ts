/** Runs tasks with a bound on how many are under way; the first fault stops new ones and is thrown when all have ended. */
export class Pool {
  readonly #size: () => number;
  readonly #running = new Set<Promise<void>>();
  #fault: { readonly error: unknown } | null = null;
  /** Whoever waits for a place: told when one is free. */
  #waiting: (() => void) | null = null;

  constructor(size: () => number) {
    this.#size = size;
  }

  /**
   * Waits for a free place, then begins the task and returns; one caller at a time.
   * @throws the first fault of an earlier task
   */
  async add(task: () => Promise<void>): Promise<void> {
    while (this.#running.size >= Math.max(1, this.#size()) && this.#fault === null) {
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
    this.#throwFault();
    const running = this.#run(task);
    this.#running.add(running);
    running.then(() => {
      this.#running.delete(running);
      this.#waiting?.();
      this.#waiting = null;
    });
  }

  async #run(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#fault ??= { error };
    }
  }

  /** Waits for all; then throws the first fault, if any. */
  async drain(): Promise<void> {
    await this.settle();
    this.#throwFault();
  }

  /** Waits for all and throws nothing. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }

  #throwFault(): void {
    if (this.#fault !== null) throw this.#fault.error;
  }
}

/**
 * Reads one element ahead, so that the next page or chunk is fetched while this one is worked on. Answers what the
 * source answers at its end.
 */
export async function* readAhead<T, End>(source: AsyncGenerator<T, End>): AsyncGenerator<T, End> {
  let next = source.next();
  try {
    for (;;) {
      const result = await next;
      if (result.done) return result.value;
      next = source.next();
      // Its failure is thrown by the await above; unhandled meanwhile it would end the process.
      next.catch(() => undefined);
      yield result.value;
    }
  } finally {
    await next.catch(() => undefined);
    // The source has ended by itself, or is told that nobody listens any more.
    await Promise.resolve(source[Symbol.asyncDispose]?.()).catch(() => undefined);
  }
}
