/** A generated world for each sync type and duplicate policy: what the first sync makes of it, and that the next is quiet. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connected, Run } from '../connected.ts';
import { Bench } from '../harness.ts';
import type { ZohoOrganization } from '../zoho.ts';
import { differences, expectHonestCustomerCounts, expectOutcomes } from './checks.ts';
import { type Expectation, expectFirstSync, type Policy, type SyncTypeName } from './oracle.ts';
import type { Snapshot } from './people.ts';
import type { WorldSize } from './plan.ts';
import { writesOf } from './scene.ts';
import { buildWorld, CURRENCIES } from './world.ts';

/** Law 5. */
export const QUIET_CALLS_MAX = 8;
/** Calls of a run for a record that failed before: its two ends are read, and one of them may be tried again. */
const CALLS_OF_A_FAILURE_MAX = 3;

const RULE: Readonly<Record<SyncTypeName, string>> = { I: 'T1', II: 'T2', III: 'T3', IV: 'T4' };

/** `waitMsMax`: for a run of the larger worlds. */
export function describeSyncTypes(types: readonly SyncTypeName[], size: WorldSize, waitMsMax: number): void {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start();
  }, waitMsMax);
  afterAll(() => bench.close());
  for (const type of types) {
    for (const policy of ['OVERWRITE', 'CLONE'] as const) {
      describeSyncType(() => bench, { type, policy, size, waitMsMax });
    }
  }
}

interface Course {
  readonly type: SyncTypeName;
  readonly policy: Policy;
  readonly size: WorldSize;
  readonly waitMsMax: number;
}

function describeSyncType(bench: () => Bench, { type, policy, size, waitMsMax }: Course): void {
  const { companies, contacts, customers, persons } = size;
  const world = `${companies} companies, ${contacts} contacts, ${customers} customers, ${persons} persons`;

  describe(`type ${type}, ${policy}: ${world}`, () => {
    let zoho: ZohoOrganization;
    let connection: Connected;
    let before: Snapshot;
    let run: Run;
    let after: Snapshot;
    let expected: Expectation;

    beforeAll(async () => {
      zoho = await bench().organization({}, { switches: { fsmContactEmailMandatory: false } });
      // A clone bears the name of what it was made from (M4).
      const allowDuplicateNames = policy === 'CLONE';
      const people = await buildWorld(zoho, { size, allowDuplicateNames });
      before = await people.snapshot();
      const booksCurrencies = CURRENCIES.books;
      expected = expectFirstSync(before, { type, policy, allowDuplicateNames, booksCurrencies });
      connection = await bench().connect(zoho, { syncType: `TYPE_${type}` });
      run = await connection.enable(policy, waitMsMax);
      after = await people.snapshot();
    }, waitMsMax);

    it(`[${RULE[type]}] [A1] [M1] [C1] [C2] makes both sides what the rules say`, () => {
      expect(differences(before, after, expected)).toEqual([]);
    });

    it('[L2] says of every record what became of it, and why', async () => {
      await expectOutcomes(connection, run, expected);
      await expectHonestCustomerCounts(connection, run);
    });

    it(
      'is followed by one that writes nothing',
      async () => {
        await zoho.advance(600_000);
        await zoho.forgetCalls();
        const again = await connection.sync(waitMsMax);
        expect(writesOf(await zoho.stats())).toEqual([]);
        await expectHonestCustomerCounts(connection, again);
        const failed = expected.outcomes.filter(({ outcome }) => outcome === 'FAILED').length;
        const { booksReads, fsmReads } = again.apiCalls;
        expect(booksReads + fsmReads).toBeLessThanOrEqual(QUIET_CALLS_MAX + failed * CALLS_OF_A_FAILURE_MAX);
      },
      waitMsMax,
    );
  });
}
