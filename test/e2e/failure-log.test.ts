/** What a person finds out about records that failed: their names and reasons, and that they are well again. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OpenFailuresDocument, RunFailuresDocument } from '../gql/graphql.ts';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

async function failures(runId: string) {
  const { node } = await bench.api.run(RunFailuresDocument, { id: runId });
  if (node === null || !('failureLogs' in node)) throw new Error('there is no such run');
  return node;
}

async function open(connection: Connected) {
  const { connection: found } = await bench.api.run(OpenFailuresDocument, { id: connection.id });
  return found?.openFailures ?? expect.unreachable('the connection is not there');
}

it('[L2] [L3] names each failed record with its reason in a file, until a later sync has synced it', async () => {
  // In Books, where names are unique, four services cannot get a clone beside the item of the same name.
  const zoho = await bench.organization({ services: 6, items: 6, overlap: 4 });
  const names = (await zoho.parts()).map(({ Name }) => Name);
  const shared = (await zoho.items()).map(({ name }) => name).filter((name) => names.includes(name));
  const { connection, run } = await bench.synced(zoho, 'CLONE');
  const { failureLogs, failuresByReason } = await failures(run.id);
  expect(failureLogs).toMatchObject([{ module: 'Service_And_Parts', count: 4 }]);
  expect(failuresByReason).toMatchObject([{ code: 'DUPLICATE_NAME', count: 4, module: 'Service_And_Parts' }]);
  expect(JSON.stringify(failuresByReason)).not.toContain(shared[0]);

  const url = `${bench.api.url}${failureLogs[0]?.csvUrl}`;
  expect((await fetch(url)).status).toBe(401);
  const response = await fetch(url, { headers: { authorization: bench.api.authorization } });
  const rows: Record<string, string>[] = parse(Buffer.from(await response.arrayBuffer()), {
    bom: true,
    columns: true,
  });
  expect(rows.map(({ Label }) => Label).sort()).toEqual([...shared].sort());
  for (const row of rows) {
    expect(row).toMatchObject({
      'Sync ID': run.id,
      Module: 'Service_And_Parts',
      Direction: 'TO_BOOKS',
      Operation: 'CREATE',
      Code: 'DUPLICATE_NAME',
    });
  }
  expect((await open(connection)).totalCount).toBe(4);

  await zoho.patch({ allowDuplicateNames: true });
  const next = await connection.sync();
  expect(next.state).toBe('SUCCEEDED');
  expect((await open(connection)).totalCount).toBe(0);
  const { records } = await failures(run.id);
  expect(records.nodes.map(({ resolvedBy }) => resolvedBy?.id)).toEqual([next.id, next.id, next.id, next.id]);
});
