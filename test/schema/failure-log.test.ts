/** What failed: as files, by reason, and what is still open. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttpServer } from '../../src/server/http/index.ts';
import { FAILURE_PAGE_ROWS } from '../../src/store/failure-log.ts';
import type { Prisma } from '../../src/store/generated/prisma/client.ts';
import { createLabelSealer } from '../../src/store/sealing.ts';
import { SEALER } from './fake-control.ts';
import { globalId, type Harness, startHarness } from './harness.ts';
import { addRun } from './rows.ts';

const seal = createLabelSealer(SEALER);
let api: Harness;
let connection: { id: string; globalId: string };
let day = 0;

beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());
beforeEach(async () => {
  connection = await api.addConnection();
  day = 0;
});

/** A run, later than those before it. */
const run = async (): Promise<string> => {
  day += 1;
  return (await addRun(api, connection.id, `2026-02-0${day}T00:00:00Z`)).id;
};

type Row = Partial<Prisma.RunRecordCreateManyInput>;

async function log(runId: string, ...rows: Row[]): Promise<void> {
  await api.prisma.runRecord.createMany({
    data: rows.map((row) => ({
      runId,
      connectionId: connection.id,
      pair: 'CUSTOMERS' as const,
      kind: 'business',
      direction: 'TO_BOOKS' as const,
      operation: 'CREATE',
      cause: 'NEW_RECORD',
      outcome: 'FAILED' as const,
      fields: [],
      overwritten: [],
      reasonCode: 'CURRENCY_MISSING',
      reasonMessage: 'Books does not have the currency.',
      reasonField: 'currency_code',
      ...row,
    })),
  });
}

const pend = (side: 'FSM' | 'BOOKS', recordId: string) =>
  api.prisma.pendingRecord.create({
    data: { connectionId: connection.id, pair: 'CUSTOMERS', side, module: side, recordId, reasonCode: 'X' },
  });

const get = (path: string, token = api.token('VIEWER'), method = 'GET') =>
  fetch(`${api.server.url}${path}`, { method, headers: { authorization: `Bearer ${token}` } });

const rowsOf = async (response: Response): Promise<Record<string, string>[]> =>
  parse(Buffer.from(await response.arrayBuffer()), { bom: true, columns: true });

const FAILURES = `query ($id: ID!) { node(id: $id) { ... on SyncRun {
  failureLogs { module count csvUrl } failuresByReason { code message field count module csvUrl } } } }`;

