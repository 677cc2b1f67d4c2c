/** syncProgress over both transports. */
import { once } from 'node:events';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { SyncProgressDocument } from '../gql/graphql.ts';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());

const QUERY = SyncProgressDocument.toString();

interface Update {
  readonly sequence: number;
  readonly run: { readonly state: string; readonly pairs: readonly { readonly done: number }[] } | null;
}

const socketUrl = () => `${api.server.url.replace('http', 'ws')}/graphql`;

function wsClient(token: string): Client {
  return createClient({
    url: socketUrl(),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
}

async function* overWebSocket(token: string, connectionId: string): AsyncGenerator<Update, void> {
  const client = wsClient(token);
  try {
    for await (const { data, errors } of client.iterate({ query: QUERY, variables: { connectionId } })) {
      if (errors) throw new Error(JSON.stringify(errors));
      yield data?.syncProgress as Update;
    }
  } finally {
    await client.dispose();
  }
}

function openSse(token: string, connectionId: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${api.server.url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: QUERY, variables: { connectionId } }),
    signal: signal ?? null,
  });
}

async function* overSse(token: string, connectionId: string): AsyncGenerator<Update, void> {
  const stop = new AbortController();
  const response = await openSse(token, connectionId, stop.signal);
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        if (!block.startsWith('event: next')) continue;
        yield JSON.parse(block.slice(block.indexOf('data: ') + 6)).data.syncProgress as Update;
      }
    }
  } finally {
    stop.abort();
  }
}

async function readersGone(): Promise<void> {
  while (api.events.readers > 0) await new Promise((done) => setTimeout(done, 5));
}

const TRANSPORTS = [
  ['graphql-transport-ws', overWebSocket],
  ['server-sent events', overSse],
] as const;

describe.each(TRANSPORTS)('syncProgress over %s', (_name, open) => {
  test('shows the present state, then every change without a gap, and the end', async () => {
    const { id, globalId } = await api.addConnection();
    const updates = open(api.token('VIEWER'), globalId);
    expect((await updates.next()).value).toEqual({ sequence: 1, run: null });
    const counts = { created: 0, updated: 0, linked: 0, deactivated: 0, unchanged: 0, skipped: 0, failed: 0 };
    const run = await api.prisma.syncRun.create({
      data: {
        connectionId: id,
        trigger: 'MANUAL',
        scope: 'FULL',
        state: 'RUNNING',
        pairs: { create: [{ pair: 'ITEMS', phase: 'EXECUTING', total: 40, toBooks: counts, toFsm: counts }] },
      },
    });
    const working = (async () => {
      for (let done = 1; done <= 40; done += 1) {
        await api.prisma.runPair.update({
          where: { runId_pair: { runId: run.id, pair: 'ITEMS' } },
          data: { done },
        });
        await api.events.publish({ connectionId: id, runId: run.id });
        await new Promise((later) => setTimeout(later, 10));
      }
      await api.prisma.syncRun.update({
        where: { id: run.id },
        data: { state: 'SUCCEEDED', endedAt: new Date() },
      });
      await api.events.publish({ connectionId: id, runId: run.id });
    })();
    const seen: Update[] = [];
    const startedAtMs = performance.now();
    for await (const update of updates) {
      seen.push(update);
      if (update.run?.state === 'SUCCEEDED') break;
    }
    const seconds = (performance.now() - startedAtMs) / 1000;
    await working;
    expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_update, index) => index + 2));
    expect(seen.at(-1)?.run?.pairs[0]?.done).toBe(40);
    // The first may come at once; from then on four a second at most.
    expect(seen.length).toBeLessThanOrEqual(1 + Math.ceil(seconds * 4));
    await readersGone();
  });

  test('refuses an unknown connection and one the token may not see', async () => {
    const { globalId } = await api.addConnection();
    const token = api.token('ADMIN', ['01900000-0000-7000-8000-000000000000']);
    const client = wsClient(token);
    for (const connectionId of ['nonsense', globalId]) {
      const updates = client.iterate({ query: QUERY, variables: { connectionId } });
      const { value } = await updates.next();
      expect(
        value?.errors?.map(({ extensions }: { extensions?: { code?: string } }) => extensions?.code),
      ).toEqual(['NOT_FOUND']);
    }
    await client.dispose();
  });
});

