import { describeSyncType } from './sync-types.ts';
import { SMALL_WORLD } from './world.ts';

describeSyncType('I', 'OVERWRITE', SMALL_WORLD);
describeSyncType('I', 'CLONE', SMALL_WORLD);
describeSyncType('II', 'OVERWRITE', SMALL_WORLD);
describeSyncType('II', 'CLONE', SMALL_WORLD);
