/** Reading: connections, runs, links, the log, the catalog. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GraphqlAnswer, globalId, type Harness, startHarness } from './harness.ts';
import { addLink, addRecords, addRun } from './rows.ts';

let api: Harness;
beforeAll(async () => {
  api = await startHarness();
});
afterAll(() => api.close());

describe('a connection', () => {
  test('shows its runs, newest first, its active and its last one', async () => {
    const { id, globalId: connectionId } = await api.addConnection();
    const older = await addRun(api, id, '2026-01-01T00:00:00Z');
    const newer = await addRun(api, id, '2026-01-02T00:00:00Z');
    const active = await addRun(api, id, '2026-01-03T00:00:00Z', 'RUNNING');
    const { data, errors } = await api.ask(
      `query ($id: ID!) { connection(id: $id) {
        name product syncType status autoSync manualSyncsLeftToday disabledReason { code }
        activeRun { id } lastRun { id pairs { pair phase total done toBooks { created failed unchanged } } }
        runs(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { id } }
        mappings { table upToDate rules { key direction } violations { code } }
      } }`,
      { id: connectionId },
    );
    expect(errors).toEqual([]);
    expect(data.connection).toMatchObject({
      manualSyncsLeftToday: 29,
      disabledReason: null,
      activeRun: { id: globalId('SyncRun', active.id) },
      lastRun: {
        id: globalId('SyncRun', newer.id),
        pairs: [
          {
            pair: 'ITEMS',
            phase: 'DONE',
            total: 11,
            done: 11,
            toBooks: { created: 1, failed: 1, unchanged: 4 },
          },
        ],
      },
      runs: { totalCount: 3, pageInfo: { hasNextPage: true } },
      mappings: [
        { table: 'items', upToDate: false, rules: [{ key: 'rate', direction: 'BOTH' }], violations: [] },
      ],
    });
    const rest = await api.ask(
      'query ($id: ID!, $after: String) { connection(id: $id) { runs(first: 2, after: $after) { pageInfo { hasNextPage hasPreviousPage } nodes { id } } } }',
      { id: connectionId, after: data.connection.runs.pageInfo.endCursor },
    );
    expect(rest.data.connection.runs).toEqual({
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
      nodes: [{ id: globalId('SyncRun', older.id) }],
    });
  });

  test('pages backward in the same order', async () => {
    const { id, globalId: connectionId } = await api.addConnection();
    for (let day = 1; day <= 5; day += 1) await addRun(api, id, `2026-01-0${day}T00:00:00Z`);
    const query = `query ($id: ID!, $first: Int, $last: Int, $before: String) { connection(id: $id) {
      runs(first: $first, last: $last, before: $before) { pageInfo { hasPreviousPage startCursor } nodes { requestedAt } } } }`;
    const days = (answer: GraphqlAnswer) =>
      answer.data.connection.runs.nodes.map((run: { requestedAt: string }) => run.requestedAt.slice(8, 10));
    const last = await api.ask(query, { id: connectionId, last: 2 });
    expect(days(last)).toEqual(['02', '01']);
    const { startCursor, hasPreviousPage } = last.data.connection.runs.pageInfo;
    expect(hasPreviousPage).toBe(true);
    expect(days(await api.ask(query, { id: connectionId, last: 2, before: startCursor }))).toEqual([
      '04',
      '03',
    ]);
    expect(days(await api.ask(query, { id: connectionId, first: 200 }))).toEqual([
      '05',
      '04',
      '03',
      '02',
      '01',
    ]);
  });

  test('is null for an unknown, foreign or malformed id', async () => {
    const run = globalId('SyncRun', '01900000-0000-7000-8000-000000000000');
    for (const id of ['', 'x', 'Q29ubmVjdGlvbjp4', globalId('Connection', '1'), run]) {
      const { data, errors } = await api.ask(
        'query ($id: ID!) { connection(id: $id) { id } node(id: $id) { id } }',
        { id },
      );
      expect({ data, errors }).toEqual({ data: { connection: null, node: null }, errors: [] });
    }
  });

  test('is found through node, like runs, links and records', async () => {
    const { id, globalId: connectionId } = await api.addConnection();
    const run = await addRun(api, id, '2026-01-01T00:00:00Z');
    const link = await addLink(api, id, 1);
    await addRecords(api, id, run.id, 1);
    const record = await api.prisma.runRecord.findFirstOrThrow({ where: { runId: run.id } });
    const ids = [
      connectionId,
      globalId('SyncRun', run.id),
      globalId('RecordLink', link.id),
      globalId('RunRecord', record.id),
    ];
    for (const nodeId of ids) {
      const { data, errors } = await api.ask('query ($id: ID!) { node(id: $id) { __typename id } }', {
        id: nodeId,
      });
      expect(errors).toEqual([]);
      expect(data.node.id).toBe(nodeId);
    }
  });
});

describe('[L1] links', () => {
  test('show both records with a way to open them, and can be searched by id', async () => {
    const { id, globalId: connectionId } = await api.addConnection({
      booksOrganizationId: '10',
      fsmOrganizationId: '20',
    });
    for (let number = 1; number <= 3; number += 1) await addLink(api, id, number);
    await api.prisma.recordLink.updateMany({ where: { fsmId: '773' }, data: { fsmGoneAt: new Date() } });
    const query = `query ($id: ID!, $search: String, $state: [LinkState!]) { connection(id: $id) {
      links(search: $search, state: $state, pair: ITEMS) { totalCount nodes { state fsm { module id url goneAt } books { id url } } } } }`;
    const byBooksId = await api.ask(query, { id: connectionId, search: ' 462 ' });
    expect(byBooksId.data.connection.links).toEqual({
      totalCount: 1,
      nodes: [
        {
          state: 'LINKED',
          fsm: {
            module: 'Service_And_Parts',
            id: '772',
            url: 'https://fsm.zoho.eu/fsm/20/services-and-parts/772',
            goneAt: null,
          },
          books: { id: '462', url: 'https://books.zoho.eu/app/10#/inventory/items/462' },
        },
      ],
    });
    const prefix = await api.ask(query, { id: connectionId, search: '77' });
    expect(prefix.data.connection.links.totalCount).toBe(3);
    const literal = await api.ask(query, { id: connectionId, search: '%' });
    expect(literal.data.connection.links.totalCount).toBe(0);
    const gone = await api.ask(query, { id: connectionId, state: ['GONE_IN_FSM'] });
    expect(gone.data.connection.links.nodes).toMatchObject([{ state: 'GONE_IN_FSM', fsm: { id: '773' } }]);
    const none = await api.ask(query, { id: connectionId, state: [] });
    expect(none.data.connection.links.totalCount).toBe(0);
  });

  test('are found by the id of either record, and carry their history', async () => {
    const { id, globalId: connectionId } = await api.addConnection({ dataCenter: 'SANDBOX' });
    const run = await addRun(api, id, '2026-01-01T00:00:00Z');
    const link = await addLink(api, id, 0);
    await addRecords(api, id, run.id, 1, link.id);
    await addRecords(api, id, run.id, 2);
    const query = `query ($id: ID!, $fsmId: String, $booksId: String) {
      recordLink(connectionId: $id, fsmId: $fsmId, booksId: $booksId) {
        id books { url } history(first: 5) { totalCount nodes { outcome cause run { id } } } } }`;
    const found = await api.ask(query, { id: connectionId, fsmId: '770' });
    expect(found.errors).toEqual([]);
    expect(found.data.recordLink).toMatchObject({
      id: globalId('RecordLink', link.id),
      history: {
        totalCount: 2,
        nodes: [
          {
            outcome: 'UPDATED',
            cause: 'Changed on both sides since the last sync.',
            run: { id: globalId('SyncRun', run.id) },
          },
          { outcome: 'UPDATED' },
        ],
      },
    });
    expect(found.data.recordLink.books.url).toMatch(
      /^http:\/\/127\.0\.0\.1:4010\/books\/v3\/items\/460\?organization_id=\d+$/,
    );
    expect((await api.ask(query, { id: connectionId, booksId: '460' })).data.recordLink.id).toBe(
      found.data.recordLink.id,
    );
    expect(
      (await api.ask(query, { id: connectionId, fsmId: '770', booksId: '1' })).data.recordLink,
    ).toBeNull();
    expect((await api.ask(query, { id: connectionId })).data.recordLink).toBeNull();
  });
});

describe('[L2] the log of a run', () => {
  test('lists records by outcome, with cause, fields, ends and reason', async () => {
    const { id } = await api.addConnection();
    const run = await addRun(api, id, '2026-01-01T00:00:00Z');
    await addRecords(api, id, run.id, 5);
    const { data, errors } = await api.ask(
      `query ($id: ID!) { node(id: $id) { ... on SyncRun {
        all: records { totalCount }
        failed: records(outcome: [FAILED], first: 1) { totalCount nodes {
          outcome direction operation causeCode cause fields overwrittenFields
          fsm { id } books { id } reason { code message field } at } } } } }`,
      { id: globalId('SyncRun', run.id) },
    );
    expect(errors).toEqual([]);
    expect(data.node).toMatchObject({
      all: { totalCount: 5 },
      failed: {
        totalCount: 2,
        nodes: [
          {
            outcome: 'FAILED',
            operation: 'FAIL',
            causeCode: 'CHANGED_ON_BOTH',
            fields: ['rate', 'name'],
            overwrittenFields: ['rate'],
            fsm: { id: '771' },
            books: { id: '461' },
            reason: { code: 'VALUE_TOO_LONG', message: 'The name is too long for Books.', field: 'name' },
          },
        ],
      },
    });
  });
});

describe('the field catalog', () => {
  const query = `query ($id: ID!, $module: String!) {
    fieldCatalog(connectionId: $id, product: BOOKS, module: $module) { apiName label type required pii ephi mappable } }`;

  test('lists the fields of a module', async () => {
    const { globalId: id } = await api.addConnection();
    const { data } = await api.ask(query, { id, module: 'items' });
    expect(data.fieldCatalog).toEqual([
      {
        apiName: 'rate',
        label: 'Rate',
        type: 'decimal',
        required: true,
        pii: false,
        ephi: false,
        mappable: true,
      },
    ]);
  });

  test('answers NOT_FOUND for an unknown module or connection', async () => {
    const { globalId: id } = await api.addConnection();
    for (const variables of [
      { id, module: 'nothing' },
      { id: 'x', module: 'items' },
    ]) {
      const { errors } = await api.ask(query, variables);
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['NOT_FOUND']);
    }
  });
});

describe('connections', () => {
  test('come oldest first, whatever their ids', async () => {
    const ids = ['f0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    for (const [index, id] of ids.entries())
      await api.addConnection({ id, createdAt: new Date(index * 1000) });
    const query =
      'query ($after: String) { connections(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }';
    const first = await api.ask(query);
    const second = await api.ask(query, { after: first.data.connections.pageInfo.endCursor });
    const seen = [first, second].flatMap(({ data }) => data.connections.nodes);
    expect(seen).toEqual(ids.map((id) => ({ id: globalId('Connection', id) })));
  });
});
