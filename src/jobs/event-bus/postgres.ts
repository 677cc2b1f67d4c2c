/** Events between processes by LISTEN/NOTIFY, on a connection of its own that is made again whenever it is lost. */
import pg from 'pg';
import type { EventBus } from '../events.ts';
import { createFanOut } from './fan-out.ts';
import type { BusLog } from './log.ts';
import { decodeEvent, EVENT_CHANNEL, encodeEvent } from './message.ts';

const RECONNECT_MS_MIN = 100;
const RECONNECT_MS_MAX = 10_000;
/** A connection that was cut off without a word is noticed by asking. */
const KEEP_ALIVE_MS = 15_000;

export interface PostgresEventBusOptions {
  readonly url: string;
  /** Sends the notifications; shared with the rest of the program. */
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly log: BusLog;
}

/** Resolves when it listens. @throws what connecting throws */
export async function createPostgresEventBus(options: PostgresEventBusOptions): Promise<EventBus> {
  const fanOut = createFanOut();
  const listener = new Listener(options, {
    onEvent: (text) => {
      const event = decodeEvent(text);
      if (event) fanOut.deliver(event);
    },
    // What was sent meanwhile is lost: everybody looks again.
    onReconnected: () => fanOut.deliverToAll(),
  });
  await listener.connect();
  return {
    publish: async (event) => {
      await options.pool.query('SELECT pg_notify($1, $2)', [EVENT_CHANNEL, encodeEvent(event)]);
    },
    subscribe: (connectionId, signal) => fanOut.subscribe(connectionId, signal),
    close: async () => {
      fanOut.close();
      await listener.close();
    },
  };
}

class Listener {
  readonly #options: PostgresEventBusOptions;
  readonly #hooks: { onEvent(text: string): void; onReconnected(): void };
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(
    options: PostgresEventBusOptions,
    hooks: { onEvent(text: string): void; onReconnected(): void },
  ) {
    this.#options = options;
    this.#hooks = hooks;
  }

  async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#options.url, keepAlive: true });
    client.on('notification', ({ channel, payload }) => {
      if (channel === EVENT_CHANNEL && payload !== undefined) this.#hooks.onEvent(payload);
    });
    // 'end' follows every error and is where a new connection starts.
    client.on('error', () => {});
    client.on('end', () => {
      if (this.#client === client) this.#reconnect(RECONNECT_MS_MIN);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${EVENT_CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    if (this.#closed) {
      await client.end();
      return;
    }
    this.#client = client;
    this.#keepAlive(client);
  }

  #keepAlive(client: pg.Client): void {
    this.#timer = setTimeout(async () => {
      try {
        await client.query('SELECT 1');
      } catch {
        // 'end' has told already, or tells now.
        await client.end().catch(() => {});
        return;
      }
      if (this.#client === client) this.#keepAlive(client);
    }, KEEP_ALIVE_MS);
    this.#timer.unref();
  }

  #reconnect(delayMs: number): void {
    this.#client = null;
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#options.log.warn({ delayMs }, 'the connection for events was lost; connecting again');
    this.#timer = setTimeout(() => {
      this.connect().then(
        () => this.#hooks.onReconnected(),
        () => this.#reconnect(Math.min(delayMs * 2, RECONNECT_MS_MAX)),
      );
    }, delayMs);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }
}
