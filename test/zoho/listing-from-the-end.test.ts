import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListHints, ListSummary, ServiceModule } from '../../src/engine/services.ts';
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
const iso = (seconds: number) => new Date(NOON_MS + seconds * 1_000).toISOString().slice(0, 19);

/** A record of whichever module: created and modified so many seconds after noon. */
interface Made {
  readonly id: string;
  readonly created: number;
  readonly modified: number;
}

/** Records created one after the other; `edits` by number of record. */
function made(count: number, edits: Readonly<Record<number, number>> = {}): Made[] {
  return Array.from({ length: count }, (_, number) => {
    const created = number - 50_000;
    return { id: String(2_411_000_000_000_000 + number), created, modified: edits[number] ?? created };
  });
}
const idOf = (number: number) => String(2_411_000_000_000_000 + number);

function fsmRow({ id, created, modified }: Made) {
  const whole = { Name: id, Type: 'Goods', Unit_Price: 1, Description: null, SKU: null, Unit: null };
  return { id, ...whole, Created_Time: `${iso(created)}+00:00`, Modified_Time: `${iso(modified)}+00:00` };
}

function booksRow({ id, created, modified }: Made) {
  const times = { created_time: `${iso(created)}+0000`, last_modified_time: `${iso(modified)}+0000` };
  return { item_id: id, contact_id: id, name: id, contact_name: id, contact_type: 'customer', ...times };
}

const DATE = { date: new Date(NOON_MS + 3_600_000).toUTCString() };

function pageOf<T>(rows: readonly T[], { query }: Asked) {
  const perPage = Number(query.get('per_page'));
  const from = (Number(query.get('page')) - 1) * perPage;
  return { rows: rows.slice(from, from + perPage), more: from + perPage < rows.length };
}

/** Newest creation first unless asked, and told, to sort by time (fsm-api.md 3). */
function fsm(records: readonly Made[], honours = true): void {
  server.answer = (asked) => {
    const key = honours && asked.query.get('sort_by') === 'Modified_Time' ? 'modified' : 'created';
    const sign = honours && asked.query.get('sort_order') === 'asc' ? 1 : -1;
    const { rows, more } = pageOf(
      records.toSorted((a, b) => sign * (a[key] - b[key])),
      asked,
    );
    if (rows.length === 0) return { status: 204 };
    return { status: 200, json: { data: rows.map(fsmRow), info: { more_records: more } }, headers: DATE };
  };
}

function books(records: readonly Made[], honours = true): void {
  server.answer = (asked) => {
    const byTime = honours && asked.query.get('sort_column') === 'last_modified_time';
    const since = asked.query.get('last_modified_time');
    const narrowed = records.filter(({ modified }) => since === null || `${iso(modified)}+0000` >= since);
    const { rows, more } = pageOf(
      narrowed.toSorted((a, b) => (byTime ? a.modified - b.modified : a.id < b.id ? 1 : -1)),
      asked,
    );
    const plural = asked.path.split('/').at(-1) ?? '';
    const json = { code: 0, [plural]: rows.map(booksRow), page_context: { has_more_page: more } };
    return { status: 200, json, headers: DATE };
  };
}

async function listed(module: ServiceModule, hints?: ListHints) {
  const ids: string[] = [];
  const pages = module.list(NOON_MS, never, hints);
  for (;;) {
    const next = await pages.next();
    if (next.done) return { ids: ids.toSorted(), summary: next.value as ListSummary };
    ids.push(...next.value.records.map(({ id }) => id));
  }
}

const hints = (expectedCount: number, newestKnownSeconds: number | null = null): ListHints => ({
  expectedCount,
  newestKnownMs: newestKnownSeconds === null ? null : NOON_MS + newestKnownSeconds * 1_000,
});
const parts = () => session.module('FSM', 'Service_And_Parts', ITEM_FIELDS.FSM);
const items = () => session.module('BOOKS', 'items', { fields: [{ apiName: 'name', kind: 'text' }] });
const customers = () =>
  session.module('BOOKS', 'contacts', { fields: [{ apiName: 'contact_name', kind: 'text' }] });
/** Pages asked for, with their order. */
const asked = () => server.asked.map(({ query }) => `${query.get('page')} ${query.get('sort_order') ?? '-'}`);

const EDITS = { 3: 60, 40: 61, 77: 62 };
const EDITED = [idOf(3), idOf(40), idOf(77)];

