/** What every quota ledger must do: the one in memory that tests use, and the one in the database. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuotaAsk, QuotaLedger, QuotaPlace, QuotaReport } from '../../src/zoho/ports.ts';

const NOON_MS = Date.UTC(2026, 10, 27, 12);
const MIDNIGHT_MS = Date.UTC(2026, 10, 28);

const newPlace = (): QuotaPlace => ({ place: 'EU', service: 'books', organizationId: randomUUID() });

const report = (changes: Partial<QuotaReport> = {}): QuotaReport => ({
  day: '2026-11-27',
  resetAtMs: MIDNIGHT_MS,
  made: 0,
  told: null,
  limit: null,
  ...changes,
});

const ask = (changes: Partial<QuotaAsk> = {}, said: Partial<QuotaReport> = {}): QuotaAsk => ({
  report: report(said),
  nowMs: NOON_MS,
  holder: 'one',
  priority: 'background',
  wanted: 20,
  documented: 100,
  reserveShare: 0.15,
  ...changes,
});

export function quotaLedgerSuite(name: string, ledger: () => QuotaLedger): void {
  describe(`quota ledger: ${name}`, () => {
    /** Takes until nothing more is given; answers how much that was. */
    async function drain(of: QuotaPlace, changes: Partial<QuotaAsk> = {}): Promise<number> {
      for (let sum = 0; ; ) {
        const { calls } = await ledger().take(of, ask(changes));
        if (calls === 0) return sum;
        sum += calls;
      }
    }

    it('hands out the day less the reserve, and the reserve to people only', async () => {
      const of = newPlace();
      expect(await drain(of)).toBe(85);
      expect(await drain(of, { priority: 'people', reserveShare: 0, wanted: 5 })).toBe(15);
    });

    it('gives every organisation, service, place and day its own calls', async () => {
      const of = newPlace();
      await drain(of);
      for (const other of [
        { ...of, place: 'US' },
        { ...of, service: 'fsm' as const },
        { ...of, organizationId: randomUUID() },
      ]) {
        expect((await ledger().take(other, ask())).calls).toBe(20);
      }
      expect((await ledger().take(of, ask({}, { day: '2026-11-28' }))).calls).toBe(20);
    });

    it('hands out again what was given back', async () => {
      const of = newPlace();
      await drain(of);
      await ledger().giveBack(of, 12, report());
      expect(await drain(of)).toBe(12);
    });

    it('believes the service when it tells of more calls than were handed out', async () => {
      const of = newPlace();
      await ledger().take(of, ask());
      // 20 handed out and made, 60 used: other programs made 40.
      expect((await ledger().take(of, ask({}, { made: 20, told: 60, limit: 100 }))).calls).toBe(20);
      expect((await ledger().take(of, ask())).calls).toBe(5);
    });

    it('believes its own count when the service tells of fewer', async () => {
      const of = newPlace();
      for (let block = 0; block < 4; block += 1) await ledger().take(of, ask());
      expect((await ledger().take(of, ask({}, { made: 5, told: 5, limit: 100 }))).calls).toBe(5);
    });

    it('counts calls handed out and not made on top of what the service told', async () => {
      const of = newPlace();
      await ledger().take(of, ask({ holder: 'two' }));
      await ledger().take(of, ask());
      // All 20 of `one` are in the 50 that were told; the 20 of `two` may come on top.
      expect((await ledger().take(of, ask({}, { made: 20, told: 50, limit: 100 }))).calls).toBe(15);
    });

    it('takes the limit that the service tells for the one that was documented', async () => {
      const of = newPlace();
      await ledger().take(of, ask({}, { told: 0, limit: 40 }));
      expect(await drain(of)).toBe(14);
    });

    it('counts without an end where there is no limit', async () => {
      const of = newPlace();
      for (let block = 0; block < 10; block += 1) {
        expect((await ledger().take(of, ask({ documented: null }))).calls).toBe(20);
      }
    });

    it('says when the day ends, as the service told it where it did', async () => {
      const of = newPlace();
      expect((await ledger().take(of, ask())).resetAtMs).toBe(MIDNIGHT_MS);
      const told = { told: 1, limit: 100, resetAtMs: MIDNIGHT_MS + 5_000 };
      expect((await ledger().take(of, ask({}, told))).resetAtMs).toBe(MIDNIGHT_MS + 5_000);
      expect((await ledger().take(of, ask({ holder: 'two' }))).resetAtMs).toBe(MIDNIGHT_MS + 5_000);
    });

    it('knows who else syncs, and what they took in the last minute', async () => {
      const of = newPlace();
      await ledger().take(of, ask({ holder: 'two' }));
      await ledger().take(of, ask({ holder: 'api', priority: 'people', wanted: 5 }));
      const grant = await ledger().take(of, ask());
      expect(grant).toMatchObject({ holders: 2, othersLately: 25, othersForPeopleLately: 5 });
      const later = await ledger().take(of, ask({ nowMs: NOON_MS + 80_000 }));
      expect(later).toMatchObject({ holders: 1, othersLately: 0, othersForPeopleLately: 0 });
    });

    it('hands no call out twice to those who ask at the same moment', async () => {
      const of = newPlace();
      const grants = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          ledger().take(of, ask({ holder: `holder ${index}`, wanted: 7 })),
        ),
      );
      expect(grants.reduce((sum, { calls }) => sum + calls, 0)).toBe(85);
    });

    it('[law 7] lets nobody pass the limit, whoever else calls, while what was told is true', async () => {
      const step = fc.record({
        who: fc.constantFrom('one', 'two', 'three'),
        people: fc.boolean(),
        wanted: fc.integer({ min: 1, max: 30 }),
        /** Share of what the process holds that it makes before it asks. */
        makes: fc.double({ min: 0, max: 1, noNaN: true }),
        others: fc.integer({ min: 0, max: 5 }),
        back: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const of = newPlace();
          const held = new Map<string, number>();
          let made = 0;
          let others = 0;
          for (const { who, people, wanted, makes, others: more, back } of steps) {
            const holds = held.get(who) ?? 0;
            const makesNow = Math.floor(holds * makes);
            made += makesNow;
            const said = { made: makesNow, told: made + others, limit: 100 };
            if (back) {
              await ledger().giveBack(of, holds - makesNow, report(said));
              held.set(who, 0);
            } else {
              const priority = people ? 'people' : 'background';
              const { calls } = await ledger().take(
                of,
                ask({ holder: who, priority, wanted, reserveShare: people ? 0 : 0.15 }, said),
              );
              const promised =
                made + others + [...held.values()].reduce((sum, one) => sum + one, 0) - makesNow;
              if (calls > 0) expect(promised + calls).toBeLessThanOrEqual(people ? 100 : 85);
              held.set(who, holds - makesNow + calls);
            }
            others += more;
          }
        }),
        { numRuns: 20 },
      );
    });
  });
}
