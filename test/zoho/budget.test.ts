import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QuotaExhausted } from '../../src/engine/errors.ts';
import { backoffMs, FAULT_BACKOFF, MINUTE_BACKOFF } from '../../src/zoho/budget/backoff.ts';
import { RequestBudget } from '../../src/zoho/budget/budget.ts';
import { DayQuota, reserveOf } from '../../src/zoho/budget/day.ts';
import { BudgetRegistry } from '../../src/zoho/budget/registry.ts';
import type { Permit } from '../../src/zoho/budget/terms.ts';
import { MINUTE, SlidingWindow } from '../../src/zoho/budget/window.ts';
import type { ServiceLimits } from '../../src/zoho/ports.ts';
import { fixedLimits, LeapingClock, never } from './surroundings.ts';

const MINUTE_MS = 60_000;

interface Arrival {
  readonly gapMs: number;
  readonly latencyMs: number;
  /** When within its latency the service sees the call, 0 to 1. */
  readonly seenAt: number;
}

/** Plays arrivals against the window as the budget does; answers when the service saw each call. */
function play(limit: number, arrivals: readonly Arrival[]): number[] {
  const window = new SlidingWindow(MINUTE);
  let inFlight: number[] = [];
  const seen: number[] = [];
  let nowMs = 1_000_000;
  const settle = () => {
    for (const endMs of inFlight.filter((end) => end <= nowMs).sort((a, b) => a - b)) window.add(endMs);
    inFlight = inFlight.filter((end) => end > nowMs);
  };
  for (const { gapMs, latencyMs, seenAt } of arrivals) {
    nowMs += gapMs;
    settle();
    while (inFlight.length + window.count(nowMs) >= limit) {
      const nextEndMs = Math.min(...inFlight, Number.POSITIVE_INFINITY);
      const roomMs =
        inFlight.length >= limit
          ? Number.POSITIVE_INFINITY
          : nowMs + window.waitMs(nowMs, limit - inFlight.length - 1);
      nowMs = Math.min(nextEndMs, roomMs);
      settle();
    }
    seen.push(nowMs + latencyMs * seenAt);
    inFlight.push(nowMs + latencyMs);
  }
  return seen.sort((a, b) => a - b);
}

describe('the minute', () => {
  const arrival = fc.record({
    gapMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40_000 })),
    latencyMs: fc.integer({ min: 0, max: 25_000 }),
    seenAt: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  test('no 60 s window on the service side ever holds more calls than the limit, for any arrivals and delays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.array(arrival, { maxLength: 60 }), (limit, arrivals) => {
        const seen = play(limit, arrivals);
        for (const [index, atMs] of seen.entries()) {
          const next = seen[index + limit];
          if (next !== undefined) expect(next - atMs).toBeGreaterThan(MINUTE_MS);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('nothing waits longer than 61 s for a place that has become free', () => {
    const window = new SlidingWindow(MINUTE);
    for (let call = 0; call < 100; call += 1) window.add(5_000 + call);
    expect(window.waitMs(5_500, 99)).toBeLessThanOrEqual(61_000);
    expect(window.count(5_000 + 61_999)).toBe(0);
  });

  test('a clock set back neither frees places nor loses calls', () => {
    const window = new SlidingWindow(MINUTE);
    window.add(100_000);
    window.add(40_000);
    expect(window.count(40_000)).toBe(2);
  });
});

describe('backoff', () => {
  test('stays between half and the whole of its doubling ceiling', () => {
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const ceiling = Math.min(FAULT_BACKOFF.maxMs, FAULT_BACKOFF.baseMs * 2 ** attempt);
          const delay = backoffMs(FAULT_BACKOFF, attempt, random);
          expect(delay).toBeGreaterThanOrEqual(Math.floor(ceiling / 2));
          expect(delay).toBeLessThanOrEqual(ceiling);
        },
      ),
    );
  });
});

describe('the day', () => {
  const report = (remaining: number) => ({ limit: 1_000, remaining, resetAtMs: 100_000_000 });

  test('the reserve is a share, rounded up', () => {
    expect([reserveOf(1_000, 0.15), reserveOf(50, 0.15), reserveOf(3, 1)]).toEqual([150, 8, 3]);
  });

  test('a sync stops at the reserve, people do not', () => {
    const day = new DayQuota();
    day.ended(10, 5, report(150));
    expect(day.roomAtMs(20, 1_000, 0, 0.15)).toBe(100_000_000);
    expect(day.roomAtMs(20, 1_000, 0, 0)).toBeNull();
  });

  test('calls under way count before their answers come', () => {
    const day = new DayQuota();
    day.ended(10, 5, report(152));
    expect(day.roomAtMs(20, 1_000, 1, 0.15)).toBeNull();
    expect(day.roomAtMs(20, 1_000, 2, 0.15)).toBe(100_000_000);
  });

  test('an older answer that comes late does not raise what is left, a newer one may', () => {
    const day = new DayQuota();
    day.ended(10, 5, report(3));
    day.ended(11, 4, report(9));
    expect(day.roomAtMs(20, 1_000, 3, 0)).not.toBeNull();
    day.ended(30, 25, report(500));
    expect(day.roomAtMs(31, 1_000, 3, 0)).toBeNull();
  });

  test('a call without headers is counted by ourselves', () => {
    const day = new DayQuota();
    day.ended(10, 5, report(1));
    day.ended(11, 6, null);
    expect(day.roomAtMs(20, 1_000, 0, 0)).toBe(100_000_000);
  });

  test('after its reset the day is whole again', () => {
    const day = new DayQuota();
    day.exhaust(10, 1_000, 100_000_000);
    expect(day.roomAtMs(20, 1_000, 0, 0.15)).toBe(100_000_000);
    expect(day.roomAtMs(100_000_000, 1_000, 0, 0.15)).toBeNull();
  });

  test('without headers any 24 hours hold no more than the limit', () => {
    const day = new DayQuota();
    for (let call = 0; call < 10; call += 1) day.ended(7_200_000, 7_200_000, null);
    const resumeAtMs = day.roomAtMs(7_300_000, 10, 0, 0);
    expect(resumeAtMs).toBeGreaterThanOrEqual(7_200_000 + 86_400_000);
    expect(day.roomAtMs(resumeAtMs ?? 0, 10, 0, 0)).toBeNull();
  });
});

