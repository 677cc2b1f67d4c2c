/** An event bus in memory. */
import type { ConnectionEvent, EventBus } from '../../src/jobs/events.ts';

/** Events in one process, the newest for slow readers. */
export class MemoryEvents implements EventBus {
  readonly #readers = new Set<{
    readonly connectionId: string;
    readonly wake: (event: ConnectionEvent) => void;
  }>();

  get readers(): number {
    return this.#readers.size;
  }

  async publish(event: ConnectionEvent): Promise<void> {
    for (const reader of this.#readers) if (reader.connectionId === event.connectionId) reader.wake(event);
  }

  async *subscribe(connectionId: string, signal: AbortSignal): AsyncGenerator<ConnectionEvent> {
    let newest: ConnectionEvent | null = null;
    let ring = () => {};
    const reader = {
      connectionId,
      wake: (event: ConnectionEvent) => {
        newest = event;
        ring();
      },
    };
    this.#readers.add(reader);
    const aborted = () => ring();
    signal.addEventListener('abort', aborted);
    try {
      while (!signal.aborted) {
        if (newest === null) await new Promise<void>((done) => (ring = done));
        const event: ConnectionEvent | null = newest;
        newest = null;
        if (event !== null) yield event;
      }
    } finally {
      signal.removeEventListener('abort', aborted);
      this.#readers.delete(reader);
    }
  }

  async close(): Promise<void> {}
}
