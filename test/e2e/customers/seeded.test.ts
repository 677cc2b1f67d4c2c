/** The records that the sandbox generates by itself, as the demo shows them, held against the same oracle. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bench } from '../harness.ts';
import { differences, expectHonestCustomerCounts, expectOutcomes } from './checks.ts';
import { expectFirstSync } from './oracle.ts';
import { Scene } from './scene.ts';

const PLAN = { companies: 40, contacts: 90, customers: 50, overlap: 25 };

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

it('[T4] syncs a generated organisation as the rules say, and is quiet afterwards', async () => {
  const settings = { taxesEnabled: { books: true, fsm: true } };
  const scene = await Scene.open(bench, { plan: PLAN, settings });
  const before = await scene.people.snapshot();
  const booksCurrencies = ['USD', 'EUR'];
  const expected = expectFirstSync(before, {
    type: 'IV',
    policy: 'OVERWRITE',
    allowDuplicateNames: false,
    booksCurrencies,
  });
  const run = await scene.begin();
  expect(differences(before, await scene.people.snapshot(), expected)).toEqual([]);
  await expectOutcomes(scene.connection, run, expected);
  await expectHonestCustomerCounts(scene.connection, run);
  await scene.expectQuiet();
});
