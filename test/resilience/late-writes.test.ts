/** What keeps a process that has lost its connection from writing, and from dying of it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { CommitGroup } from '../../src/engine/commit-group.ts';
import type { TableContext } from '../../src/engine/context.ts';
import { LeaseLost } from '../../src/engine/errors.ts';
import type { RecordResult } from '../../src/engine/model.ts';
import { Hold } from '../../src/jobs/hold.ts';
import { LEASE_TTL_MS } from '../../src/store/leases.ts';
import { openHttp } from '../../src/zoho/transport/http.ts';

async function listen() {
  const seen = { connections: 0, requests: 0 };
  const server = createServer((_request, response) => {
    seen.requests += 1;
    response.end('{}');
  });
  server.on('connection', () => {
    seen.connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const http = openHttp();
  onTestFinished(async () => {
    await http.close();
    server.close();
  });
  // A TCP server that listens has an address with a port.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { seen, http, origin };
}

it('asks once a connection stands and before anything is written to it', async () => {
  const { seen, http, origin } = await listen();
  const post = (beforeSend: () => void) =>
    http.fetch({
      method: 'POST',
      origin,
      path: '/',
      headers: {},
      body: '{}',
      timeoutMs: 5_000,
      signal: null,
      beforeSend,
    });
  const lost = new LeaseLost();
  await expect(
    post(() => {
      throw lost;
    }),
  ).rejects.toBe(lost);
  expect(seen).toEqual({ connections: 1, requests: 0 });
  expect(await post(() => {})).toMatchObject({ status: 200 });
  expect(seen.requests).toBe(1);
});

it('knows by itself when a lease that was not renewed may have lapsed', () => {
  const now = { ms: 1_000 };
  const hold = new Hold({ nowMs: () => now.ms, sleep: async () => {} }, now.ms);
  hold.mayWrite();
  now.ms += LEASE_TTL_MS - 1;
  expect(hold.mayWrite).toThrow(LeaseLost);
  hold.renewed(now.ms);
  hold.mayWrite();
});

it('survives two commits in a row that fail', async () => {
  const commit = async (): Promise<never> => {
    await new Promise((later) => setImmediate(later));
    throw new LeaseLost();
  };
  // Of all a context holds, a group that cannot commit reaches for these only.
  const context = {
    kind: 'items',
    store: { commit },
    modules: { FSM: { module: 'f' }, BOOKS: { module: 'b' } },
    clock: { nowMs: () => 0 },
    limits: { resultsPerCommit: 1, commitDelayMsMax: 0 },
  } as unknown as TableContext;
  const group = new CommitGroup(context, () => {});
  const results = [{}, {}] as RecordResult[];
  const ends = await Promise.allSettled(results.map((result) => group.add(result)));
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