describe('FSM', () => {
  test('a quiet module is one call, and is counted by it [S4]', async () => {
    fsm(made(500));
    const newest = made(500).at(-1)?.modified ?? 0;
    expect(await listed(parts(), hints(500, newest))).toEqual({
      ids: [],
      summary: { complete: false, seen: 100, count: 500 },
    });
    expect(asked()).toEqual(['3 asc']);
  });

  test('what changed is found at the end [S4]', async () => {
    fsm(made(500, EDITS));
    expect((await listed(parts(), hints(500, -49_501))).ids).toEqual(EDITED);
    expect(asked()).toEqual(['3 asc']);
  });

  test('where FSM ignores the order, all pages are read and nothing is missed [S4]', async () => {
    fsm(made(500, EDITS), false);
    const { ids, summary } = await listed(parts(), hints(500));
    expect(ids).toEqual(EDITED);
    expect(summary.complete).toBe(true);
    expect(asked()).toEqual(['3 asc', '1 -', '2 -', '3 -']);
  });

  test('rows that ascend by accident are no proof: edited one after the other in the order of the list [S4]', async () => {
    // Newest creation first is how a first sync goes through the list, so the modified times ascend in that order.
    const records = made(500).map((one, number) => ({ ...one, modified: -number - 1 }));
    const edited = records.map((one, number) => (number === 499 ? { ...one, modified: 90 } : one));
    fsm(edited, false);
    expect((await listed(parts(), hints(500, -1))).ids).toEqual([idOf(499)]);
    expect(asked().slice(0, 2)).toEqual(['3 asc', '1 desc']);
  });

  test('where they ascend in both orders, one look from the other side settles it, once', async () => {
    const records = made(500).map((one, number) => ({ ...one, modified: -number - 1 }));
    fsm(records);
    const module = parts();
    expect((await listed(module, hints(500, -1))).summary).toMatchObject({ count: 500 });
    await listed(module, hints(500, -1));
    expect(asked()).toEqual(['3 asc', '1 desc', '3 asc']);
  });

  test('a page that ends before the newest stamp known is not the end', async () => {
    fsm(made(500, EDITS), true);
    expect((await listed(parts(), hints(500, 900))).ids).toEqual(EDITED);
    expect(asked()[1]).toBe('1 desc');
  });

  test('up to a page of records: one call tells everything, whatever the order', async () => {
    fsm(made(100, EDITS), false);
    const { ids, summary } = await listed(parts(), hints(100));
    expect(ids).toEqual(EDITED);
    expect(summary).toEqual({ complete: true, seen: 100, count: 100 });
    expect(server.asked).toHaveLength(1);
  });

  test('an empty module', async () => {
    fsm([]);
    expect((await listed(parts(), hints(0))).summary).toEqual({ complete: true, seen: 0, count: 0 });
  });
});

describe('Books', () => {
  test('customers are read from the end of the documented order by time [S4]', async () => {
    books(made(500, EDITS));
    expect(await listed(customers(), hints(500, -49_501))).toEqual({
      ids: EDITED,
      summary: { complete: false, seen: 100, count: 500 },
    });
    expect(server.asked.map(({ query }) => query.get('sort_column'))).toEqual(['last_modified_time']);
    expect(server.asked[0]?.query.has('last_modified_time')).toBe(false);
  });

  test('where Books does not sort, the filter is used [S4]', async () => {
    books(made(500, EDITS), false);
    const module = customers();
    expect((await listed(module, hints(500))).ids).toEqual(EDITED);
    expect(server.asked.map(({ query }) => query.has('last_modified_time'))).toEqual([false, true]);
    await listed(module, hints(500));
    expect(server.asked).toHaveLength(3);
  });

  test('items without a known newest have no order to trust: one page is read whole, more of them by the filter [S4]', async () => {
    books(made(100, EDITS));
    const few = await listed(items(), hints(100));
    expect(few.ids).toEqual(EDITED);
    expect(few.summary).toEqual({ complete: true, seen: 100, count: 100 });
    books(made(500, EDITS));
    const many = await listed(items(), hints(500));
    expect(many.ids).toEqual(EDITED);
    expect(many.summary).toEqual({ complete: false, seen: 3 });
    expect(server.asked.map(({ query }) => query.has('last_modified_time'))).toEqual([false, true]);
  });

  test('items are read from the end of an order nobody promised once it ends with the newest known [S4]', async () => {
    books(made(500, EDITS));
    expect(await listed(items(), hints(500, 62))).toEqual({
      ids: EDITED,
      summary: { complete: false, seen: 100, count: 500 },
    });
    expect(server.asked.map(({ query }) => query.get('sort_column'))).toEqual(['last_modified_time']);
  });

  test('a module that outgrew its page is read by the filter', async () => {
    books(made(250, EDITS));
    expect((await listed(items(), hints(190))).ids).toEqual(EDITED);
    expect(server.asked).toHaveLength(2);
  });
});
