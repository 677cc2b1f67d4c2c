import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListHints, ListSummary, ServiceRecord } from '../../src/engine/services.ts';
import type { ReadPage } from '../../src/zoho/modules/shared.ts';
import { listTail, type TailSource } from '../../src/zoho/modules/tail.ts';

/** The bound of all listings here; stamps count from it, in seconds. */
const SINCE_MS = 1_000_000_000;
const PAGE_ROWS = 200;

function record(id: string, modifiedSeconds: number): ServiceRecord {
  const modifiedAtMs = SINCE_MS + modifiedSeconds * 1_000;
  return { id, active: true, createdAtMs: 0, modifiedAtMs, values: {}, counterpartId: null };
}

/** A service in memory that sorts by time. */
class Service implements TailSource {
  records: ServiceRecord[];
  sorted = true;
  sorts = true;
  readonly read: number[] = [];
  /** Called after each reading of a page: what happens before the next one. */
  between: (reads: number) => void = () => undefined;
  nowSeconds = 1_000;

  constructor(unchanged: number, changed = 0) {
    this.records = [
      ...Array.from({ length: unchanged }, (_, index) => record(`old ${index}`, index - unchanged)),
      ...Array.from({ length: changed }, (_, index) => record(`new ${index}`, index)),
    ];
  }

  readonly page = async (number: number): Promise<ReadPage> => {
    const order = this.sorts
      ? this.records.toSorted((a, b) => a.modifiedAtMs - b.modifiedAtMs)
      : this.records;
    const from = (number - 1) * PAGE_ROWS;
    const records = order.slice(from, from + PAGE_ROWS);
    const more = from + PAGE_ROWS < order.length;
    this.read.push(number);
    const page = { records, rows: records.length, more, serviceTimeMs: SINCE_MS + this.nowSeconds * 1_000 };
    this.between(this.read.length);
    return page;
  };

  proves = async (): Promise<boolean> => true;

  edit(id: string): void {
    this.nowSeconds += 1;
    this.records = this.records.map((one) => (one.id === id ? record(id, this.nowSeconds) : one));
  }

  remove(id: string): void {
    this.records = this.records.filter((one) => one.id !== id);
  }

  add(id: string): void {
    this.nowSeconds += 1;
    this.records.push(record(id, this.nowSeconds));
  }
}

async function listed(source: TailSource, hints: ListHints & { readonly expectedCount: number }) {
  const ids: string[] = [];
  const times: number[] = [];
  const pages = listTail(source, SINCE_MS, hints);
  for (;;) {
    const next = await pages.next();
    if (next.done) return { ids: ids.toSorted(), times, summary: next.value as ListSummary | null };
    ids.push(...next.value.records.map(({ id }) => id));
    times.push(next.value.serviceTimeMs);
  }
}

const expecting = (expectedCount: number, newestKnownMs: number | null = null) => ({
  expectedCount,
  newestKnownMs,
});
const newIds = (count: number) => Array.from({ length: count }, (_, index) => `new ${index}`).toSorted();

