import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListSummary, ServiceModule, ServiceRecord } from '../../src/engine/services.ts';
import { openZohoSession, type ZohoSession } from '../../src/zoho/session.ts';
import { type Asked, openScriptedServer, type ScriptedServer } from './scripted-server.ts';
import { ITEM_FIELDS, never, sessionOptions } from './surroundings.ts';

let server: ScriptedServer;
let session: ZohoSession;
beforeEach(async () => {
  server = await openScriptedServer();
  session = openZohoSession(sessionOptions(server.url));
});
afterEach(async () => {
  await session.close();
  await server.close();
});

const NOON_MS = Date.UTC(2026, 5, 9, 12);

function row(id: string, offsetSeconds: number, more: object = {}) {
  const at = new Date(NOON_MS + offsetSeconds * 1_000).toISOString().slice(0, 19);
  return {
    item_id: id,
    name: `Item ${id}`,
    status: 'active',
    rate: 1,
    description: '',
    sku: '',
    unit: '',
    product_type: 'goods',
    created_time: '2026-01-01T00:00:00+0000',
    last_modified_time: `${at}+0000`,
    ...more,
  };
}

function page(items: readonly object[], more = false) {
  return { status: 200, json: { code: 0, items, page_context: { has_more_page: more } } };
}

async function listed(module: ServiceModule, sinceMs: number | null) {
  const records: ServiceRecord[] = [];
  const pages = module.list(sinceMs, never);
  for (;;) {
    const next = await pages.next();
    if (next.done)
      return { ids: records.map((record) => record.id), records, summary: next.value as ListSummary };
    records.push(...next.value.records);
  }
}

const items = () => session.module('BOOKS', 'items', ITEM_FIELDS.BOOKS);
const lists = (asked: Asked) => asked.path === '/books/v3/items' && asked.method === 'GET';

