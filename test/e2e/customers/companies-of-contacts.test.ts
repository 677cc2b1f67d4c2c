/** A contact joins a company, leaves it, or goes to another one; a company gets its first contact and loses its last. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Bench } from '../harness.ts';
import { firm, human, person, Scene } from './scene.ts';

let bench: Bench;
let scene: Scene;
let acme: string;
let globex: string;
let ada: string;
let max: string;

beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

/** Acme has Ada; Globex has nobody; Max stands alone. */
beforeEach(async () => {
  scene = await Scene.open(bench);
  const { people } = scene;
  acme = await people.addCompany(firm('Acme Elevators'));
  globex = await people.addCompany(firm('Globex Heating'));
  ada = await people.addContact(human('Ada', 'Byrne', acme));
  max = await people.addContact(human('Max', 'Okafor'));
  await scene.begin();
});

/** The records of Books that nobody stands for any more: none of them may come back to FSM, edited or not. */
async function expectLeftBehind(customerId: string, contacts: number): Promise<void> {
  await scene.people.editCustomer(customerId, { notes: 'Edited in Books' });
  await scene.expectQuiet();
  expect(await scene.people.contacts()).toHaveLength(contacts);
}

it('[T4] makes the only contact of a company the primary person of its customer', async () => {
  const customer = await scene.customerOf(acme);
  expect(await scene.namesOf(String(customer.contact_id))).toEqual(['Ada Byrne *']);
  expect(customer).toMatchObject({ customer_sub_type: 'business', company_name: 'Acme Elevators' });
  await scene.expectQuiet();
});

it('[T4] takes a contact that joins a company to the company’s customer, and leaves what it was', async () => {
  const before = await scene.link(max);
  const individual = await scene.customerOf(max);
  await scene.people.editContact(max, { Company: acme });
  const run = await scene.sync();
  expect(await scene.said(run)).toEqual(['TO_BOOKS CREATED']);
  const customer = String((await scene.customerOf(acme)).contact_id);
  expect(await scene.namesOf(customer)).toEqual(['Ada Byrne *', 'Max Okafor']);
  expect(await scene.people.customer(String(individual.contact_id))).toEqual(individual);
  const after = await scene.link(max);
  expect(after).toMatchObject({ id: before?.id, state: 'LINKED', books: { module: 'contact_persons' } });
  expect(after?.history.totalCount).toBe((before?.history.totalCount ?? 0) + 1);
  await expectLeftBehind(String(individual.contact_id), 2);
});

it('[T4] makes a contact that leaves its company a customer of its own, and leaves the person', async () => {
  const before = await scene.link(ada);
  const customer = String((await scene.customerOf(acme)).contact_id);
  await scene.people.editContact(ada, { Company: null });
  const run = await scene.sync();
  expect(await scene.said(run)).toEqual(['TO_BOOKS CREATED']);
  expect(await scene.customerOf(ada)).toMatchObject({
    customer_sub_type: 'individual',
    contact_name: 'Ada Byrne',
    email: 'ada.byrne@example.com',
  });
  expect(await scene.namesOf(customer)).toEqual(['Ada Byrne *']);
  const after = await scene.link(ada);
  expect(after).toMatchObject({ id: before?.id, state: 'LINKED', books: { module: 'contacts' } });
  expect(after?.history.totalCount).toBe((before?.history.totalCount ?? 0) + 1);
  await expectLeftBehind(customer, 2);
});

it('[T4] takes a contact that changes its company to the other customer, and leaves the person', async () => {
  const before = await scene.link(ada);
  const left = String((await scene.customerOf(acme)).contact_id);
  const joined = String((await scene.customerOf(globex)).contact_id);
  await scene.people.editContact(ada, { Company: globex, Phone: '+1 312 555 0142' });
  const run = await scene.sync();
  expect(await scene.said(run)).toEqual(['TO_BOOKS CREATED']);
  expect(await scene.namesOf(joined)).toEqual(['Ada Byrne *']);
  expect(await scene.people.personsOf(joined)).toMatchObject([{ phone: '+1 312 555 0142' }]);
  expect(await scene.namesOf(left)).toEqual(['Ada Byrne *']);
  expect(await scene.link(ada)).toMatchObject({ id: before?.id, state: 'LINKED' });
  await expectLeftBehind(left, 2);
  // And from then on the two are in step.
  const [moved] = await scene.people.personsOf(joined);
  const edit = person('Ada', 'Byrne', { phone: '+1 312 555 0143' });
  await scene.people.editPerson(joined, String(moved?.contact_person_id), edit);
  await scene.sync();
  expect((await scene.people.contact(ada)).Phone).toBe('+1 312 555 0143');
});

it('[T3] leaves a contact alone that leaves its company where nobody stands alone, until it has one again', async () => {
  const other = await Scene.open(bench, { type: 'III' });
  const firmOf = await other.people.addCompany(firm('Acme Elevators'));
  const eve = await other.people.addContact(human('Eve', 'Brandt', firmOf));
  await other.begin();
  const customer = String((await other.customerOf(firmOf)).contact_id);
  await other.people.editContact(eve, { Company: null, Phone: '+1 312 555 0149' });
  const run = await other.expectQuiet();
  expect(await other.said(run)).toEqual(['TO_BOOKS SKIPPED OUT_OF_SYNC_TYPE']);
  expect(await other.namesOf(customer)).toEqual(['Eve Brandt *']);
  await other.people.editContact(eve, { Company: firmOf });
  await other.sync();
  expect(await other.people.personsOf(customer)).toMatchObject([{ phone: '+1 312 555 0149' }]);
});