describe('the files of failed records', () => {
  test('[L3] hold the failed records of a module, with name and reason, and are named by the API', async () => {
    const runId = await run();
    await log(
      runId,
      { fsmId: '71', label: seal('Hush, "Garden" & Söhne') },
      { fsmId: '72', kind: 'person', label: seal('=Ann') },
      { fsmId: '73', kind: 'individual', direction: 'TO_FSM', booksId: '43', label: null },
      { fsmId: '74', outcome: 'CREATED', reasonCode: null },
      { fsmId: '75', kind: 'items', pair: 'ITEMS' },
    );
    const { data } = await api.ask(FAILURES, { id: globalId('SyncRun', runId) });
    const logs: { module: string; count: number; csvUrl: string }[] = data.node.failureLogs;
    expect(logs.map(({ module, count }) => [module, count]).sort()).toEqual([
      ['Companies', 1],
      ['Contacts', 2],
      ['Service_And_Parts', 1],
    ]);
    const urlOf = (module: string) => logs.find((one) => one.module === module)?.csvUrl ?? '';
    const companies = await get(urlOf('Companies'));
    expect(companies.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(companies.headers.get('content-disposition')).toBe(
      'attachment; filename="CompaniesFailureLogs.csv"',
    );
    expect(await rowsOf(companies)).toMatchObject([
      {
        'Sync ID': globalId('SyncRun', runId),
        Module: 'Companies',
        'Record ID': '71',
        Label: 'Hush, "Garden" & Söhne',
        Direction: 'TO_BOOKS',
        Operation: 'CREATE',
        Code: 'CURRENCY_MISSING',
        Reason: 'Books does not have the currency.',
        Field: 'currency_code',
      },
    ]);
    expect(await rowsOf(await get(urlOf('Contacts')))).toMatchObject([
      { 'Record ID': '72', Label: "'=Ann" },
      { 'Record ID': '43', Label: '', Direction: 'TO_FSM' },
    ]);
    expect(await rowsOf(await get(`/logs/${runId}/Service_And_PartsFailureLogs.csv`))).toHaveLength(1);
    expect(JSON.stringify(api.logged)).not.toContain('Hush');
  });

  test('[L3] are read page by page, each record once and in order', async () => {
    const runId = await run();
    const count = FAILURE_PAGE_ROWS * 2 + 3;
    await log(runId, ...Array.from({ length: count }, (_, index) => ({ fsmId: String(index) })));
    const rows = await rowsOf(await get(`/logs/${runId}/CompaniesFailureLogs.csv`));
    expect(rows.map((row) => row['Record ID'])).toEqual(
      Array.from({ length: count }, (_, index) => String(index)),
    );
  });

  test('[L3] are there for those who may see the connection, and for nobody else', async () => {
    const runId = await run();
    await log(runId, { fsmId: '71' });
    const path = `/logs/${runId}/CompaniesFailureLogs.csv`;
    const other = await api.addConnection();
    expect((await fetch(`${api.server.url}${path}`)).status).toBe(401);
    expect((await get(path, 'wrong')).status).toBe(401);
    expect((await get(path, api.token('ADMIN', [other.id]))).status).toBe(404);
    expect((await get(path, api.token('SUPPORT', [connection.id]))).status).toBe(200);
    expect((await get(path, api.token('VIEWER'), 'POST')).status).toBe(405);
    const head = await get(path, api.token('VIEWER'), 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test.each([
    '/logs/x/CompaniesFailureLogs.csv',
    `/logs/${globalId('Connection', '01900000-0000-7000-8000-000000000000')}/CompaniesFailureLogs.csv`,
    '/logs/01900000-0000-7000-8000-000000000000/CompaniesFailureLogs.csv',
    '/logs/%zz/CompaniesFailureLogs.csv',
    '/logs/',
  ])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('a module that is none is not there, one without failures is an empty table', async () => {
    const runId = await run();
    expect((await get(`/logs/${runId}/InvoicesFailureLogs.csv`)).status).toBe(404);
    expect((await get(`/logs/${runId}/toStringFailureLogs.csv`)).status).toBe(404);
    expect(await rowsOf(await get(`/logs/${runId}/ContactsFailureLogs.csv`))).toEqual([]);
  });

  test('a label of another key is left out, and the log says so', async () => {
    const runId = await run();
    await log(runId, { fsmId: '71', label: new Uint8Array(60) }, { fsmId: '72', label: seal('Ann') });
    const warned: unknown[] = [];
    const warn = (fields: unknown) => void warned.push(fields);
    const server = await createHttpServer({ ...api.options, log: { ...api.options.log, warn } });
    const headers = { authorization: `Bearer ${api.token('VIEWER')}` };
    const response = await fetch(`${server.url}/logs/${runId}/CompaniesFailureLogs.csv`, { headers });
    expect((await rowsOf(response)).map(({ Label }) => Label)).toEqual(['', 'Ann']);
    expect(warned).toEqual([{ runId, code: 'UNSEAL_FAILED' }]);
    await server.close();
  });
});

describe('failures by reason', () => {
  test('are counted per module, reason and field, the most frequent first', async () => {
    const runId = await run();
    await log(
      runId,
      { fsmId: '1', kind: 'person', reasonCode: 'TOO_LONG', reasonMessage: 'Too long.', reasonField: 'name' },
      { fsmId: '2' },
      { fsmId: '3' },
      { fsmId: '4', outcome: 'SKIPPED' },
    );
    const { data } = await api.ask(FAILURES, { id: globalId('SyncRun', runId) });
    expect(data.node.failuresByReason).toMatchObject([
      { code: 'CURRENCY_MISSING', field: 'currency_code', count: 2, module: 'Companies' },
      { code: 'TOO_LONG', message: 'Too long.', field: 'name', count: 1, module: 'Contacts' },
    ]);
  });
});

describe('a failure of earlier', () => {
  const RECORDS = `query ($id: ID!) { node(id: $id) { ... on SyncRun {
    records { nodes { outcome resolvedAt resolvedBy { id } } } } } }`;
  const resolvedBy = async (runId: string) => {
    const { data } = await api.ask(RECORDS, { id: globalId('SyncRun', runId) });
    return data.node.records.nodes.map((row: { resolvedBy: { id: string } | null }) => row.resolvedBy?.id);
  };

  test('is resolved by the first later run that syncs the same record', async () => {
    const [first, second, third, fourth] = [await run(), await run(), await run(), await run()];
    await log(
      first,
      { fsmId: '1' },
      { fsmId: null, booksId: '2', direction: 'TO_FSM' },
      { fsmId: '3' },
      { fsmId: '4' },
    );
    await log(second, { fsmId: '1' }, { fsmId: '3', outcome: 'SKIPPED' });
    await log(
      third,
      { fsmId: '1', booksId: '9', outcome: 'CREATED' },
      { fsmId: '8', booksId: '2', outcome: 'CREATED' },
      { fsmId: '4', kind: 'person', outcome: 'CREATED' },
    );
    await log(fourth, { fsmId: '1', outcome: 'UPDATED' });
    const by = globalId('SyncRun', third);
    expect(await resolvedBy(first)).toEqual([by, by, undefined, undefined]);
    expect(await resolvedBy(second)).toEqual([by, undefined]);
  });

  test('is open as long as the latest outcome of the record is a failure, and listed once', async () => {
    const other = await api.addConnection();
    const [first, second] = [await run(), await run()];
    await log(first, { fsmId: '1' }, { fsmId: '2', booksId: '42' }, { booksId: '3' }, { fsmId: '5' });
    await log(second, { fsmId: '1' }, { fsmId: '5', outcome: 'CREATED' });
    for (const id of ['1', '2', '5']) await pend('FSM', id);
    for (const id of ['42', '3']) await pend('BOOKS', id);
    const OPEN = `query ($id: ID!) { connection(id: $id) { openFailures(first: 2) {
      totalCount pageInfo { hasNextPage } nodes { run { id } resolvedAt } } } }`;
    const { data, errors } = await api.ask(OPEN, { id: connection.globalId });
    expect(errors).toEqual([]);
    expect(data.connection.openFailures).toEqual({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [
        { run: { id: globalId('SyncRun', second) }, resolvedAt: null },
        { run: { id: globalId('SyncRun', first) }, resolvedAt: null },
      ],
    });
    const empty = await api.ask(OPEN, { id: other.globalId });
    expect(empty.data.connection.openFailures.totalCount).toBe(0);
  });
});
