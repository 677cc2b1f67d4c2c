import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { by, pageOf, RecordCollection, type StoredRecord } from '../../src/sandbox/core/collection.ts';
import { Harness } from './harness.ts';

let zoho: Harness;

beforeAll(async () => {
  zoho = await Harness.start({ services: 60, parts: 73, items: 101, overlap: 40 });
  await zoho.control('POST', '/limits', { perMinute: null, perDay: null, concurrent: null });
});
afterAll(() => zoho.close());

async function walkBooks(query: string, perPage: number): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await zoho.books('GET', `/items?${query}&page=${page}&per_page=${perPage}`);
    ids.push(...body.items.map((item: { item_id: string }) => item.item_id));
    if (!body.page_context.has_more_page) return ids;
  }
}

async function walkFsm(query: string, perPage: number): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await zoho.fsm('GET', `/Service_And_Parts?${query}&page=${page}&per_page=${perPage}`);
    ids.push(...body.data.map((row: { id: string }) => row.id));
    if (!body.info.more_records) return ids;
  }
}

test('walking the pages sees each record once, in any order and page size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('name', 'rate', 'created_time', 'last_modified_time'),
      fc.constantFrom('A', 'D'),
      fc.constantFrom('', 'sort_by=Modified_Time&sort_order=desc', 'sort_by=Created_Time&sort_order=asc'),
      fc.integer({ min: 7, max: 250 }),
      async (column, order, fsmQuery, perPage) => {
        const books = await walkBooks(`sort_column=${column}&sort_order=${order}`, perPage);
        expect([books.length, new Set(books).size]).toEqual([101, 101]);
        const fsm = await walkFsm(fsmQuery, perPage);
        expect([fsm.length, new Set(fsm).size]).toEqual([133, 133]);
      },
    ),
    { numRuns: 12 },
  );
});

test('a page holds at most 200 rows and pages beyond the end are empty', async () => {
  const { body } = await zoho.books('GET', '/items?per_page=500');
  expect(body.page_context.per_page).toBe(200);
  expect((await zoho.books('GET', '/items?page=9')).body).toMatchObject({
    items: [],
    page_context: { has_more_page: false },
  });
  expect((await zoho.fsm('GET', '/Service_And_Parts?page=9')).status).toBe(204);
});

interface Row extends StoredRecord {
  key: number;
}

const change = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map(String),
  key: fc.integer({ min: 0, max: 5 }),
  removed: fc.boolean(),
});

test('an order kept up to date equals one sorted anew, after any changes', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 80 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (changes, perPage, descending) => {
        const compare = by<Row>((row) => row.key);
        const rows = new RecordCollection<Row>({
          orders: { key: compare },
          keys: { key: (row) => String(row.key) },
        });
        const model = new Map<string, Row>();
        for (const { id, key, removed } of changes) {
          rows.order('key');
          const row = { id, key, active: true, createdS: 0, modifiedS: 0 };
          if (removed) {
            rows.remove(id, 0);
            model.delete(id);
          } else {
            rows.put(row, 0);
            model.set(id, row);
          }
        }
        const sorted = [...model.values()].sort(compare);
        const walked: Row[] = [];
        for (let page = 1, more = true; more; page += 1) {
          const next = pageOf(rows.order('key').rows, page, perPage, descending);
          walked.push(...next.rows);
          more = next.more;
        }
        expect(walked).toEqual(descending ? sorted.toReversed() : sorted);
        for (const key of [0, 3]) {
          const ids = sorted.filter((row) => row.key === key).map((row) => row.id);
          expect(rows.idsByKey('key', String(key)).toSorted()).toEqual(ids.toSorted());
        }
      },
    ),
  );
});