describe('a listing from the end', () => {
  test.each([
    { title: 'nothing changed', unchanged: 450, changed: 0, expected: 450, pages: [3] },
    { title: 'a few changed', unchanged: 447, changed: 3, expected: 450, pages: [3] },
    {
      title: 'more than the last page holds changed',
      unchanged: 150,
      changed: 300,
      expected: 450,
      pages: [3, 2, 1],
    },
    { title: 'the whole last page changed', unchanged: 400, changed: 50, expected: 450, pages: [3, 2] },
    { title: 'some were deleted', unchanged: 395, changed: 2, expected: 450, pages: [3, 2] },
    {
      title: 'some were added, over the edge of the page',
      unchanged: 390,
      changed: 15,
      expected: 395,
      pages: [2, 3, 2],
    },
    { title: 'full pages only', unchanged: 400, changed: 0, expected: 400, pages: [2] },
    { title: 'one more than full pages hold', unchanged: 400, changed: 1, expected: 401, pages: [3, 2] },
  ])('$title: $pages [S4]', async ({ unchanged, changed, expected, pages }) => {
    const service = new Service(unchanged, changed);
    const { ids, summary } = await listed(service, expecting(expected));
    expect(ids).toEqual(newIds(changed));
    expect(service.read).toEqual(pages);
    expect(summary).toMatchObject({ complete: false, count: unchanged + changed });
  });

  test.each([
    { title: 'in order', sorted: true, sorts: true },
    { title: 'in any order', sorted: false, sorts: false },
  ])('the only page holds everything, $title', async ({ sorted, sorts }) => {
    const service = new Service(100, 3);
    service.records.reverse();
    Object.assign(service, { sorted, sorts });
    const { ids, summary } = await listed(service, expecting(120));
    expect(ids).toEqual(newIds(3));
    expect(summary).toEqual({ complete: true, seen: 103, count: 103 });
    expect(service.read).toEqual([1]);
  });

  test.each([
    { title: 'more pages than one, and no order', change: { sorted: false }, hints: expecting(150) },
    { title: 'rows out of order', change: { sorts: false }, hints: expecting(450) },
    {
      title: 'a page that ends before the newest stamp known',
      change: {},
      hints: expecting(450, SINCE_MS + 900_000),
    },
    { title: 'an order that is not proven', change: { proves: async () => false }, hints: expecting(450) },
    { title: 'an end much farther than expected', change: {}, hints: expecting(1) },
    { title: 'an end much nearer than expected', change: {}, hints: expecting(5_000) },
  ])('$title: another way of listing has to be taken', async ({ change, hints }) => {
    const service = new Service(1_050, 3);
    if (hints.expectedCount === 450) service.records = new Service(447, 3).records;
    service.records.reverse();
    Object.assign(service, change);
    const { summary } = await listed(service, hints);
    expect(summary).toBeNull();
    expect(service.read.length).toBeLessThanOrEqual(4);
  });

  test('an earlier page out of order ends the trust in the order', async () => {
    const service = new Service(250, 200);
    const sortedPage = service.page;
    const page = async (number: number) => {
      const read = await sortedPage(number);
      return number === 2 ? { ...read, records: read.records.toReversed() } : read;
    };
    expect((await listed({ sorted: true, proves: service.proves, page }, expecting(450))).summary).toBeNull();
  });

  test('the second of the bound is read again', async () => {
    const service = new Service(199);
    service.records.push(...Array.from({ length: 10 }, (_, index) => record(`bound ${index}`, 0)));
    expect((await listed(service, expecting(209))).ids).toHaveLength(10);
    expect(service.read).toEqual([2, 1]);
  });

  test('the time is that of the first page read, so that the next sync starts from there', async () => {
    const service = new Service(400, 10);
    service.between = (reads) => service.edit(`old ${reads}`);
    const { times } = await listed(service, expecting(400));
    expect(times[0]).toBe(SINCE_MS + 1_000_000);
  });
});

/** What others do to the records between two pages. */
const act = fc.oneof(
  fc.record({ kind: fc.constantFrom('edit' as const, 'remove' as const), at: fc.nat(2_000) }),
  fc.record({ kind: fc.constant('add' as const), at: fc.nat(2_000) }),
);

test('whatever is edited, deleted and added between pages: nothing that changed before is missed [S4]', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: -250, max: 250 }),
      fc.array(fc.array(act, { maxLength: 30 }), { maxLength: 6 }),
      async (unchanged, changed, wrongBy, script) => {
        const service = new Service(unchanged, changed);
        const touched = new Set<string>();
        service.between = (reads) => {
          for (const { kind, at } of script[reads - 1] ?? []) {
            const id = service.records[at % Math.max(1, service.records.length)]?.id;
            if (kind === 'add') service.add(`added ${service.nowSeconds}`);
            else if (id !== undefined) {
              touched.add(id);
              if (kind === 'edit') service.edit(id);
              else service.remove(id);
            }
          }
        };
        const startedMs = SINCE_MS + service.nowSeconds * 1_000;
        const { ids, times, summary } = await listed(
          service,
          expecting(Math.max(0, unchanged + changed + wrongBy)),
        );
        if (summary === null) return;
        const found = new Set(ids);
        expect(newIds(changed).filter((id) => !found.has(id) && !touched.has(id))).toEqual([]);
        // What was touched stands at the end by now, later than the start: the next listing finds it.
        expect(times[0]).toBe(startedMs);
        const left = service.records.filter(({ id }) => touched.has(id));
        expect(left.every((one) => one.modifiedAtMs > startedMs)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
