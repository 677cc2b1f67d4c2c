import { connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import {
  createInProcessEventBus,
  createPostgresEventBus,
  openEventBus,
} from '../../src/jobs/event-bus/index.ts';
import { describeEventBus } from '../contract/event-bus.ts';
import { openTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

describeEventBus('event bus in process', async () => {
  const bus = createInProcessEventBus();
  return { here: bus, there: bus };
});

/** Passes connections on to the server of `url`, and cuts them when told to. */
async function startProxy(url: string): Promise<{ url: string; cut: () => void }> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(Number(port), hostname);
    sockets.add(socket);
    socket.pipe(upstream).pipe(socket);
    for (const end of [socket, upstream]) end.on('error', () => {});
    socket.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    server.close();
    cut();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy does not listen on TCP');
  const through = new URL(url);
  through.port = String(address.port);
  return { url: through.href, cut };
}

// Processes that share an embedded database use the same code as with a server.
describeEventBus('event bus over the embedded PostgreSQL', async () => {
  const { url, pool } = await openTestDatabase();
  const open = () => createPostgresEventBus({ url, pool, log: silentLog });
  return { here: await open(), there: await open() };
});

it('goes on after its connection was lost, and makes every subscriber look again', async () => {
  const { url, pool } = await openTestDatabase();
  const proxy = await startProxy(url);
  const bus = await createPostgresEventBus({ url: proxy.url, pool, log: silentLog });
  onTestFinished(() => bus.close());
  const events = bus.subscribe('c', new AbortController().signal)[Symbol.asyncIterator]();
  proxy.cut();
  expect(await events.next()).toEqual({ done: false, value: { connectionId: 'c', runId: null } });
  await bus.publish({ connectionId: 'c', runId: 'after' });
  expect(await events.next()).toEqual({ done: false, value: { connectionId: 'c', runId: 'after' } });
});

it('is in process when nobody else can share the database', async () => {
  const bus = await openEventBus({ redisUrl: '', database: 'private', log: silentLog });
  await bus.close();
});
