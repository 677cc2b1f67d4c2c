/** Customers at full size, which is too much for the default suite. The other types take too long for every check: on demand. */
import { describeSyncTypes } from '../e2e/customers/sync-types.ts';
import { FULL_WORLD } from '../e2e/customers/world.ts';

describeSyncTypes(['IV'], FULL_WORLD, 600_000);
