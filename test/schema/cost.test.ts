/** What reading costs, and its limits. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from './harness.ts';
import { addLink, addRecords, addRun } from './rows.ts';

let api: Harness;
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());

describe('cost', () => {
  const NESTED = `{ connections(first: 50) { totalCount nodes { id
    activeRun { id } lastRun { id pairs { pair } } manualSyncsLeftToday mappings { table }
    runs(first: 3) { totalCount nodes { id pairs { pair } records(first: 2) { nodes { fsm { url } books { url } link { id } } } } }
    links(first: 3) { nodes { fsm { url } books { url } history(first: 2) { nodes { run { id connection { name } } } } } }
  } } }`;

  async function grow(connections: number) {
    for (let index = 0; index < connections; index += 1) {
      const { id } = await api.addConnection();
      for (let day = 1; day <= 3; day += 1) {
        const run = await addRun(api, id, `2026-02-0${day}T00:00:00Z`);
        await addRecords(api, id, run.id, 3, (await addLink(api, id, day)).id);
      }
    }
  }

  async function statementsOf(query: string): Promise<number> {
    api.statements.length = 0;
    const { errors } = await api.ask(query);
    expect(errors).toEqual([]);
    return api.statements.length;
  }

  test('a nested query takes a few statements, however many rows it shows', async () => {
    // A loader may need a second statement when two branches of a query reach it at different times, never more.
    const statementsMax = 20;
    await grow(2);
    expect(await statementsOf(NESTED)).toBeLessThanOrEqual(statementsMax);
    await grow(20);
    expect(await statementsOf(NESTED)).toBeLessThanOrEqual(statementsMax);
  });

  test('rows are counted only when asked for', async () => {
    expect(await statementsOf('{ connections(first: 1) { nodes { id } } }')).toBe(1);
    expect(await statementsOf('{ connections { totalCount } }')).toBe(1);
  });

  test('no page is larger than 200 rows', async () => {
    const { id, globalId: connectionId } = await api.addConnection();
    const run = await addRun(api, id, '2026-01-01T00:00:00Z');
    await addRecords(api, id, run.id, 210);
    const { data } = await api.ask(
      'query ($id: ID!) { connection(id: $id) { lastRun { records(first: 1000) { nodes { id } pageInfo { hasNextPage } } } } }',
      { id: connectionId },
    );
    expect(data.connection.lastRun.records.nodes).toHaveLength(200);
    expect(data.connection.lastRun.records.pageInfo.hasNextPage).toBe(true);
  });

  test('unusable paging arguments are refused with a code', async () => {
    for (const args of ['first: -1', 'first: 1, last: 1', 'after: "x"']) {
      const { errors } = await api.ask(`{ connections(${args}) { nodes { id } } }`);
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
    }
  });
});
