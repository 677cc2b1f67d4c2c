/** Hands events to the subscribers within this process; every bus ends in one. */
import type { ConnectionEvent } from '../events.ts';

export interface FanOut {
  deliver(event: ConnectionEvent): void;
  /** To every subscriber: something may have been missed, look again. */
  deliverToAll(): void;
  subscribe(connectionId: string, signal: AbortSignal): AsyncIterable<ConnectionEvent>;
  /** Ends every subscription. */
  close(): void;
}

interface Subscriber {
  readonly connectionId: string;
  offer(event: ConnectionEvent): void;
  end(): void;
}

export function createFanOut(): FanOut {
  const subscribers = new Set<Subscriber>();
  return {
    deliver(event) {
      for (const subscriber of subscribers) {
        if (subscriber.connectionId === event.connectionId) subscriber.offer(event);
      }
    },
    deliverToAll() {
      for (const subscriber of subscribers) {
        subscriber.offer({ connectionId: subscriber.connectionId, runId: null });
      }
    },
    subscribe(connectionId, signal) {
      const { subscriber, iterator } = createSubscription(connectionId, (gone) => subscribers.delete(gone));
      if (signal.aborted) subscriber.end();
      else {
        // Registered now, not at the first read: nothing published after this call is missed.
        subscribers.add(subscriber);
        signal.addEventListener('abort', () => subscriber.end(), { once: true });
      }
      return { [Symbol.asyncIterator]: () => iterator };
    },
    close() {
      for (const subscriber of [...subscribers]) subscriber.end();
    },
  };
}

/** Keeps only the newest event while its reader is busy: events say "look", and the reader looks at the present. */
function createSubscription(connectionId: string, onEnd: (subscriber: Subscriber) => void) {
  let newest: ConnectionEvent | null = null;
  let ended = false;
  let waiting: ((result: IteratorResult<ConnectionEvent>) => void) | null = null;
  const done: IteratorResult<ConnectionEvent> = { done: true, value: undefined };

  const subscriber: Subscriber = {
    connectionId,
    offer(event) {
      if (ended) return;
      if (waiting) {
        waiting({ done: false, value: event });
        waiting = null;
      } else newest = event;
    },
    end() {
      ended = true;
      newest = null;
      waiting?.(done);
      waiting = null;
      onEnd(subscriber);
    },
  };
  const iterator: AsyncIterator<ConnectionEvent> = {
    next() {
      if (ended) return Promise.resolve(done);
      if (newest) {
        const value = newest;
        newest = null;
        return Promise.resolve({ done: false, value });
      }
      return new Promise((resolve) => {
        // A second read before the first was answered would lose the first: it ends it.
        waiting?.(done);
        waiting = resolve;
      });
    },
    return() {
      subscriber.end();
      return Promise.resolve(done);
    },
  };
  return { subscriber, iterator };
}
