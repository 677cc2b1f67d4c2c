/** Several processes of one organisation, each with a budget of its own, against one quota. */
import { describe, expect, test } from 'vitest';
import { QuotaExhausted } from '../../src/engine/errors.ts';
import { blockOf, QuotaAccount } from '../../src/zoho/budget/account.ts';
import { RequestBudget } from '../../src/zoho/budget/budget.ts';
import type { Priority } from '../../src/zoho/budget/terms.ts';
import type { QuotaPlace, ServiceLimits } from '../../src/zoho/ports.ts';
import { MemoryQuotaLedger } from '../support/memory-quota.ts';
import { fixedLimits, LeapingClock, never } from './surroundings.ts';

const OF: QuotaPlace = { place: 'EU', service: 'books', organizationId: '1' };
const DAY_MS = 86_400_000;

/** A service that counts: by the day, and in each minute of its own clock. */
class CountingService {
  readonly clock = new LeapingClock(Date.UTC(2026, 9, 1, 12));
  readonly ledger = new MemoryQuotaLedger();
  readonly limits: ServiceLimits;
  /** False: answers without headers, as FSM's. */
  tells = true;
  /** The zone that the processes know, and how far behind UTC the service's own midnight is. */
  timeZone = 'UTC';
  behindUtcMs = 0;
  readonly seenAtMs: number[] = [];
  #day = '';
  calls = 0;
  #holders = 0;

  constructor(limits: Partial<ServiceLimits>) {
    this.limits = { perMinute: null, perDay: null, concurrent: null, ...limits };
  }

  process(reserveShare = 0.15): RequestBudget {
    this.#holders += 1;
    const { clock, ledger, timeZone } = this;
    return new RequestBudget({
      service: 'books',
      limits: fixedLimits(this.limits),
      clock,
      reserveShare,
      account: new QuotaAccount({ ledger, clock, of: OF, timeZone, holder: `${this.#holders}` }),
    });
  }

  /** One call of a process. @throws QuotaExhausted, and an Error where the service would have refused */
  async call(budget: RequestBudget, priority: Priority = 'background'): Promise<void> {
    const permit = await budget.acquire(priority, never);
    permit.release(this.answer(), true);
  }

