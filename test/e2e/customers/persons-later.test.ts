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

/** Begins a sync that stands still for a while after its first write to Books. */
async function held(ms: number): Promise<string> {
  await pass();
  await scene.zoho.fault({ product: 'books', method: 'PUT', nth: 2, effect: { kind: 'delay', ms } });
  await scene.zoho.forgetCalls();
  const id = await scene.connection.beginSync();
  await scene.untilCalled('PUT', '/contacts/{id}');
  return id;
}

/** A sync that writes to the customers of both companies, and is cancelled before it comes to any person. */
async function syncCutOff(website: string, ...companies: readonly [string, string]): Promise<void> {
  for (const company of companies) await scene.people.editCompany(company, { Website: website });
  const id = await held(3_000);
  await scene.connection.cancel(id);
  expect((await scene.connection.ended(id)).state).toBe('CANCELLED');
  for (const company of companies) expect(await scene.customerOf(company)).toMatchObject({ website });
}

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
  const globex = await scene.people.addCompany(firm('Globex Heating'));
  await scene.sync();
  await addLena();
  await syncCutOff(WEBSITE, acme, globex);
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

it('finds a person that was added while a run went on, though the next one is cancelled before it comes to persons', async () => {
  const globex = await scene.people.addCompany(firm('Globex Heating'));
  const more: string[] = [];
  for (const name of ['Bea', 'Cal', 'Dan', 'Eve', 'Fay'])
    more.push(await scene.people.addContact(human(name, 'Zuse', globex)));
  const initech = await scene.people.addCompany(firm('Initech'));
  await scene.sync();
  // So much that the run looks at the end for what was edited meanwhile, and the next one reads from there.
  await scene.people.editCompany(globex, { Website: WEBSITE });
  for (const contact of more) await scene.people.editContact(contact, { Phone: '+1 312 555 0160' });
  const id = await held(5_000);
  await addLena();
  await scene.connection.ended(id);
  await scene.zoho.clearFaults();
  await syncCutOff('https://www.example.com', globex, initech);
  await expectLena(...more.map(() => 'Zuse'));
});
