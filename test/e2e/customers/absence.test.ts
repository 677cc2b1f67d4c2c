/** Records that are deleted or made inactive, and lists that do not show them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from '../harness.ts';
import { firm, human, Scene } from './scene.ts';

let bench: Bench;
let scene: Scene;
let acme: string;
let ada: string;
let customer: string;

beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

beforeEach(async () => {
  scene = await Scene.open(bench);
  acme = await scene.people.addCompany(firm('Acme Elevators'));
  ada = await scene.people.addContact(human('Ada', 'Byrne', acme));
  await scene.people.addCompany(firm('Globex Heating'));
  await scene.begin();
  customer = String((await scene.customerOf(acme)).contact_id);
});

describe('deletions', () => {
  it('[D1] leaves company and contacts of a customer deleted in Books, and makes none of them again', async () => {
    await scene.people.deleteCustomer(customer);
    await scene.sync();
    expect((await scene.link(acme))?.state).toBe('GONE_IN_BOOKS');
    await scene.people.editCompany(acme, { Website: 'https://acme.example.com' });
    await scene.people.editContact(ada, { Phone: '+1 312 555 0150' });
    const late = await scene.people.addContact(human('Eve', 'Brandt', acme));
    const run = await scene.expectQuiet();
    expect(await scene.said(run)).toContain('TO_BOOKS SKIPPED DELETED_IN_BOOKS');
    expect(await scene.said(run)).toContain('TO_BOOKS SKIPPED COMPANY_NOT_SYNCED');
    expect(await scene.link(late)).toBeNull();
    expect(await scene.people.customerIds()).toHaveLength(1);
    expect(await scene.people.companies()).toHaveLength(2);
  });

  it('[D2] leaves the customer of a company deleted in FSM, and makes the company no second time', async () => {
    await scene.people.deleteContact(ada);
    await scene.people.deleteCompany(acme);
    await scene.sync();
    expect((await scene.link(acme))?.state).toBe('GONE_IN_FSM');
    expect((await scene.link(ada))?.state).toBe('GONE_IN_FSM');
    await scene.people.editCustomer(customer, { website: 'https://acme.example.com' });
    const run = await scene.expectQuiet();
    expect(await scene.said(run)).toContain('TO_FSM SKIPPED DELETED_IN_FSM');
    expect(await scene.people.companies()).toHaveLength(1);
    expect(await scene.namesOf(customer)).toEqual(['Ada Byrne *']);
  });
});

describe('inactive records', () => {
  it('[D3] makes the company of a customer inactive that was made inactive in Books', async () => {
    await scene.people.setCustomerActive(customer, false);
    const run = await scene.sync();
    expect(await scene.said(run)).toContain('TO_FSM DEACTIVATED');
    expect((await scene.people.company(acme)).$inactive).toBe(true);
    expect((await scene.people.contact(ada)).$inactive).toBe(false);
    await scene.expectQuiet();
  });

  it('[D4] lets the contacts of an inactive company wait, and follow when it is active again', async () => {
    await scene.people.editCompany(acme, { $inactive: true, Website: 'https://asleep.example.com' });
    await scene.people.editContact(ada, { Phone: '+1 312 555 0151' });
    const eve = await scene.people.addContact(human('Eve', 'Brandt', acme));
    const run = await scene.expectQuiet();
    expect(await scene.said(run)).toContain('TO_BOOKS SKIPPED INACTIVE_IN_FSM');
    expect(await scene.people.customer(customer)).toMatchObject({ status: 'active', website: '' });
    await scene.people.editCompany(acme, { $inactive: false });
    await scene.sync();
    expect((await scene.link(eve))?.state).toBe('LINKED');
    expect(await scene.people.customer(customer)).toMatchObject({ website: 'https://asleep.example.com' });
    expect(await scene.people.personsOf(customer)).toMatchObject([
      { first_name: 'Ada', phone: '+1 312 555 0151' },
      { first_name: 'Eve' },
    ]);
    await scene.expectQuiet();
  });

  it('[D4] ignores an inactive contact, and takes it up when it is active again', async () => {
    await scene.people.editContact(ada, { $inactive: true, Phone: '+1 312 555 0152' });
    await scene.expectQuiet();
    await scene.people.editContact(ada, { $inactive: false });
    await scene.sync();
    expect(await scene.people.personsOf(customer)).toMatchObject([{ phone: '+1 312 555 0152' }]);
  });
});

describe('lists that do not tell the truth', () => {
  const faults = [
    { name: 'answers with a fault', effect: { kind: 'status', status: 500 }, ends: 'SUCCEEDED' },
    { name: 'is cut off', effect: { kind: 'truncate' }, ends: 'SUCCEEDED' },
    { name: 'answers a page of HTML', effect: { kind: 'html' }, ends: 'SUCCEEDED' },
    { name: 'is refused', effect: { kind: 'status', status: 400, code: 2 }, ends: 'FAILED' },
  ];
  it.each(faults)('[D1] [D2] [D3] takes nothing for gone when a list $name', async ({ effect, ends }) => {
    await scene.people.addCustomer({ contact_name: 'Initech', company_name: 'Initech' });
    for (const [product, route] of [
      ['books', '/books/v3/contacts'],
      ['fsm', '/fsm/v1/Companies'],
      ['fsm', '/fsm/v1/Contacts'],
    ]) {
      await scene.zoho.fault({ product, method: 'GET', route, times: 2, effect });
    }
    const run = await scene.sync();
    expect(run.state).toBe(ends);
    expect((await scene.zoho.stats()).calls.filter(({ status }) => status >= 400).length > 0).toBe(
      effect.kind === 'status',
    );
    await scene.zoho.clearFaults();
    await scene.sync();
    for (const id of [acme, ada]) expect((await scene.link(id))?.state).toBe('LINKED');
    expect(await scene.people.companies()).toHaveLength(3);
    expect((await scene.people.companies()).filter(({ $inactive }) => $inactive === true)).toEqual([]);
    expect(await scene.people.customerIds()).toHaveLength(3);
  });

  it('[D2] takes no record for gone that a list leaves out, as it may leave out inactive ones', async () => {
    const other = await Scene.open(bench, { switches: { fsmListsInactive: false } });
    const left = await other.people.addCompany(firm('Acme Elevators'));
    const contact = await other.people.addContact(human('Ada', 'Byrne', left));
    await other.begin();
    await other.people.editCompany(left, { $inactive: true });
    await other.people.editContact(contact, { $inactive: true });
    await other.expectQuiet();
    for (const id of [left, contact]) expect((await other.link(id))?.state).toBe('LINKED');
    await other.people.editCompany(left, { $inactive: false, Website: 'https://back.example.com' });
    await other.sync();
    expect(await other.customerOf(left)).toMatchObject({ website: 'https://back.example.com' });
  });
});

describe('many deactivations at once', () => {
  it('[D3] stops with a guard before more than ten and more than a tenth, and does nothing of it', async () => {
    const many = Array.from({ length: 40 }, (_, index) => firm(`Company ${index}`));
    const ids = await scene.people.addCompanies(many);
    await scene.sync();
    const customers = await Promise.all(ids.slice(0, 11).map((id) => scene.customerOf(id)));
    for (const each of customers) await scene.people.setCustomerActive(String(each.contact_id), false);
    const before = await scene.people.companies();
    const run = await scene.sync();
    expect({ state: run.state, code: run.error?.code }).toEqual({
      state: 'FAILED',
      code: 'DEACTIVATION_GUARD',
    });
    expect(await scene.people.companies()).toEqual(before);
    // With one of them active again, it is ten: a person's work of a day.
    await scene.people.setCustomerActive(String(customers[0]?.contact_id), true);
    const fewer = await scene.sync();
    expect(scene.counts(fewer).toFsm.deactivated).toBe(10);
    const asleep = (await scene.people.companies()).filter(({ $inactive }) => $inactive === true);
    expect(asleep).toHaveLength(10);
  });
});
