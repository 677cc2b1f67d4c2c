/** When a run will be done, and how many calls it takes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callsOfFirstSync, callsOfPlan, NO_CALLS } from '../../src/jobs/calls.ts';
import { type EstimateInput, estimateEnd, type ServiceOutlook } from '../../src/jobs/estimate.ts';
import { callsOfCounts } from '../../src/jobs/record-counts.ts';
import { countRecords, LOOKS_MAX } from '../../src/zoho/count-records.ts';
import { anyZone } from './zones.ts';

const HOUR_MS = 3_600_000;
const NOON_MS = Date.UTC(2026, 10, 27, 12);
const MIDNIGHT_MS = Date.UTC(2026, 10, 28);

const input = (books: Partial<ServiceOutlook>, more: Partial<EstimateInput> = {}): EstimateInput => ({
  nowMs: NOON_MS,
  timeZone: 'UTC',
  restsUntilMs: null,
  services: [{ calls: 0, perMinute: null, day: null, ...books }],
  pace: null,
  ...more,
});

const day = (left: number, whole = 850) => ({ left, whole, resetsAtMs: MIDNIGHT_MS });

describe('the end of a run', () => {
  it('is now when nothing is left', () => {
    expect(estimateEnd(input({}))).toEqual({ endsAtMs: NOON_MS, basis: 'QUOTA' });
  });

  it('goes by the pace where the quotas allow more', () => {
    const pace = { calls: 100, workedMs: 60_000 };
    const found = estimateEnd(input({ calls: 50, perMinute: 1_000 }, { pace }));
    expect(found).toEqual({ endsAtMs: NOON_MS + 30_000, basis: 'PACE' });
  });

  it('goes by the minute where the pace is faster', () => {
    const pace = { calls: 1_000, workedMs: 6_000 };
    const found = estimateEnd(input({ calls: 200, perMinute: 100 }, { pace }));
    expect(found).toEqual({ endsAtMs: NOON_MS + 122_000, basis: 'QUOTA' });
  });

  it('waits for as many midnights as the days need', () => {
    // 300 today, 850 on each of the next two days, 10 on the third.
    const found = estimateEnd(input({ calls: 2_010, perMinute: 100, day: day(300) }));
    expect(found).toEqual({ endsAtMs: MIDNIGHT_MS + 48 * HOUR_MS + 6_100, basis: 'QUOTA' });
  });

  it('begins when the rest of a run is over', () => {
    const found = estimateEnd(input({ calls: 100, day: day(0) }, { restsUntilMs: MIDNIGHT_MS + HOUR_MS }));
    expect(found?.endsAtMs).toBe(MIDNIGHT_MS + HOUR_MS);
  });

  it('is unknown where the reserve leaves a sync nothing', () => {
    expect(estimateEnd(input({ calls: 1, day: day(0, 0) }))).toBeNull();
  });
});

const outlook: fc.Arbitrary<ServiceOutlook> = fc.record({
  calls: fc.integer({ min: 0, max: 20_000 }),
  perMinute: fc.option(fc.integer({ min: 1, max: 5_000 })),
  day: fc.option(
    fc.record({
      left: fc.integer({ min: 0, max: 9_000 }),
      whole: fc.integer({ min: 100, max: 9_000 }),
      resetsAtMs: fc.integer({ min: 1, max: 25 * HOUR_MS }).map((ms) => NOON_MS + ms),
    }),
  ),
});
const anyInput: fc.Arbitrary<EstimateInput> = fc.record({
  nowMs: fc.constant(NOON_MS),
  timeZone: anyZone,
  restsUntilMs: fc.option(fc.integer({ min: -HOUR_MS, max: 30 * HOUR_MS }).map((ms) => NOON_MS + ms)),
  services: fc.tuple(outlook, outlook),
  pace: fc.option(
    fc.record({ calls: fc.integer({ min: 0, max: 9_999 }), workedMs: fc.integer({ min: 0, max: HOUR_MS }) }),
  ),
});

const endOf = (of: EstimateInput): number => estimateEnd(of)?.endsAtMs ?? Number.POSITIVE_INFINITY;

describe('the end of any run', () => {
  it('is never before the pace allows it', () => {
    fc.assert(
      fc.property(anyInput, (of) => {
        const calls = of.services.reduce((sum, one) => sum + one.calls, 0);
        const { pace } = of;
        if (pace === null || pace.calls < 20 || pace.workedMs < 5_000) return;
        const begins = Math.max(of.nowMs, of.restsUntilMs ?? 0);
        expect(endOf(of)).toBeGreaterThanOrEqual(Math.floor(begins + (calls * pace.workedMs) / pace.calls));
      }),
    );
  });

  it('is never before the quotas allow it', () => {
    fc.assert(
      fc.property(anyInput, (of) => {
        const end = endOf(of);
        const begins = Math.max(of.nowMs, of.restsUntilMs ?? 0);
        for (const { calls, perMinute, day: days } of of.services) {
          if (perMinute !== null && calls > 0) {
            expect(end - begins).toBeGreaterThanOrEqual(Math.floor((calls - 1) / perMinute) * 60_000);
          }
          if (days === null || end === Number.POSITIVE_INFINITY) continue;
          // As many whole days as begin before the end, and today's rest, hold all the calls. No day is under 21 hours.
          const midnights =
            end <= days.resetsAtMs ? 0 : 1 + Math.floor((end - days.resetsAtMs) / (21 * HOUR_MS));
          const today = begins < days.resetsAtMs ? days.left : days.whole;
          expect(today + (midnights + 1) * days.whole).toBeGreaterThanOrEqual(calls);
          if (calls > today && begins < days.resetsAtMs) expect(end).toBeGreaterThanOrEqual(days.resetsAtMs);
        }
      }),
    );
  });

  it('is not earlier with more calls, a later rest, or a smaller quota', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(1), fc.integer({ min: 1, max: 2_000 }), (of, which, more) => {
        const change = (changes: (one: ServiceOutlook) => Partial<ServiceOutlook>): EstimateInput => ({
          ...of,
          services: of.services.map((one, at) => (at === which ? { ...one, ...changes(one) } : one)),
        });
        const end = endOf(of);
        expect(endOf(change(({ calls }) => ({ calls: calls + more })))).toBeGreaterThanOrEqual(end);
        const later = { ...of, restsUntilMs: Math.max(of.nowMs, of.restsUntilMs ?? 0) + more * 1_000 };
        expect(endOf(later)).toBeGreaterThanOrEqual(end);
        const less = change(({ day: days }) => ({
          day: days && {
            ...days,
            left: Math.max(0, days.left - more),
            whole: Math.max(1, days.whole - more),
          },
        }));
        expect(endOf(less)).toBeGreaterThanOrEqual(end);
      }),
    );
  });
});

describe('the calls of a sync', () => {
  it('a first sync reads each side, writes each record once, and looks at what it wrote', () => {
    // FSM: 11 pages, listed again for their values; Books: 1 page; settling: 12 pages of Books.
    expect(callsOfFirstSync({ fsm: 2_200, books: 0 })).toEqual({ books: 1 + 2_200 + 12, fsm: 11 + 11 });
    expect(callsOfFirstSync({ fsm: 0, books: 300 })).toEqual({ books: 2 + 3, fsm: 1 + 300 + 2 });
  });

  it('a first sync reads each customer once, tells FSM of each it makes, and brings a person with each', () => {
    const read = callsOfFirstSync({ fsm: 0, books: 300 }, 'CUSTOMERS');
    expect(read).toEqual({ books: 2 + 300, fsm: 1 + 600 + 4 });
    const made = callsOfFirstSync({ fsm: 100, books: 0 }, 'CUSTOMERS');
    expect(made).toEqual({ books: 1 + 100 + 1, fsm: 1 + 1 + 100 + 1 });
    expect(callsOfCounts({ ITEMS: { fsm: 0, books: 300 }, CUSTOMERS: { fsm: 100, books: 0 } })).toEqual({
      books: 5 + made.books,
      fsm: 303 + made.fsm,
    });
  });

  it('a run that has customers in memory does not read them again to write them', () => {
    const calls = (recalled: number) =>
      callsOfPlan({
        pair: 'CUSTOMERS',
        planned: [{ direction: 'TO_FSM', operation: 'CREATE', count: 6_000 }],
        fsmRecords: 0,
        written: NO_CALLS,
        recalled,
      });
    expect(calls(5_000).books).toBe(1_000);
    expect(calls(7_000).books).toBe(0);
    expect(calls(0)).toEqual({ books: 6_000, fsm: calls(5_000).fsm });
  });

  it('an update reads its target first; reads of Books go by the hundred', () => {
    const planned = (direction: 'TO_BOOKS' | 'TO_FSM') =>
      callsOfPlan({
        planned: [{ direction, operation: 'UPDATE', count: 50 }],
        fsmRecords: 400,
        written: NO_CALLS,
      });
    expect(planned('TO_BOOKS')).toEqual({ books: 1 + 50, fsm: 2 });
    expect(planned('TO_FSM')).toEqual({ books: 1, fsm: 50 + 50 + 1 });
  });
});

describe('counting by pages', () => {
  const listOf = (records: number) => {
    const looks: number[] = [];
    const look = async (page: number) => {
      looks.push(page);
      const rows = Math.max(0, Math.min(200, records - (page - 1) * 200));
      return { rows, more: records > page * 200 };
    };
    return { looks, look };
  };

  it('finds the number with few looks, exactly where those suffice and closely where not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60_000 }), async (records) => {
        const { looks, look } = listOf(records);
        const count = await countRecords(look);
        expect(looks.length).toBeLessThanOrEqual(LOOKS_MAX);
        if (count.exact) expect(count.records).toBe(records);
        else expect(Math.abs(count.records - records)).toBeLessThanOrEqual(records * 0.1);
        if (records <= 12_000) expect(count.exact).toBe(true);
      }),
    );
  });

  it('takes one look at a small module', async () => {
    const { looks, look } = listOf(150);
    expect(await countRecords(look)).toEqual({ records: 150, exact: true });
    expect(looks).toEqual([1]);
  });
});
