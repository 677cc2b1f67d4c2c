/**
 * Collects the keys that sibling resolvers ask for in one turn of the event loop and answers them with one statement.
 * One instance serves one request, so nothing is ever seen across requests or roles.
 */

/** Keys in one statement; more are split, so that no statement grows with the data. */
const KEYS_PER_BATCH_MAX = 500;

interface Waiting<Value> {
  readonly promise: Promise<Value | undefined>;
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export class BatchLoader<Value> {
  readonly #load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
  #waiting = new Map<string, Waiting<Value>>();

  /** `load` answers a map; keys it leaves out resolve to undefined. */
  constructor(load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>) {
    this.#load = load;
  }

  load(key: string): Promise<Value | undefined> {
    const known = this.#waiting.get(key);
    if (known) return known.promise;
    if (this.#waiting.size === 0) setImmediate(() => this.#flush());
    const waiting: Waiting<Value> = Promise.withResolvers<Value | undefined>();
    this.#waiting.set(key, waiting);
    return waiting.promise;
  }

  #flush(): void {
    const waiting = [...this.#waiting];
    this.#waiting = new Map();
    for (let start = 0; start < waiting.length; start += KEYS_PER_BATCH_MAX) {
      void this.#answer(waiting.slice(start, start + KEYS_PER_BATCH_MAX));
    }
  }

  async #answer(batch: readonly (readonly [string, Waiting<Value>])[]): Promise<void> {
    try {
      const values = await this.#load(batch.map(([key]) => key));
      for (const [key, waiting] of batch) waiting.resolve(values.get(key));
    } catch (error) {
      for (const [, waiting] of batch) waiting.reject(error);
    }
  }
}
