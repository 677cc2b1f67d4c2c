/** A small world for changes of the sync type, and what is asked of it. */
import { expect } from 'vitest';
import type { SyncType } from '../gql/graphql.ts';
import type { Connected, Run } from './connected.ts';
import { Customers } from './customers.ts';
import type { Bench } from './harness.ts';
import { expectQuietSync } from './oracle.ts';
import type { ZohoOrganization } from './zoho.ts';

export interface World {
  readonly zoho: ZohoOrganization;
  readonly customers: Customers;
  readonly connection: Connected;
}

/**
 * Oak with Ann and Ben and Bob alone in FSM; Elm with Cid and Fay and Dee alone in Books; Fir on both sides, without
 * anybody. Synced once with the type.
 */
export async function world(bench: Bench, type: SyncType): Promise<World> {
  const zoho = await bench.organization({});
  const customers = new Customers(zoho);
  const oak = await customers.addCompany('Oak');
  await customers.addContact('Ann', oak);
  await customers.addContact('Ben', oak);
  await customers.addContact('Bob');
  await customers.addCompany('Fir');
  await customers.addBusiness('Elm', ['Cid', 'Fay']);
  await customers.addBusiness('Fir');
  await customers.addIndividual('Dee');
  const connection = await bench.connect(zoho, { syncType: type });
  await expectSuccess(connection, await connection.enable());
  await zoho.advance(600_000);
  return { zoho, customers, connection };
}

async function expectSuccess(connection: Connected, { id, state }: Run): Promise<void> {
  const failed = await connection.log(id, ['FAILED']);
  expect({ state, failed: failed.map(({ reason }) => reason?.message) }).toEqual({
    state: 'SUCCEEDED',
    failed: [],
  });
}

/** The plan's steps, as `MOVE CONTACT_PERSON 2`; at most: `~2`; not known: `?`. */
export async function planned({ connection }: World, to: SyncType) {
  const plan = await connection.planSyncType(to);
  const steps = plan.steps.map(({ action, kind, direction, count, atMost }) =>
    [action, kind, direction, count === null ? '?' : `${atMost ? '~' : ''}${count}`]
      .filter((part) => part !== null)
      .join(' '),
  );
  return { steps, token: plan.token ?? '', plan };
}

export async function change(of: World, to: SyncType, steps: readonly string[]): Promise<Run> {
  const { steps: found, token } = await planned(of, to);
  expect(found).toEqual(steps);
  expect(await of.connection.changeSyncType(to, token)).toMatchObject({
    __typename: 'Connection',
    syncType: to,
  });
  const run = await of.connection.sync();
  await expectSuccess(of.connection, run);
  expect(run.scope).toBe('AFFECTED');
  await of.zoho.advance(600_000);
  return run;
}

/** Neither writes nor anything new on either side. */
export async function expectQuiet({ zoho, connection, customers }: World): Promise<void> {
  const before = await customers.all();
  expect((await expectQuietSync(zoho, connection)).state).toBe('SUCCEEDED');
  expect(await customers.all()).toEqual(before);
}

export const created = (run: Run): { books: number; fsm: number } => {
  const pair = run.pairs.find((one) => one.pair === 'CUSTOMERS');
  return { books: pair?.toBooks.created ?? 0, fsm: pair?.toFsm.created ?? 0 };
};

export async function kinds({ connection }: World): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { kind, state } of await connection.links()) {
    const name = state === 'LINKED' ? kind : `${kind} ${state}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
