/** Whole sessions against the sandbox's limits and faults. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { QuotaExhausted, WriteInDoubt } from '../../src/engine/errors.ts';
import type { ServiceModule } from '../../src/engine/services.ts';
import { BudgetRegistry } from '../../src/zoho/budget/registry.ts';
import { documentedLimits, sandboxLimits } from '../../src/zoho/limits.ts';
import { probeCapabilities } from '../../src/zoho/probes.ts';
import { openZohoSession, type SessionOptions } from '../../src/zoho/session.ts';
import { MemoryQuotaLedger } from '../support/memory-quota.ts';
import { SandboxBench, type SharedClock, UNLIMITED_ALL as unlimited } from './sandbox-bench.ts';
import { ITEM_FIELDS, never, RecordingLog } from './surroundings.ts';

let bench: SandboxBench;
let harness: SandboxBench['harness'];
let clock: SharedClock;
const session = (changes: Partial<SessionOptions> = {}) => bench.session(changes);

beforeEach(async () => {
  bench = await SandboxBench.open();
  ({ harness, clock } = bench);
});
afterEach(() => bench.close());

async function names(module: ServiceModule): Promise<string[]> {
  const found: string[] = [];
  for await (const page of module.list(null, never)) {
    for (const record of page.records) found.push(String(record.values.name ?? record.values.Name));
  }
  return found.toSorted();
}

const create = (module: ServiceModule, name: string) => module.create({ name, rate: '1' }, name, never);

describe('limits', () => {
  test('no call is refused, whatever is asked for at once', async () => {
    await harness.control('POST', '/limits', { perMinute: 40, perDay: 2_000, concurrent: 5 });
    const one = session();
    const items = one.module('BOOKS', 'items', ITEM_FIELDS.BOOKS);
    const parts = one.module('FSM', 'Service_And_Parts', ITEM_FIELDS.FSM);
    await Promise.all([
      ...Array.from({ length: 130 }, (_, index) => create(items, `New ${index}`)),
      ...Array.from({ length: 90 }, (_, index) => parts.get(`24110000003300${10 + index}`, never)),
    ]);
    const stats = await harness.stats();
    expect(stats.refused).toBe(0);
    expect(stats.services.books.maxPerMinute).toBeLessThanOrEqual(40);
    expect(stats.services.books.peakConcurrency).toBeLessThanOrEqual(4);
    expect(stats.services.fsm.maxPerMinute).toBeLessThanOrEqual(40);
    expect(one.calls()).toMatchObject({ booksWrites: 130, fsmReads: 90 });
    expect([one.concurrency('BOOKS'), one.concurrency('FSM')]).toEqual([4, 4]);
  });

  test('two sessions of one organisation keep the limits together', async () => {
    await harness.control('POST', '/limits', { ...unlimited, perMinute: 30, concurrent: 3 });
    const budgets = new BudgetRegistry();
    const [one, other] = [session({ budgets }), session({ budgets })].map((opened) =>
      opened.module('BOOKS', 'items', ITEM_FIELDS.BOOKS),
    );
    await Promise.all(
      [one, other].flatMap((items) => Array.from({ length: 40 }, () => items?.get('1', never))),
    );
    const stats = await harness.stats();
    expect([stats.refused, stats.reads]).toEqual([0, 80]);
    expect(stats.services.books.maxPerMinute).toBeLessThanOrEqual(30);
  });

  test("the day's reserve is never used by a sync, and people may use it", async () => {
    await harness.control('POST', '/limits', { ...unlimited, perDay: 40 });
    const items = session().module('BOOKS', 'items', ITEM_FIELDS.BOOKS);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => create(items, `New ${index}`)),
    );
    const refused = outcomes
      .filter((outcome) => outcome.status === 'rejected')
      .map((outcome) => outcome.reason);
    expect(outcomes.length - refused.length).toBe(34);
    expect(
      refused.every((reason) => reason instanceof QuotaExhausted && reason.resumeAtMs > clock.nowMs()),
    ).toBe(true);
    expect((await harness.stats()).refused).toBe(0);
    const people = session({ priority: 'people' }).module('BOOKS', 'items', ITEM_FIELDS.BOOKS);
    expect(await people.count(400, never)).toBe(334);
  });

  test('a sync that rested for the day goes on when the next has begun', async () => {
    await harness.control('POST', '/limits', { ...unlimited, perDay: 10 });
    const items = session().module('BOOKS', 'items', ITEM_FIELDS.BOOKS);
    const rest = async (): Promise<QuotaExhausted> => {
      for (;;) {
        const error = await items.get('1', never).catch((thrown: unknown) => thrown);
        if (error instanceof QuotaExhausted) return error;
        expect(error).toBeNull();
      }
    };
    const { resumeAtMs } = await rest();
    await clock.sleep(resumeAtMs - clock.nowMs() + 1_000, never);
    expect(await items.get('1', never)).toBeNull();
    expect((await harness.stats()).refused).toBe(0);
  });

  test('a quota that takes nothing back fails no run, and the other service is given its own', async () => {
    await harness.control('POST', '/limits', { ...unlimited, perDay: 1_000 });
    const [ledger, log] = [new MemoryQuotaLedger(), new RecordingLog()];
    const given: string[] = [];
    ledger.giveBack = async ({ service }) => {
      given.push(service);
      throw new Error('the database is gone');
    };
    const quota = { ledger, holder: 'one', timeZone: 'UTC' };
    const one = openZohoSession(bench.options({ quota, log }));
    await one.module('BOOKS', 'items', ITEM_FIELDS.BOOKS).get('1', never);
    await one.module('FSM', 'Service_And_Parts', ITEM_FIELDS.FSM).get('1', never);
    await one.close();
    expect(given.toSorted()).toEqual(['books', 'fsm']);
    expect(log.lines.filter((line) => line.includes('could not be given back'))).toHaveLength(2);
  });

  test('the sandbox tells its limits; where it does not, the lowest documented ones hold', async () => {
    await harness.control('POST', '/limits', { ...unlimited, perMinute: 77 });
    const { booksOrganizationId } = harness.organization;
    const told = sandboxLimits(harness.sandbox.url, booksOrganizationId);
    expect(await told.limits('books')).toMatchObject({ perMinute: 77, perDay: null, concurrent: null });
    const unknown = sandboxLimits(harness.sandbox.url, 'no-such-organisation');
    expect(await unknown.limits('books')).toEqual({ perMinute: 100, perDay: 1_000, concurrent: 5 });
  });

  test('plans and editions are found case aside', async () => {
    const limits = documentedLimits({ product: 'BOOKS', booksPlan: 'PROFESSIONAL', fsmEdition: 'premium' });
    expect(await limits.limits('books')).toEqual({ perMinute: 100, perDay: 5_000, concurrent: 10 });
    expect(await limits.limits('fsm')).toEqual({ perMinute: 2_500, perDay: 100_000, concurrent: 15 });
    expect((await documentedLimits({ product: 'INVOICE' }).limits('books')).perDay).toBe(1_000);
  });
});

describe('faults', () => {
  const faults = [
    { kind: 'status', status: 500 },
    { kind: 'status', status: 429 },
    { kind: 'drop', when: 'before' },
    { kind: 'drop', when: 'after' },
    { kind: 'truncate' },
    { kind: 'html' },
  ];

  test('a storm over creates leaves each record once, or in doubt, never twice', async () => {
    await harness.control('POST', '/limits', unlimited);
    for (const effect of faults)
      await harness.control('POST', '/faults', { product: 'books', probability: 0.06, effect });
    const items = session().module('BOOKS', 'items', ITEM_FIELDS.BOOKS);
    const titles = Array.from({ length: 80 }, (_, index) => `Storm ${index}`);
    const outcomes = await Promise.allSettled(titles.map((title) => create(items, title)));
    await harness.control('DELETE', '/faults');
    const stored = (await names(items)).filter((name) => name.startsWith('Storm'));
    expect(new Set(stored).size).toBe(stored.length);
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') expect(stored).toContain(titles[index]);
      else expect(outcome.reason).toBeInstanceOf(WriteInDoubt);
    }
    expect(outcomes.some((outcome) => outcome.status === 'rejected')).toBe(true);
  });

  test('with a unique field the same storm leaves nothing in doubt and nothing twice', async () => {
    await harness.control('POST', '/limits', unlimited);
    await harness.patch({ capabilities: { uniqueField: true } });
    const capabilities = await probeCapabilities(session(), never);
    expect(capabilities.uniqueFieldItems).toBe('cf_fieldledger_id');
    for (const effect of faults)
      await harness.control('POST', '/faults', { product: 'books', probability: 0.05, effect });
    const items = session({ capabilities }).module('BOOKS', 'items', ITEM_FIELDS.BOOKS);
    const titles = Array.from({ length: 80 }, (_, index) => `Storm ${index}`);
    await Promise.all(titles.map((title) => create(items, title)));
    await harness.control('DELETE', '/faults');
    const stored = (await names(items)).filter((name) => name.startsWith('Storm'));
    expect(stored).toEqual(titles.toSorted());
  });

  test('a storm over a listing loses no row', async () => {
    await harness.control('POST', '/limits', unlimited);
    const items = session().module('BOOKS', 'items', ITEM_FIELDS.BOOKS);
    const calm = await names(items);
    for (const effect of faults) await harness.control('POST', '/faults', { probability: 0.08, effect });
    expect(await names(items)).toEqual(calm);
    expect(calm).toHaveLength(300);
  });

  test('an access token that Zoho has forgotten is replaced', async () => {
    await harness.control('POST', '/limits', unlimited);
    const items = session().module('BOOKS', 'items', ITEM_FIELDS.BOOKS);
    await items.count(300, never);
    await harness.control('POST', '/faults', {
      product: 'books',
      times: 1,
      effect: { kind: 'status', status: 401 },
    });
    expect(await items.count(300, never)).toBe(300);
  });
});
