import { expect } from 'vitest';
import { differences, expectHonestCustomerCounts, expectOutcomes } from '../e2e/customers/checks.ts';
import { expectFirstSync } from '../e2e/customers/oracle.ts';
import { People } from '../e2e/customers/people.ts';
import { firstSyncUnderQuota } from './first-sync.suite.ts';

// Each customer is read by itself: the reading alone takes more than three days.
firstSyncUnderQuota(
  {
    name: 'three thousand customers',
    plan: { customers: 3_000, companies: 24, contacts: 48, overlap: 20 },
    endsOnDay: 3,
    // What was read of customers is kept in memory only: a restart costs a call more for each.
    restartsAfter: [60, 150],
    fails: true,
    // As the oracle takes the fields of customers.
    settings: { taxesEnabled: { books: true, fsm: true } },
    async expectInStep(zoho) {
      const people = new People(zoho);
      const before = await people.snapshot();
      const expected = expectFirstSync(before, {
        type: 'IV',
        policy: 'OVERWRITE',
        allowDuplicateNames: false,
        booksCurrencies: ['USD', 'EUR'],
      });
      return async (connection, run) => {
        expect(differences(before, await people.snapshot(), expected)).toEqual([]);
        await expectOutcomes(connection, run, expected);
        await expectHonestCustomerCounts(connection, run);
      };
    },
  },
  Date.parse('2026-10-31T15:00:00-04:00'),
  'America/New_York',
);