describe('a WebSocket', () => {
  const closeCode = async (client: WebSocket): Promise<number> => {
    const [code] = await once(client, 'close');
    return code as number;
  };

  test.each([undefined, {}, { authorization: 'Bearer wrong' }, { authorization: 7 }])(
    'is closed with 4403 for the parameters %j',
    async (payload) => {
      const client = new WebSocket(socketUrl(), 'graphql-transport-ws');
      await once(client, 'open');
      client.send(JSON.stringify({ type: 'connection_init', payload }));
      expect(await closeCode(client)).toBe(4403);
    },
  );

  test('is closed with 4401 when it subscribes without a token, and 4406 with another protocol', async () => {
    const client = new WebSocket(socketUrl(), 'graphql-transport-ws');
    await once(client, 'open');
    client.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY } }));
    expect(await closeCode(client)).toBe(4401);
    const other = new WebSocket(socketUrl());
    expect(await closeCode(other)).toBe(4406);
  });

  test('is not opened elsewhere', async () => {
    const client = new WebSocket(`${api.server.url.replace('http', 'ws')}/elsewhere`, 'graphql-transport-ws');
    const [error] = await once(client, 'error');
    expect(String(error)).toContain('404');
  });

  test('answers queries and mutations too, under the same limits', async () => {
    const client = wsClient(api.token('VIEWER'));
    const ask = async (query: string) => (await client.iterate({ query }).next()).value;
    expect(await ask('{ connections(first: 0) { nodes { id } } }')).toEqual({
      data: { connections: { nodes: [] } },
    });
    const tooMuch = await client
      .iterate({
        query:
          '{ connections(first: 200) { nodes { runs(first: 200) { nodes { records(first: 200) { nodes { id } } } } } } }',
      })
      .next();
    expect(tooMuch.value?.errors?.[0]?.extensions).toEqual({ code: 'OPERATION_TOO_COMPLEX' });
    await expect(ask('{ nothing }')).rejects.toMatchObject([{ message: expect.stringContaining('nothing') }]);
    await expect(ask('{')).rejects.toMatchObject([{ message: expect.stringContaining('Syntax Error') }]);
    await client.dispose();
  });
});

describe('ending', () => {
  test('a client that leaves is forgotten, on both transports', async () => {
    const { globalId } = await api.addConnection();
    for (const [, open] of TRANSPORTS) {
      const updates = open(api.token('VIEWER'), globalId);
      await updates.next();
      expect(api.events.readers).toBe(1);
      await updates.return();
      await readersGone();
    }
  });

  test('a server that stops ends every subscription and frees its port', async () => {
    const second = await startHarness();
    const { globalId } = await second.addConnection();
    const token = second.token('VIEWER');
    const client = new WebSocket(
      `${second.server.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    await once(client, 'open');
    client.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await once(client, 'message');
    client.send(
      JSON.stringify({
        id: '1',
        type: 'subscribe',
        payload: { query: QUERY, variables: { connectionId: globalId } },
      }),
    );
    await once(client, 'message');
    const sse = await fetch(`${second.server.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query: QUERY, variables: { connectionId: globalId } }),
    });
    const closed = once(client, 'close');
    const text = sse.text();
    await second.server.close();
    expect((await closed)[0]).toBe(1001);
    expect(await text).toContain('"sequence":1');
    expect(second.events.readers).toBe(0);
    await expect(fetch(`${second.server.url}/health/live`)).rejects.toThrow();
    await second.close();
  });
});
