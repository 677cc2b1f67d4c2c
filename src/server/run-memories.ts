/** What runs have read of customers, kept in memory from one session of a run to its next. */
import { DetailMemory } from '../zoho/index.ts';

/** A run as a process holds it: `token` is the fencing token of its lease. */
export interface HeldRun {
  readonly runId: string;
  readonly token: bigint;
}

interface Kept extends HeldRun {
  readonly memory: DetailMemory;
}

export class RunMemories {
  /** By connection: at most one run of each is under way. */
  readonly #kept = new Map<string, Kept>();

  /**
   * The memory for a session of the run: what the session before it has read, where nobody else has held the connection
   * since. Another process may have read a customer anew, or written to it: of that this memory knows nothing.
   */
  take(connectionId: string, { runId, token }: HeldRun): DetailMemory {
    const kept = this.#kept.get(connectionId);
    const follows = kept !== undefined && kept.runId === runId && token === kept.token + 1n;
    const memory = follows ? kept.memory : new DetailMemory();
    this.#kept.set(connectionId, { runId, token, memory });
    return memory;
  }

  /** Forgets what the connection's run has read; a newer run's is left alone. */
  drop(connectionId: string, runId: string): void {
    if (this.#kept.get(connectionId)?.runId === runId) this.#kept.delete(connectionId);
  }

  /** The runs that something is kept for, by connection. */
  get runs(): readonly { readonly connectionId: string; readonly runId: string }[] {
    return [...this.#kept].map(([connectionId, { runId }]) => ({ connectionId, runId }));
  }
}
