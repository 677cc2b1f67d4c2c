/** A first sync that a day's quota does not hold: it waits, survives restarts, ends when it said, and passes no limit. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connected, Run } from '../e2e/connected.ts';
import type { Plan } from '../e2e/harness.ts';
import type { Row, ZohoOrganization } from '../e2e/zoho.ts';
import { QuotaBench } from './bench.ts';

export interface QuotaWorld {
  readonly name: string;
  readonly plan: Plan;
  /** Of the sandbox's organisation, beyond the plan. */
  readonly settings?: Row;
  /** On which day of the organisation the sync ends; 0: the day it began. */
  readonly endsOnDay: number;
  /** The product is stopped and started again after so many calls to Books. */
  readonly restartsAfter: readonly number[];
  /** The rest that is slept through by a product that does not run, counted from 1; left out: none. */
  readonly downAtRest?: number;
  /** Some of its records cannot be synced. */
  readonly fails?: boolean;
  /** Looks at the world before the sync; what comes back is called after it: both sides are as the rules say. */
  readonly expectInStep: (
    zoho: ZohoOrganization,
    connection: Connected,
  ) => Promise<(connection: Connected, run: Run) => Promise<void>>;
}

const DAY_MS = 86_400_000;
const PER_DAY = 1_000;
const PER_MINUTE = 100;
const RESERVE = 150;
const TEST_MS_MAX = 300_000;

interface BooksCalls {
  readonly made: number;
  readonly refused: number;
  readonly maxPerMinute: number;
}

/** Calls to Books since they were last forgotten. */
async function booksCalls(zoho: ZohoOrganization): Promise<BooksCalls> {
  const { body } = await zoho.control('GET', '/stats');
  const stats = body.organizations[zoho.credentials.booksOrganizationId];
  const rows: { product: string; count: number; status: number }[] = stats.calls;
  const books = rows.filter(({ product }) => product === 'books');
  return {
    made: books.reduce((sum, { count }) => sum + count, 0),
    refused: books.filter(({ status }) => status === 429).reduce((sum, { count }) => sum + count, 0),
    maxPerMinute: stats.maxPerMinute.books ?? stats.maxPerMinute,
  };
}

export function firstSyncUnderQuota(world: QuotaWorld, startMs: number, timeZone: string): void {
  const dayOf = (atMs: number) =>
    Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(timeZone).toPlainDate();
  const daysAfterStart = (atMs: number) => dayOf(startMs).until(dayOf(atMs)).days;

  describe(`[law 7] the first sync of ${world.name} with ${PER_DAY} calls a day`, () => {
    let bench: QuotaBench;
    beforeAll(async () => {
      bench = await QuotaBench.open(startMs - DAY_MS);
    });
    afterAll(() => bench.close());

    /** The state of the run once it rests or is over. */
    const restOrEnd = (runId: string) =>
      bench.until(async () => {
        const run = await bench.eta(runId);
        return (run.waitingUntil !== null || run.state !== 'RUNNING') && run.state !== 'QUEUED' ? run : null;
      }, 'a rest or the end of the run');

    /** The calls of the day, which begins to be counted anew. */
    async function expectWithinDay(zoho: ZohoOrganization): Promise<number> {
      const { made, refused } = await booksCalls(zoho);
      expect(refused).toBe(0);
      expect(made).toBeLessThanOrEqual(PER_DAY - RESERVE);
      await zoho.forgetCalls();
      return made;
    }

    it(
      'waits for each day, goes on after two restarts, and ends on the right day, as it said at first',
      async () => {
        const zoho = await bench.organization(
          { ...world.plan, timeZone },
          { perMinute: PER_MINUTE, perDay: PER_DAY },
        );
        if (world.settings !== undefined) await zoho.patch(world.settings);
        const connection = await bench.connect(zoho);
        // A look at the whole world takes more calls than a day has: it is taken the day before.
        await zoho.control('POST', '/limits', { perMinute: null, perDay: null });
        const inStep = await world.expectInStep(zoho, connection);
        await bench.clock.skip(startMs - bench.clock.nowMs());
        await zoho.control('POST', '/limits', { product: 'books', perMinute: PER_MINUTE, perDay: PER_DAY });
        await zoho.forgetCalls();
        const { forecast, quota } = await bench.outlook(connection.id);
        expect(quota.find(({ service }) => service === 'BOOKS')).toMatchObject({
          limit: PER_DAY,
          reserve: RESERVE,
        });
        const runId = await connection.begin();
        const beganMs = bench.clock.nowMs();
        const first = await bench.until(async () => (await bench.eta(runId)).eta, 'a first estimate');

        for (const calls of world.restartsAfter) {
          await bench.until(async () => (await booksCalls(zoho)).made > calls, `${calls} calls`);
          await bench.stop();
          await bench.start();
        }
        const days: number[] = [];
        let run = await restOrEnd(runId);
        while (run.state === 'RUNNING') {
          days.push(await expectWithinDay(zoho));
          expect(run.waitingFor).toContain('waiting for quota until');
          const midnight = Date.parse(run.waitingUntil ?? '');
          expect(dayOf(midnight).equals(dayOf(bench.clock.nowMs()).add({ days: 1 }))).toBe(true);
          expect(dayOf(midnight - 120_000).equals(dayOf(bench.clock.nowMs()))).toBe(true);
          const lease = await bench.app.database.prisma.lease.findFirst();
          expect(lease?.expiresAt.getTime()).toBeLessThanOrEqual(Date.now());
          const down = days.length === world.downAtRest;
          if (down) await bench.stop();
          await bench.clock.skip(midnight - bench.clock.nowMs() + 1_000);
          if (down) await bench.start();
          await bench.until(async () => (await bench.eta(runId)).waitingUntil === null, 'the run to go on');
          run = await restOrEnd(runId);
        }
        const now = connection.through(bench.api);
        const ended = await now.ended(runId);
        const endedMs = Date.parse(ended.endedAt ?? '');
        const { maxPerMinute } = await booksCalls(zoho);
        days.push(await expectWithinDay(zoho));
        expect(maxPerMinute).toBeLessThanOrEqual(PER_MINUTE);
        expect(ended.state).toBe(world.fails === true ? 'SUCCEEDED_WITH_FAILURES' : 'SUCCEEDED');
        expect(daysAfterStart(endedMs)).toBe(world.endsOnDay);
        expect(days).toHaveLength(world.endsOnDay + 1);
        // A day that was not enough was used up, but for blocks that restarts and the last calls left over.
        for (const made of days.slice(0, -1)) expect(made).toBeGreaterThanOrEqual(PER_DAY - RESERVE - 45);

        // What was said at first, against what came of it: within ten percent, and of the right day.
        const tookMs = endedMs - beganMs;
        expect(Math.abs(Date.parse(first.endsAt) - endedMs)).toBeLessThanOrEqual(tookMs / 10);
        expect(daysAfterStart(Date.parse(first.endsAt))).toBe(world.endsOnDay);
        const { booksReads, booksWrites, fsmReads, fsmWrites } = ended.apiCalls;
        const made = booksReads + booksWrites + fsmReads + fsmWrites;
        expect(Math.abs(first.calls - made)).toBeLessThanOrEqual(made / 10);
        expect(forecast?.problem).toBeNull();
        expect(Math.abs((forecast?.calls ?? 0) - made)).toBeLessThanOrEqual(made / 10);
        expect(daysAfterStart(Date.parse(forecast?.endsAt ?? ''))).toBe(world.endsOnDay);

        await zoho.control('POST', '/limits', { perMinute: null, perDay: null });
        await inStep(now, ended);
      },
      TEST_MS_MAX,
    );
  });
}
