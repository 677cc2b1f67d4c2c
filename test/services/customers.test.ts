/** Customers at full size, which is too much for the default suite. */
import { describeSyncTypes } from '../e2e/customers/sync-types.ts';
import { FULL_WORLD } from '../e2e/customers/world.ts';

describeSyncTypes(['I', 'II', 'III', 'IV'], FULL_WORLD, 600_000);
