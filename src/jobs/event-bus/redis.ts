/** Events between processes by Redis publish/subscribe. */
import { Redis } from 'ioredis';
import type { EventBus } from '../events.ts';
import { ServerUnreachable } from '../unreachable.ts';
import { createFanOut } from './fan-out.ts';
import type { BusLog } from './log.ts';
import { decodeEvent, EVENT_CHANNEL, encodeEvent } from './message.ts';

const RECONNECT_MS_MIN = 100;
const RECONNECT_MS_MAX = 10_000;
const CONNECT_MS_MAX = 10_000;

/** Resolves when it is subscribed. @throws ServerUnreachable when the first connection fails */
export async function createRedisEventBus(options: { url: string; log: BusLog }): Promise<EventBus> {
  const fanOut = createFanOut();
  const publisher = await connect(options);
  const subscriber = await connect(options).catch((error) => {
    publisher.disconnect();
    throw error;
  });
  subscriber.on('message', (channel: string, text: string) => {
    const event = channel === EVENT_CHANNEL ? decodeEvent(text) : null;
    if (event) fanOut.deliver(event);
  });
  await subscriber.subscribe(EVENT_CHANNEL);
  // ioredis subscribes again by itself; what was sent meanwhile is lost, so everybody looks again.
  subscriber.on('ready', () => fanOut.deliverToAll());
  return {
    publish: async (event) => {
      await publisher.publish(EVENT_CHANNEL, encodeEvent(event));
    },
    subscribe: (connectionId, signal) => fanOut.subscribe(connectionId, signal),
    close: async () => {
      fanOut.close();
      subscriber.disconnect();
      publisher.disconnect();
    },
  };
}

async function connect({ url, log }: { url: string; log: BusLog }): Promise<Redis> {
  let connected = false;
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS_MAX,
    maxRetriesPerRequest: null,
    // The first failure is the caller's to report; later ones are waited out.
    retryStrategy: (attempt) =>
      connected ? Math.min(RECONNECT_MS_MIN * 2 ** Math.min(attempt, 10), RECONNECT_MS_MAX) : null,
  });
  let reason: Error | null = null;
  client.on('error', (error: Error) => {
    reason = error;
    if (connected) log.warn({ reason: error.message }, 'the connection to Redis was lost; connecting again');
  });
  try {
    await client.connect();
  } catch (error) {
    client.disconnect();
    const server = { name: 'Redis', variable: 'REDIS_URL', url, example: 'redis://host:6379' };
    throw new ServerUnreachable(server, reason ?? error);
  }
  connected = true;
  return client;
}