describe('listing items', () => {
  test('all pages, inactive ones included, each row once', async () => {
    const pages = [
      page([row('1', 0), row('2', 0)], true),
      page([row('2', 0), row('3', 0, { status: 'inactive' })]),
    ];
    server.answer = ({ query }) => pages[Number(query.get('page')) - 1] ?? page([]);
    const { ids, records, summary } = await listed(items(), null);
    expect(ids).toEqual(['1', '2', '3']);
    expect(records.map((record) => record.active)).toEqual([true, true, false]);
    expect(summary).toEqual({ complete: true, seen: 3 });
    expect(server.asked[0]?.query.get('filter_by')).toBe('Status.All');
    expect(server.asked[0]?.query.get('per_page')).toBe('200');
    expect(server.asked[0]?.query.has('last_modified_time')).toBe(false);
  });

  test('the filter is sent in the only form Books accepts, its plus sign encoded [S4]', async () => {
    server.answer = () => page([row('1', 5)]);
    const { summary } = await listed(items(), NOON_MS + 250);
    expect(server.asked[0]?.rawQuery).toContain('last_modified_time=2026-06-09T12%3A00%3A00%2B0000');
    expect(summary).toEqual({ complete: false, seen: 1 });
  });

  test('where Books does not narrow, older rows are dropped and the listing was complete [S4]', async () => {
    const pages = [page([row('1', -60), row('2', 5)], true), page([row('3', -1), row('4', 9)])];
    server.answer = ({ query }) => pages[Number(query.get('page')) - 1] ?? page([]);
    const { ids, summary } = await listed(items(), NOON_MS);
    expect(ids).toEqual(['2', '4']);
    expect(summary).toEqual({ complete: true, seen: 4 });
  });

  test('a row stamped in the second of the bound may have changed after it, so it is not lost [S4]', async () => {
    server.answer = () => page([row('1', 0), row('2', -1)]);
    expect((await listed(items(), NOON_MS + 700)).ids).toEqual(['1']);
  });

  test('where the filter is refused, everything is read', async () => {
    server.answer = ({ query }) =>
      query.has('last_modified_time')
        ? { status: 400, json: { code: 2, message: 'Invalid value passed for last_modified_time' } }
        : page([row('1', 5), row('2', 6)]);
    const { ids, summary } = await listed(items(), NOON_MS);
    expect(ids).toEqual(['1', '2']);
    expect(summary.complete).toBe(true);
  });

  test('a list that promises more but gives nothing ends in an error, not in silence', async () => {
    server.answer = () => page([], true);
    await expect(listed(items(), null)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  test('an empty organisation still tells the time', async () => {
    server.answer = () => ({ ...page([]), headers: { date: 'Tue, 09 Jun 2026 17:38:18 GMT' } });
    const first = await items().list(null, never).next();
    expect(first.value).toEqual({ records: [], serviceTimeMs: Date.UTC(2026, 5, 9, 17, 38, 18) });
  });

  test('custom fields missing from list rows are read from details, once known to be there', async () => {
    const fields = { fields: [...ITEM_FIELDS.BOOKS.fields, { apiName: 'cf_region', kind: 'text' }] };
    const detail = { custom_field_hash: { cf_region: 'North' } };
    server.answer = (asked) =>
      lists(asked)
        ? page([row('1', 0), row('2', 0)])
        : page([row('1', 0, detail), row('2', 0, { custom_field_hash: {} })]);
    const { records } = await listed(session.module('BOOKS', 'items', fields), null);
    expect(records.map((record) => record.values.cf_region)).toEqual(['North', null]);
    expect(server.asked).toHaveLength(2);
  });

  test('a field that no detail holds is not asked for again and stays unknown [P3]', async () => {
    const fields = { fields: [...ITEM_FIELDS.BOOKS.fields, { apiName: 'is_taxable', kind: 'boolean' }] };
    server.answer = () => page([row('1', 0), row('2', 0)]);
    const module = session.module('BOOKS', 'items', fields);
    const { records } = await listed(module, null);
    expect(records.every((record) => 'is_taxable' in record.values)).toBe(false);
    await listed(module, null);
    expect(server.asked.filter(lists)).toHaveLength(2);
    expect(server.asked).toHaveLength(3);
  });
});

describe('counting items', () => {
  const full = Array.from({ length: 200 }, (_, index) => row(String(index), 0));

  test.each([
    [0, page([]), 1, 0],
    [200, page(full), 1, 200],
    [201, page([row('a', 0)]), 2, 201],
    [400, page(full, true), 2, null],
    [600, page([]), 3, null],
  ])('expecting %i', async (expected, answer, number, count) => {
    server.answer = () => answer;
    expect(await items().count(expected, never)).toBe(count);
    expect(server.asked.map((asked) => asked.query.get('page'))).toEqual([String(number)]);
  });
});

describe('reading items by id', () => {
  test('a hundred in one call, and what the answer leaves out is asked for by itself', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => String(index));
    server.answer = ({ path, query }) => {
      if (path.startsWith('/books/v3/items/')) return { status: 404, json: { code: 1002 } };
      const asked = query.get('item_ids')?.split(',') ?? [];
      return page(asked.filter((id) => id !== '7').map((id) => row(id, 0)));
    };
    const found = await items().getMany(ids, never);
    expect(found.size).toBe(149);
    expect(found.has('7')).toBe(false);
    expect(server.asked.map((asked) => asked.path).sort()).toEqual([
      '/books/v3/itemdetails',
      '/books/v3/itemdetails',
      '/books/v3/items/7',
    ]);
  });

  test('where there is no bulk read, single reads do, and it is not tried again', async () => {
    server.answer = ({ path }) =>
      path.endsWith('/itemdetails')
        ? { status: 404, json: { code: 5, message: 'Invalid URL Passed' } }
        : { status: 200, json: { code: 0, item: row(path.split('/').at(-1) ?? '', 0) } };
    const module = items();
    expect([...(await module.getMany(['1', '2'], never)).keys()].sort()).toEqual(['1', '2']);
    await module.getMany(['3', '4'], never);
    expect(server.asked.filter((asked) => asked.path.endsWith('/itemdetails'))).toHaveLength(1);
  });

  test('bulk rows without times, as documented, are read singly', async () => {
    server.answer = ({ path }) =>
      path.endsWith('/itemdetails')
        ? page([
            { item_id: '1', name: 'Hard Drive' },
            { item_id: '2', name: 'Cable' },
          ])
        : { status: 200, json: { code: 0, item: row(path.split('/').at(-1) ?? '', 0) } };
    const found = await items().getMany(['1', '2'], never);
    expect(found.get('1')?.modifiedAtMs).toBe(NOON_MS);
  });
});

describe('finding and writing items', () => {
  test('a search is verified, because unknown parameters are ignored silently [M1]', async () => {
    server.answer = () =>
      page([row('1', 0), row('2', 0, { name: ' Item 1 ' }), row('3', 0, { name: 'ITEM 1' })]);
    const found = await items().findByIdentity('name', 'Item 1', never);
    expect(found.map((record) => record.id)).toEqual(['1', '2']);
    expect(server.asked[0]?.query.get('name')).toBe('Item 1');
  });

  test('what Books stored comes back with the write', async () => {
    server.answer = () => ({
      status: 201,
      json: { code: 0, item: row('9', 3, { name: 'Valve', rate: 75.25 }) },
    });
    const result = await items().create({ name: 'Valve', rate: '75.25', sku: null }, 'f1', never);
    expect(result).toMatchObject({ id: '9', modifiedAtMs: NOON_MS + 3_000 });
    expect(result.stored?.values).toMatchObject({ name: 'Valve', rate: '75.25', sku: null });
    expect(server.asked[0]).toMatchObject({ method: 'POST', body: '{"name":"Valve","rate":75.25}' });
  });

  test('deactivating is a call of its own [D3]', async () => {
    server.answer = () => ({ status: 200, json: { code: 0, message: 'done' } });
    await items().deactivate('9', never);
    expect(server.asked[0]).toMatchObject({ method: 'POST', path: '/books/v3/items/9/inactive' });
  });

  test('a field that was not announced is never written [P1]', async () => {
    await expect(items().update('9', { cf_secret: 'x' }, never)).rejects.toThrow(
      "'cf_secret' was not announced",
    );
    expect(server.asked).toHaveLength(0);
  });
});
