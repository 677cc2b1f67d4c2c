import { expectEqualSides } from '../e2e/oracle.ts';
import { firstSyncUnderQuota } from './first-sync.suite.ts';

// The night between the first two days is the one in which New York's clocks are set back: a day of 25 hours.
firstSyncUnderQuota(
  {
    name: 'nineteen hundred services and parts',
    plan: { services: 900, parts: 1_000, items: 40 },
    endsOnDay: 2,
    restartsAfter: [300],
    downAtRest: 2,
    expectInStep: async (zoho) => (connection) => expectEqualSides(zoho, connection),
  },
  Date.parse('2026-10-31T15:00:00-04:00'),
  'America/New_York',
);
