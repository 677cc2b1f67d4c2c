/** The full size takes minutes: on demand here; type IV always in test/services. */
import { describe } from 'vitest';
import { describeSyncTypes } from './sync-types.ts';
import { FULL_WORLD } from './world.ts';

describe.runIf(process.env.FIELDLEDGER_FULL_WORLDS === '1')('full worlds', () => {
  describeSyncTypes(['I', 'II', 'III', 'IV'], FULL_WORLD, 600_000);
});