  answer() {
    const nowMs = this.clock.nowMs();
    const localMs = nowMs - this.behindUtcMs;
    const day = new Date(localMs).toISOString().slice(0, 10);
    if (day !== this.#day) this.calls = 0;
    this.#day = day;
    this.calls += 1;
    this.seenAtMs.push(nowMs);
    const { perDay } = this.limits;
    if (perDay !== null && this.calls > perDay) throw new Error('the service refuses: the day is used up');
    if (perDay === null || !this.tells) return { day: null, perMinute: null };
    const resetAtMs = Math.floor(localMs / DAY_MS) * DAY_MS + DAY_MS + this.behindUtcMs;
    return { day: { limit: perDay, remaining: perDay - this.calls, resetAtMs }, perMinute: null };
  }

  /** Calls until the quota is said to be used up; answers how many were made. */
  async drain(budget: RequestBudget, priority: Priority = 'background'): Promise<number> {
    for (let made = 0; ; made += 1) {
      try {
        await this.call(budget, priority);
      } catch (error) {
        if (error instanceof QuotaExhausted) return made;
        throw error;
      }
    }
  }
}

describe('[law 7] a shared day', () => {
  test.each([true, false])(
    'several processes together stop at the reserve (the service tells: %s)',
    async (tells) => {
      const service = new CountingService({ perDay: 400 });
      service.tells = tells;
      const budgets = [service.process(), service.process(), service.process()];
      await Promise.all(budgets.map((budget) => service.drain(budget)));
      // What a process holds and has not used is all that may be missing.
      expect(service.calls).toBeLessThanOrEqual(340);
      expect(service.calls).toBeGreaterThanOrEqual(340 - 3 * blockOf(service.limits, 'background'));
    },
  );

  test('people have the reserve, from any process, and no more', async () => {
    const service = new CountingService({ perDay: 400 });
    const worker = service.process();
    await service.drain(worker);
    await worker.rest();
    const api = service.process();
    await service.drain(api, 'people');
    expect(service.calls).toBe(400);
    await expect(service.call(worker)).rejects.toThrow(QuotaExhausted);
  });

  test('a process that is killed takes a block with it at most, and the next one goes on from there', async () => {
    const service = new CountingService({ perDay: 400 });
    service.tells = false;
    const killed = service.process();
    for (let call = 0; call < 101; call += 1) await service.call(killed);
    await service.drain(service.process());
    expect(service.calls).toBeLessThanOrEqual(340);
    expect(service.calls).toBeGreaterThanOrEqual(340 - 2 * blockOf(service.limits, 'background'));
  });

  test('a process that stops gives back what it holds', async () => {
    const service = new CountingService({ perDay: 400 });
    service.tells = false;
    const stopped = service.process();
    for (let call = 0; call < 101; call += 1) await service.call(stopped);
    await stopped.rest();
    await service.drain(service.process());
    expect(service.calls).toBe(340);
  });

  test('a process that stops while it asks for calls gives back those as well', async () => {
    const service = new CountingService({ perDay: 400 });
    service.tells = false;
    const stopped = service.process();
    const take = service.ledger.take.bind(service.ledger);
    const block = blockOf(service.limits, 'background');
    for (let call = 0; call < Math.ceil(block * 0.75) - 1; call += 1) await service.call(stopped);
    const answered = Promise.withResolvers<void>();
    service.ledger.take = async (...asked) => {
      const grant = await take(...asked);
      await answered.promise;
      return grant;
    };
    // A quarter of the block is left: the next one is asked for, and not there yet.
    await service.call(stopped);
    const rested = stopped.rest();
    answered.resolve();
    await rested;
    service.ledger.take = take;
    await service.drain(service.process());
    expect(service.calls).toBe(340);
  });

  test('what other programs use is left to them', async () => {
    const service = new CountingService({ perDay: 400 });
    const budget = service.process();
    for (let call = 0; call < 50; call += 1) await service.call(budget);
    for (let call = 0; call < 200; call += 1) service.answer();
    await service.drain(budget);
    expect(service.calls).toBeLessThanOrEqual(340);
    expect(service.calls).toBeGreaterThan(320);
  });

  test('the ledger is asked once a block, not once a call', async () => {
    const service = new CountingService({ perDay: 5_000 });
    const budget = service.process();
    for (let call = 0; call < 1_000; call += 1) await service.call(budget);
    expect(service.ledger.takes).toBeLessThanOrEqual(1 + 1_000 / blockOf(service.limits, 'background') + 1);
  });

  test('goes on at midnight, whole again', async () => {
    const service = new CountingService({ perDay: 400 });
    const budget = service.process();
    await service.drain(budget);
    const error = await service.call(budget).catch((caught: unknown) => caught);
    if (!(error instanceof QuotaExhausted)) throw error;
    expect(error.resumeAtMs).toBe(Date.UTC(2026, 9, 2));
    service.clock.advance(error.resumeAtMs - service.clock.nowMs());
    expect(await service.drain(budget)).toBe(340);
  });

  describe.each([
    ['Pacific/Auckland', 4],
    ['America/Los_Angeles', 4],
    ['UTC', 4],
    ['UTC', -12],
    ['Pacific/Kiritimati', 11],
  ])('where %s is taken for the zone of a day that ends %d hours after midnight UTC', (timeZone, hours) => {
    async function usedUp() {
      const service = new CountingService({ perDay: 400 });
      service.timeZone = timeZone;
      service.behindUtcMs = hours * 3_600_000;
      const budget = service.process();
      await service.drain(budget);
      const error = await service.call(budget).catch((caught: unknown) => caught);
      if (!(error instanceof QuotaExhausted)) throw error;
      return { service, budget, resumeAtMs: error.resumeAtMs };
    }

    test('goes on as soon as the end that was told has come, and the day does not come back', async () => {
      const { service, budget, resumeAtMs } = await usedUp();
      expect((resumeAtMs / 3_600_000 - hours) % 24).toBe(0);
      for (let day = 0; day < 3; day += 1) {
        service.clock.advance(resumeAtMs + day * DAY_MS - service.clock.nowMs());
        expect(await service.drain(budget)).toBe(340);
      }
    });

    test('a process that starts afterwards learns of that end from the ledger', async () => {
      const { service, resumeAtMs } = await usedUp();
      service.clock.advance(resumeAtMs - service.clock.nowMs());
      expect(await service.drain(service.process())).toBeGreaterThanOrEqual(
        340 - blockOf(service.limits, 'background'),
      );
      expect(service.calls).toBeLessThanOrEqual(340);
    });
  });

  test('a reserve of its own is kept', async () => {
    const service = new CountingService({ perDay: 400 });
    expect(await service.drain(service.process(0.5))).toBe(200);
  });

  test('a ledger that fails fails the call, and the next one asks again', async () => {
    const service = new CountingService({ perDay: 400 });
    const budget = service.process();
    const take = service.ledger.take.bind(service.ledger);
    service.ledger.take = async () => {
      throw new Error('the database is gone');
    };
    await expect(service.call(budget)).rejects.toThrow('the database is gone');
    service.ledger.take = take;
    await service.call(budget);
    expect(service.calls).toBe(1);
  });

  test('what a ledger that fails was not told of, it is told of later', async () => {
    const service = new CountingService({ perDay: 400 });
    const budget = service.process();
    const block = blockOf(service.limits, 'background');
    for (let call = 0; call < block * 0.75 - 1; call += 1) await service.call(budget);
    const take = service.ledger.take.bind(service.ledger);
    let failures = 0;
    service.ledger.take = async () => {
      failures += 1;
      throw new Error('the database is gone');
    };
    await service.call(budget);
    expect(failures).toBe(1);
    service.ledger.take = take;
    await service.drain(budget);
    await budget.rest();
    const [day] = service.ledger.days.values();
    expect(day).toMatchObject({ made: service.calls, granted: service.calls });
  });
});

describe('[law 7] a shared minute', () => {
  /** The most calls in any 60 seconds. */
  function mostInAMinute(seenAtMs: readonly number[]): number {
    const sorted = [...seenAtMs].sort((a, b) => a - b);
    let most = 0;
    for (let end = 0, start = 0; end < sorted.length; end += 1) {
      while ((sorted[end] ?? 0) - (sorted[start] ?? 0) >= 60_000) start += 1;
      most = Math.max(most, end - start + 1);
    }
    return most;
  }

  test('a process that starts after another was killed waits for its minute', async () => {
    const service = new CountingService({ perMinute: 100, perDay: 5_000 });
    const killed = service.process();
    for (let call = 0; call < 95; call += 1) await service.call(killed);
    const next = service.process();
    for (let call = 0; call < 120; call += 1) await service.call(next);
    expect(mostInAMinute(service.seenAtMs)).toBeLessThanOrEqual(100);
  });

  test('two that sync at once share the minute', async () => {
    const service = new CountingService({ perMinute: 100, perDay: 10_000 });
    const budgets = [service.process(), service.process()];
    await Promise.all(
      budgets.map(async (budget) => {
        for (let call = 0; call < 300; call += 1) await service.call(budget);
      }),
    );
    expect(mostInAMinute(service.seenAtMs)).toBeLessThanOrEqual(100);
  });

  test('one that begins while another is at full speed takes no more than its part, nor does the other', async () => {
    const service = new CountingService({ perMinute: 100, perDay: 10_000 });
    const first = service.process();
    const calls = async (budget: RequestBudget, count: number) => {
      for (let call = 0; call < count; call += 1) await service.call(budget);
    };
    await calls(first, 150);
    await Promise.all([calls(first, 300), calls(service.process(), 300)]);
    expect(mostInAMinute(service.seenAtMs)).toBeLessThanOrEqual(100);
  });
});