describe('the budget', () => {
  const open = (limits: Partial<ServiceLimits>, clock = new LeapingClock()) => ({
    clock,
    budget: new RequestBudget({
      service: 'books',
      clock,
      limits: fixedLimits({ perMinute: null, perDay: null, concurrent: null, ...limits }),
    }),
  });

  test('the 101st call waits until the first has left the minute', async () => {
    const { budget, clock } = open({ perMinute: 100 });
    for (let call = 0; call < 100; call += 1) (await budget.acquire('background', never)).release();
    const startMs = clock.nowMs();
    (await budget.acquire('background', never)).release();
    expect(clock.nowMs() - startMs).toBeGreaterThan(60_000);
    expect(clock.nowMs() - startMs).toBeLessThanOrEqual(61_000);
  });

  test('a sync leaves one of several slots to people', async () => {
    const { budget } = open({ concurrent: 3 });
    const held = [await budget.acquire('background', never), await budget.acquire('background', never)];
    const waiting: Permit[] = [];
    const third = budget.acquire('background', never).then((permit) => waiting.push(permit));
    const person = await budget.acquire('people', never).catch(() => null);
    expect(waiting).toHaveLength(0);
    expect(person).not.toBeNull();
    person?.release();
    held[0]?.release();
    await third;
    expect(waiting).toHaveLength(1);
    expect([budget.concurrency('background'), budget.concurrency('people')]).toEqual([2, 3]);
  });

  test('people go before a sync that waits', async () => {
    const { budget } = open({ concurrent: 1 });
    const held = await budget.acquire('background', never);
    const order: string[] = [];
    const sync = budget.acquire('background', never).then((permit) => {
      order.push('sync');
      permit.release();
    });
    const person = budget.acquire('people', never).then((permit) => {
      order.push('person');
      permit.release();
    });
    held.release();
    await Promise.all([sync, person]);
    expect(order).toEqual(['person', 'sync']);
  });

  test('whoever stops waiting gives up the place, and the others go on', async () => {
    const { budget } = open({ concurrent: 1 });
    const held = await budget.acquire('background', never);
    const stop = new AbortController();
    const stopped = budget.acquire('background', stop.signal);
    const patient = budget.acquire('background', never);
    stop.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
    held.release();
    (await patient).release();
  });

  test('only the reserve left: the sync rests until the reset, people go on', async () => {
    const { budget, clock } = open({ perDay: 1_000 });
    const resetAtMs = clock.nowMs() + 3_600_000;
    const first = await budget.acquire('background', never);
    first.release({ day: { limit: 1_000, remaining: 150, resetAtMs }, perMinute: null });
    const error = await budget.acquire('background', never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(QuotaExhausted);
    expect(error).toMatchObject({ code: 'QUOTA_EXHAUSTED', resumeAtMs: resetAtMs });
    (await budget.acquire('people', never)).release();
  });

  test('a pause holds everybody back', async () => {
    const { budget, clock } = open({});
    (await budget.acquire('background', never)).release();
    budget.pause(backoffMs(MINUTE_BACKOFF, 0, 0));
    const startMs = clock.nowMs();
    (await budget.acquire('people', never)).release();
    expect(clock.nowMs() - startMs).toBe(1_000);
  });

  test('after a pause one call goes ahead alone, the others when it was accepted', async () => {
    const { budget } = open({ concurrent: 6 });
    (await budget.acquire('background', never)).release();
    budget.pause(1_000);
    const granted: Permit[] = [];
    const all = Promise.all(
      Array.from({ length: 4 }, () =>
        budget.acquire('background', never).then((permit) => granted.push(permit)),
      ),
    );
    await expect.poll(() => granted.length).toBe(1);
    granted[0]?.release(undefined, false);
    await expect.poll(() => granted.length).toBe(2);
    granted[1]?.release(undefined, true);
    await all;
    expect(granted).toHaveLength(4);
  });

  test("FSM's header widens the minute", async () => {
    const { budget, clock } = open({ perMinute: 1 });
    (await budget.acquire('background', never)).release({ day: null, perMinute: 2_500 });
    (await budget.acquire('background', never)).release();
    expect(clock.slept).toEqual([]);
  });

  test('a limit that was set while calls ran counts those calls', async () => {
    const clock = new LeapingClock();
    let limits: ServiceLimits = { perMinute: null, perDay: null, concurrent: null };
    const budget = new RequestBudget({ service: 'books', clock, limits: { limits: async () => limits } });
    for (let call = 0; call < 10; call += 1) (await budget.acquire('background', never)).release();
    limits = { ...limits, perMinute: 5 };
    clock.advance(6_000);
    await budget.refreshLimits();
    (await budget.acquire('background', never)).release();
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(50_000);
  });

  test('sessions of one organisation share a budget', () => {
    const registry = new BudgetRegistry();
    const options = {
      service: 'books',
      clock: new LeapingClock(),
      limits: fixedLimits({ perMinute: 1, perDay: 1, concurrent: 1 }),
    } as const;
    expect(registry.budget('a', options)).toBe(registry.budget('a', options));
    expect(registry.budget('a', options)).not.toBe(registry.budget('b', options));
  });
});
