/** One world for each sync type and duplicate policy: what the first sync makes of it, and that the second one is quiet. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connected, Run } from '../connected.ts';
import { Bench } from '../harness.ts';
import type { ZohoOrganization } from '../zoho.ts';
import { differences, expectHonestCustomerCounts, expectOutcomes } from './checks.ts';
import { type Expectation, expectFirstSync, type Policy, type SyncTypeName } from './oracle.ts';
import type { People, Snapshot } from './people.ts';
import type { WorldSize } from './plan.ts';
import { buildWorld, CURRENCIES } from './world.ts';

/** Law 5. */
export const QUIET_CALLS_MAX = 8;

export function describeSyncType(type: SyncTypeName, policy: Policy, size: WorldSize): void {
  const { companies, contacts, customers, persons } = size;
  const world = `${companies} companies, ${contacts} contacts, ${customers} customers, ${persons} persons`;

  describe(`type ${type}, ${policy}: ${world}`, () => {
    let bench: Bench;
    let zoho: ZohoOrganization;
    let people: People;
    let connection: Connected;
    let before: Snapshot;
    let run: Run;
    let after: Snapshot;
    let expected: Expectation;

    beforeAll(async () => {
      bench = await Bench.start();
      zoho = await bench.organization({}, { switches: { fsmContactEmailMandatory: false } });
      // A clone bears the name of what it was made from (M4).
      const allowDuplicateNames = policy === 'CLONE';
      people = await buildWorld(zoho, { size, allowDuplicateNames });
      before = await people.snapshot();
      const booksCurrencies = CURRENCIES.books;
      expected = expectFirstSync(before, { type, policy, allowDuplicateNames, booksCurrencies });
      connection = await bench.connect(zoho, { syncType: `TYPE_${type}` });
      run = await connection.enable(policy);
      after = await people.snapshot();
    });
    afterAll(() => bench.close());

    it(`[T${['I', 'II', 'III', 'IV'].indexOf(type) + 1}] [A1] [M1] makes both sides what the rules say`, () => {
      expect(differences(before, after, expected)).toEqual([]);
    });

    it('[L2] says of every record what became of it, and why', async () => {
      await expectOutcomes(connection, run, expected);
      await expectHonestCustomerCounts(connection, run);
    });

    it('is followed by one that writes nothing', async () => {
      await zoho.advance(600_000);
      await zoho.forgetCalls();
      const again = await connection.sync();
      const { calls } = await zoho.stats();
      const writes = calls.filter(({ product, method, status }) => {
        return product !== 'oauth' && method !== 'GET' && status < 400;
      });
      expect(writes).toEqual([]);
      await expectHonestCustomerCounts(connection, again);
      const { booksWrites, fsmWrites, booksReads, fsmReads } = again.apiCalls;
      expect(booksWrites + fsmWrites).toBe(0);
      // What failed is looked at again each time, one call a record at most.
      const open = expected.outcomes.filter(({ outcome }) => outcome === 'FAILED').length;
      expect(booksReads + fsmReads).toBeLessThanOrEqual(QUIET_CALLS_MAX + 2 * open);
    });
  });
}
