import { describeSyncType } from './sync-types.ts';
import { SMALL_WORLD } from './world.ts';

describeSyncType('III', 'OVERWRITE', SMALL_WORLD);
describeSyncType('III', 'CLONE', SMALL_WORLD);
describeSyncType('IV', 'OVERWRITE', SMALL_WORLD);
describeSyncType('IV', 'CLONE', SMALL_WORLD);
