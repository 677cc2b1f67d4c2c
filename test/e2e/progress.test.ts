/** Watching a run, over both transports, while it really runs. */
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SyncProgressDocument, type SyncProgressSubscription } from '../gql/graphql.ts';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import type { ZohoOrganization } from './zoho.ts';

type Progress = SyncProgressSubscription['syncProgress'];

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

async function* overWebSocket(connection: Connected): AsyncGenerator<Progress> {
  const client = createClient({
    url: `${bench.api.url.replace(/^http/, 'ws')}/graphql`,
    connectionParams: { authorization: bench.api.authorization },
    retryAttempts: 0,
  });
  try {
    const results = client.iterate<SyncProgressSubscription>({
      query: SyncProgressDocument.toString(),
      variables: { connectionId: connection.id },
    });
    for await (const { data, errors } of results) {
      if (!data) throw new Error(JSON.stringify(errors));
      yield data.syncProgress;
    }
  } finally {
    await client.dispose();
  }
}

async function* overEvents(connection: Connected): AsyncGenerator<Progress> {
  const abort = new AbortController();
  const response = await fetch(`${bench.api.url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: bench.api.authorization,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify({
      query: SyncProgressDocument.toString(),
      variables: { connectionId: connection.id },
    }),
    signal: abort.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let buffered = '';
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      buffered += chunk;
      const events = buffered.split('\n\n');
      buffered = events.pop() ?? '';
      for (const event of events) {
        const text = /^data: ?(.+)$/m.exec(event)?.[1];
        if (text === undefined) continue;
        // The shape that the schema promises for the subscription.
        const { data } = JSON.parse(text) as { data?: SyncProgressSubscription };
        if (data) yield data.syncProgress;
      }
    }
  } finally {
    abort.abort();
  }
}

const OVER = new Set(['SUCCEEDED', 'SUCCEEDED_WITH_FAILURES', 'FAILED', 'CANCELLED']);

/** Watches until a run is over; `first` is called with the state that is sent at once. */
async function watch(source: AsyncGenerator<Progress>, first: () => void): Promise<Progress[]> {
  const seen: Progress[] = [];
  for await (const progress of source) {
    seen.push(progress);
    if (seen.length === 1) first();
    if (progress.run !== null && OVER.has(progress.run.state)) break;
  }
  return seen;
}

async function slowOrganization(): Promise<ZohoOrganization> {
  const zoho = await bench.organization({ services: 40, items: 40, overlap: 10 });
  await zoho.fault({ method: 'POST', effect: { kind: 'delay', ms: 120 } });
  return zoho;
}

it.each([
  { transport: 'graphql-transport-ws', open: overWebSocket },
  { transport: 'server-sent events', open: overEvents },
])('tells a run over $transport: the present state, each change, and the end', async ({ open }) => {
  const zoho = await slowOrganization();
  const connection = await bench.connect(zoho);
  const begun = Promise.withResolvers<void>();
  const watching = watch(open(connection), begun.resolve);
  await begun.promise;
  const runId = await connection.begin();
  const seen = await watching;
  const ended = await connection.ended(runId);
  // Before anything ran there was nothing to tell, and that was told at once.
  expect(seen[0]).toEqual({ sequence: 1, run: null });
  expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => index + 1));
  expect(seen.at(-1)?.run).toEqual(ended);
  const runs = seen.slice(1);
  expect(new Set(runs.map(({ run }) => run?.id))).toEqual(new Set([runId]));
  // Progress was seen on the way, and it only ever grew.
  const done = runs.map(({ run }) => run?.pairs[0]?.done ?? 0);
  expect(done).toEqual([...done].sort((one, two) => one - two));
  expect(done.some((count) => count > 0 && count < 70)).toBe(true);
  expect(done.at(-1)).toBe(70);
});

it('tells a watcher who comes late the state as it is', async () => {
  const zoho = await slowOrganization();
  const connection = await bench.connect(zoho);
  const runId = await connection.begin();
  await connection.until(({ activeRun }) => (activeRun?.pairs[0]?.done ?? 0) > 0, 'a run in its midst');
  const seen = await watch(overWebSocket(connection), () => undefined);
  expect(seen[0]).toMatchObject({ sequence: 1, run: { id: runId, state: 'RUNNING' } });
  expect(seen[0]?.run?.pairs[0]?.done).toBeGreaterThan(0);
  const late = await watch(overEvents(connection), () => undefined);
  expect(late).toEqual([{ sequence: 1, run: await connection.ended(runId) }]);
});

it('tells a run that is cancelled', async () => {
  const zoho = await slowOrganization();
  const connection = await bench.connect(zoho);
  const runId = await connection.begin();
  const seen = await watch(overWebSocket(connection), () => void connection.cancel(runId));
  expect(seen.at(-1)?.run).toMatchObject({ id: runId, state: 'CANCELLED' });
  expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => index + 1));
});
