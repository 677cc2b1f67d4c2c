import { describeSyncTypes } from './sync-types.ts';
import { SMALL_WORLD } from './world.ts';

describeSyncTypes(['III'], SMALL_WORLD, 120_000);
