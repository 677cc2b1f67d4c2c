/** What a run does when a service stays away, and when it waits for a quota: through the API. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OUTAGE_RESTS_MS, restOf } from '../../src/jobs/ending.ts';
import { expectEqualSides } from '../e2e/oracle.ts';
import { QuotaBench } from './bench.ts';

const TEST_MS_MAX = 240_000;

let bench: QuotaBench;
beforeAll(async () => {
  bench = await QuotaBench.open(Date.parse('2026-11-27T09:00:00Z'));
});
afterAll(() => bench.close());

const unlimited = { perMinute: null, perDay: null };

const waiting = (runId: string) =>
  bench.until(async () => {
    const run = await bench.eta(runId);
    return run.state === 'RUNNING' && run.waitingUntil !== null ? run : null;
  }, 'a run that waits');

const skipTo = (until: string | null) =>
  bench.clock.skip(Date.parse(until ?? '') - bench.clock.nowMs() + 1_000);

describe('a service that is unavailable', () => {
  it(
    'is waited for three times, longer each time; then the run fails, and the next one does the rest',
    async () => {
      const zoho = await bench.organization({ services: 5, parts: 5, items: 3 }, unlimited);
      const connection = await bench.connect(zoho);
      await zoho.fault({
        product: 'books',
        route: '/books/v3/items',
        effect: { kind: 'status', status: 503 },
      });
      const runId = await connection.begin();
      for (const restMs of OUTAGE_RESTS_MS) {
        const run = await waiting(runId);
        const leftMs = Date.parse(run.waitingUntil ?? '') - bench.clock.nowMs();
        expect(leftMs).toBeLessThanOrEqual(restMs);
        expect(leftMs).toBeGreaterThan(restMs - 120_000);
        expect(run.waitingFor).toMatch(/^service unavailable, trying again at /);
        await skipTo(run.waitingUntil);
        await bench.until(
          async () => (await bench.eta(runId)).waitingUntil !== run.waitingUntil,
          'another try',
        );
      }
      const ended = await connection.ended(runId);
      expect(ended).toMatchObject({ state: 'FAILED', error: { code: 'SERVICE_UNAVAILABLE' } });
      await zoho.clearFaults();
      expect((await connection.sync()).state).toBe('SUCCEEDED');
      await expectEqualSides(zoho, connection);
    },
    TEST_MS_MAX,
  );

  it(
    'goes on with the run where it was, when it comes back during the rest',
    async () => {
      const zoho = await bench.organization({ services: 5, parts: 5, items: 3 }, unlimited);
      const connection = await bench.connect(zoho);
      await zoho.fault({
        product: 'books',
        route: '/books/v3/items',
        effect: { kind: 'status', status: 503 },
      });
      const runId = await connection.begin();
      const run = await waiting(runId);
      await zoho.clearFaults();
      await skipTo(run.waitingUntil);
      expect(await connection.ended(runId)).toMatchObject({ state: 'SUCCEEDED', waitingFor: null });
      await expectEqualSides(zoho, connection);
    },
    TEST_MS_MAX,
  );

  it('is the only failure that is waited for, and only so often', () => {
    const failed = {
      kind: 'failed',
      code: 'SERVICE_UNAVAILABLE',
      message: 'FSM is away',
      retryable: true,
    } as const;
    expect(restOf(failed, 0, 1_000)).toMatchObject({ untilMs: 1_000 + 5 * 60_000, outage: true });
    expect(restOf(failed, 3, 1_000)).toBeNull();
    expect(restOf({ kind: 'failed', code: 'MAPPING_INVALID', message: '' }, 0, 1_000)).toBeNull();
    expect(restOf({ kind: 'finished', failed: 0 }, 0, 1_000)).toBeNull();
  });
});

describe('a run that waits for quota', () => {
  it(
    'shows until when, leaves the connection to nobody, and can be cancelled',
    async () => {
      const zoho = await bench.organization(
        { services: 40, parts: 40, timeZone: 'Asia/Kolkata' },
        { perMinute: null, perDay: 50 },
      );
      const connection = await bench.connect(zoho);
      const runId = await connection.begin();
      const run = await waiting(runId);
      // Midnight in Kolkata.
      expect(run.waitingUntil).toMatch(/^2026-11-27T18:30:0/);
      expect(run.waitingFor).toContain('waiting for quota until 2026-11-27T18:30:0');
      expect(run.eta).toMatchObject({ basis: 'QUOTA' });
      const { quota } = await bench.outlook(connection.id);
      const books = quota.find(({ service }) => service === 'BOOKS');
      expect(books).toMatchObject({ limit: 50, reserve: 8 });
      expect(books?.remaining).toBeGreaterThanOrEqual(8);
      expect((books?.used ?? 0) + (books?.remaining ?? 0)).toBe(50);
      expect(books?.resetsAt).toMatch(/^2026-11-27T18:30:0/);
      await connection.cancel(runId);
      expect(await connection.ended(runId)).toMatchObject({ state: 'CANCELLED', waitingUntil: null });
    },
    TEST_MS_MAX,
  );

  it(
    'leaves more to people when the reserve is larger',
    async () => {
      const zoho = await bench.organization({ services: 40, parts: 40 }, { perMinute: null, perDay: 100 });
      const connection = await bench.connect(zoho);
      expect(await bench.setReserve(connection.id, 60)).toMatchObject({ quotaReservePercent: 60 });
      expect(await bench.setReserve(connection.id, 91)).toMatchObject({ code: 'VALIDATION_FAILED' });
      await waiting(await connection.begin());
      const { quota } = await bench.outlook(connection.id);
      const books = quota.find(({ service }) => service === 'BOOKS');
      expect(books).toMatchObject({ reserve: 60 });
      expect(books?.remaining).toBeGreaterThanOrEqual(60);
    },
    TEST_MS_MAX,
  );
});