it('[D4] lets a contact wait that joins a company which is not synced, and keeps what it was', async () => {
  const idle = await scene.people.addCompany(firm('Idle Ltd', { $inactive: true }));
  const individual = String((await scene.customerOf(max)).contact_id);
  await scene.people.editContact(max, { Company: idle });
  const run = await scene.expectQuiet();
  expect(await scene.said(run)).toContain('TO_BOOKS SKIPPED COMPANY_NOT_SYNCED');
  expect((await scene.link(max))?.books?.id).toBe(individual);
  await scene.people.editCompany(idle, { $inactive: false });
  await scene.sync();
  const customer = String((await scene.customerOf(idle)).contact_id);
  expect(await scene.namesOf(customer)).toEqual(['Max Okafor *']);
  await scene.expectQuiet();
});

it('[T4] makes a company’s first contact the primary person, and later ones further persons', async () => {
  const customer = String((await scene.customerOf(globex)).contact_id);
  expect(await scene.namesOf(customer)).toEqual([]);
  await scene.people.addContact(human('Eve', 'Nakamura', globex));
  await scene.sync();
  expect(await scene.namesOf(customer)).toEqual(['Eve Nakamura *']);
  await scene.people.addContact(human('Sam', 'Brandt', globex));
  await scene.sync();
  expect(await scene.namesOf(customer)).toEqual(['Eve Nakamura *', 'Sam Brandt']);
  await scene.expectQuiet();
});

it('[D2] keeps the person of a company that loses its last contact', async () => {
  const customer = String((await scene.customerOf(acme)).contact_id);
  await scene.people.deleteContact(ada);
  const run = await scene.sync();
  expect(await scene.said(run)).toEqual(['TO_FSM SKIPPED DELETED_IN_FSM']);
  expect(await scene.namesOf(customer)).toEqual(['Ada Byrne *']);
  expect((await scene.link(ada))?.state).toBe('GONE_IN_FSM');
  await scene.expectQuiet();
});

it('[T4] keeps the primary person that somebody chose in Books', async () => {
  await scene.people.addContact(human('Eve', 'Nakamura', acme));
  await scene.sync();
  const customer = String((await scene.customerOf(acme)).contact_id);
  const eve = (await scene.people.personsOf(customer)).find((each) => each.first_name === 'Eve');
  await scene.people.makePrimary(String(eve?.contact_person_id));
  await scene.expectQuiet();
  await scene.people.editContact(ada, { Phone: '+1 312 555 0144' });
  await scene.people.editCompany(acme, { Website: 'https://acme.example.com' });
  await scene.sync();
  expect(await scene.namesOf(customer)).toEqual(['Ada Byrne', 'Eve Nakamura *']);
  await scene.expectQuiet();
});

it('[T3] makes a person added in Books a contact of the company', async () => {
  const customer = String((await scene.customerOf(acme)).contact_id);
  await scene.people.addPerson(customer, person('Lena', 'Haddad', { mobile: '+1 312 555 0145' }));
  const run = await scene.sync();
  expect(await scene.said(run)).toEqual(['TO_FSM CREATED']);
  const lena = (await scene.people.contacts()).find(({ First_Name }) => First_Name === 'Lena');
  expect(lena).toMatchObject({
    Last_Name: 'Haddad',
    Email: 'lena.haddad@example.com',
    Mobile: '+1 312 555 0145',
    Company: { id: acme },
  });
  await scene.expectQuiet();
});

it('[T3] joins a person added in Books with a contact of the same e-mail added to the company', async () => {
  const customer = String((await scene.customerOf(acme)).contact_id);
  const lena = await scene.people.addContact(human('Lena', 'Haddad', acme));
  await scene.people.addPerson(customer, person('Lena', 'Haddad'));
  const run = await scene.sync();
  expect(await scene.said(run)).toEqual(['TO_BOOKS LINKED']);
  expect(await scene.namesOf(customer)).toEqual(['Ada Byrne *', 'Lena Haddad']);
  expect((await scene.link(lena))?.state).toBe('LINKED');
  await scene.expectQuiet();
});

it('[D1] marks a person removed in Books as gone, and neither deletes the contact nor makes the person again', async () => {
  const customer = String((await scene.customerOf(acme)).contact_id);
  const [only] = await scene.people.personsOf(customer);
  await scene.people.deletePerson(String(only?.contact_person_id));
  await scene.sync();
  expect((await scene.link(ada))?.state).toBe('GONE_IN_BOOKS');
  await scene.people.editContact(ada, { Phone: '+1 312 555 0146' });
  const run = await scene.expectQuiet();
  expect(await scene.said(run)).toEqual(['TO_BOOKS SKIPPED DELETED_IN_BOOKS']);
  expect(await scene.namesOf(customer)).toEqual([]);
});

it('[L1] opens a contact person with its customer', async () => {
  const link = await scene.link(ada);
  const opened = await scene.zoho.open(link?.books?.url ?? '');
  expect(opened.body.contact.contact_persons).toMatchObject([{ contact_person_id: link?.books?.id }]);
});
