/** The contract of `SyncStore`: what the engine relies on, whatever keeps the data. */
import { afterAll, beforeAll, describe } from 'vitest';
import { committingContract } from './contract/committing.ts';
import { fencingContract } from './contract/fencing.ts';
import type { ConnectionFixture, OpenStore, StoreFixture } from './contract/fixture.ts';
import { parentsContract } from './contract/parents.ts';
import { planningContract } from './contract/planning.ts';
import { previewsContract } from './contract/previews.ts';
import { pendingContract, stagingContract, stateContract } from './contract/reading.ts';
import { resumingContract } from './contract/resuming.ts';
import { settlingContract } from './contract/settling.ts';
import { unitsContract } from './contract/units.ts';

export function syncStoreContract(name: string, open: OpenStore): void {
  describe(`SyncStore ${name}`, () => {
    let fixture: StoreFixture;
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture.close());
    const connect = (): Promise<ConnectionFixture> => fixture.newConnection();
    stateContract(connect);
    stagingContract(connect);
    pendingContract(connect);
    resumingContract(connect);
    unitsContract(connect);
    parentsContract(connect);
    planningContract(connect);
    previewsContract(connect);
    committingContract(connect);
    settlingContract(connect);
    fencingContract(connect);
  });
}
