/**
 * A customer's stamp tells of its persons too. Whatever is agreed on about the customer alone, those whom this run has not
 * decided about are found by the next one.
 */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Bench } from '../harness.ts';
import { firm, human, person, Scene } from './scene.ts';

let bench: Bench;
let scene: Scene;
let acme: string;
let customer: string;

beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

/** Acme has Ada, and its stamps are known. */
beforeEach(async () => {
  scene = await Scene.open(bench);
  acme = await scene.people.addCompany(firm('Acme Elevators'));
  await scene.people.addContact(human('Ada', 'Byrne', acme));
  await scene.begin();
  await scene.sync();
  customer = String((await scene.customerOf(acme)).contact_id);
});

const WEBSITE = 'https://acme.example.com';
const addLena = () => scene.people.addPerson(customer, person('Lena', 'Haddad'));
const pass = () => scene.zoho.advance(600_000);

/** The next sync carries Lena, and those after it have nothing to do. */
async function expectLena(...others: readonly string[]): Promise<void> {
  await scene.zoho.clearFaults();
  await pass();
  await scene.sync();
  const lasts = (await scene.people.contacts()).map(({ Last_Name }) => Last_Name).sort();
  expect(lasts).toEqual(['Byrne', 'Haddad', ...others]);
  await scene.expectQuiet();
}

it('finds a person that was added before a run which is cancelled once the customer is written', async () => {
  await scene.people.editCompany(acme, { Website: WEBSITE });
  await addLena();
  await pass();
  await scene.zoho.fault({ product: 'books', method: 'PUT', times: 1, effect: { kind: 'delay', ms: 1_500 } });
  await scene.zoho.forgetCalls();
  const id = await scene.connection.beginSync();
  await scene.untilCalled('PUT', '/contacts/{id}');
  await scene.connection.cancel(id);
  expect((await scene.connection.ended(id)).state).toBe('CANCELLED');
  expect(await scene.people.customer(customer)).toMatchObject({ website: WEBSITE });
  await expectLena();
});

it('finds a person of a customer that was synced by itself', async () => {
  await scene.people.editCustomer(customer, { website: WEBSITE });
  await addLena();
  await pass();
  await scene.connection.ended(await scene.connection.special.record({ booksId: customer }));
  expect((await scene.people.company(acme)).Website).toBe(WEBSITE);
  await expectLena();
});

it('finds a person beside whom another one was added by a sync of that one alone', async () => {
  const max = await scene.people.addContact(human('Max', 'Okafor', acme));
  await addLena();
  await pass();
  const alone = await scene.connection.special.record({ fsmId: max, module: 'Contacts' });
  await scene.connection.ended(alone);
  expect(await scene.namesOf(customer)).toEqual(['Ada Byrne *', 'Lena Haddad', 'Max Okafor']);
  await expectLena('Okafor');
});

it('finds a person that was added between two looks at a customer to which nothing is written', async () => {
  // Edited alike on both sides: both are looked at once more, and need nothing.
  await scene.people.editCompany(acme, { Website: WEBSITE });
  await scene.people.editCustomer(customer, { website: WEBSITE });
  await pass();
  const list = { product: 'fsm', method: 'GET', route: '/fsm/v1/Companies' };
  await scene.zoho.fault({ ...list, effect: { kind: 'delay', ms: 1_500 } });
  await scene.zoho.forgetCalls();
  const id = await scene.connection.beginSync();
  await scene.untilCalled('GET', '/contacts/{id}');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await addLena();
  await scene.connection.ended(id);
  await expectLena();
});
