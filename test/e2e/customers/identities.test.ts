/** Who is whom: a customer becomes something else in Books, names are swapped, several records share one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from '../harness.ts';
import { firm, human, person, Scene } from './scene.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

describe('a customer whose sub-type is changed in Books', () => {
  it('[T4] fails with its contact until somebody decides, and nothing is written meanwhile', async () => {
    const scene = await Scene.open(bench);
    const max = await scene.people.addContact(human('Max', 'Okafor'));
    await scene.begin();
    const customer = String((await scene.customerOf(max)).contact_id);
    await scene.people.editCustomer(customer, { customer_sub_type: 'business', company_name: 'Okafor Ltd' });
    for (let again = 0; again < 2; again += 1) {
      const run = await scene.expectQuiet();
      expect(run.state).toBe('SUCCEEDED_WITH_FAILURES');
      expect(await scene.connection.failure(run.id, max)).toBe('SHAPE_CHANGED');
      expect(await scene.connection.failure(run.id, customer)).toBe('SHAPE_CHANGED');
    }
    expect(await scene.people.companies()).toEqual([]);
    await scene.people.editCustomer(customer, { customer_sub_type: 'individual' });
    await scene.people.editContact(max, { Phone: '+1 312 555 0147' });
    expect((await scene.sync()).state).toBe('SUCCEEDED');
    expect(await scene.customerOf(max)).toMatchObject({ contact_id: customer, phone: '+1 312 555 0147' });
    await scene.expectQuiet();
  });

  it('[T3] fails with its company, whose contacts stay as they are', async () => {
    const scene = await Scene.open(bench);
    const acme = await scene.people.addCompany(firm('Acme Elevators'));
    const ada = await scene.people.addContact(human('Ada', 'Byrne', acme));
    await scene.begin();
    const customer = String((await scene.customerOf(acme)).contact_id);
    await scene.people.editCustomer(customer, { customer_sub_type: 'individual' });
    for (let again = 0; again < 3; again += 1) {
      const run = await scene.expectQuiet();
      expect(await scene.connection.failure(run.id, acme)).toBe('SHAPE_CHANGED');
    }
    expect(await scene.people.contacts()).toHaveLength(1);
    await scene.people.editCustomer(customer, { customer_sub_type: 'business' });
    await scene.people.editContact(ada, { Phone: '+1 312 555 0148' });
    expect((await scene.sync()).state).toBe('SUCCEEDED');
    expect(await scene.people.personsOf(customer)).toMatchObject([{ phone: '+1 312 555 0148' }]);
  });
});

describe('names that change places', () => {
  it('[M1] carries over two companies that swap their names: a link is stronger than a name', async () => {
    const scene = await Scene.open(bench);
    const acme = await scene.people.addCompany(firm('Acme Elevators'));
    const globex = await scene.people.addCompany(firm('Globex Heating'));
    await scene.begin();
    const [first, second] = [await scene.customerOf(acme), await scene.customerOf(globex)];
    await scene.people.editCompany(acme, { Company_Name: 'Globex Heating' });
    await scene.people.editCompany(globex, { Company_Name: 'Acme Elevators' });
    const run = await scene.sync();
    expect(await scene.said(run)).toEqual(['TO_BOOKS UPDATED', 'TO_BOOKS UPDATED']);
    expect(await scene.customerOf(acme)).toMatchObject({
      contact_id: first.contact_id,
      company_name: 'Globex Heating',
    });
    expect(await scene.customerOf(globex)).toMatchObject({
      contact_id: second.contact_id,
      company_name: 'Acme Elevators',
    });
    await scene.expectQuiet();
  });

  it('[M1] keeps a company and a contact apart that swap their names', async () => {
    const scene = await Scene.open(bench);
    const firmOf = await scene.people.addCompany(firm('Ada Byrne'));
    const ada = await scene.people.addContact(human('Grace', 'Lindqvist'));
    await scene.begin();
    await scene.people.editCompany(firmOf, { Company_Name: 'Grace Lindqvist' });
    await scene.people.editContact(ada, { First_Name: 'Ada', Last_Name: 'Byrne' });
    await scene.sync();
    expect(await scene.customerOf(firmOf)).toMatchObject({
      customer_sub_type: 'business',
      company_name: 'Grace Lindqvist',
    });
    expect(await scene.customerOf(ada)).toMatchObject({
      customer_sub_type: 'individual',
      first_name: 'Ada',
      last_name: 'Byrne',
    });
    expect(await scene.people.customerIds()).toHaveLength(2);
    await scene.expectQuiet();
  });

  it('keeps a display name that somebody chose in Books', async () => {
    const scene = await Scene.open(bench);
    const acme = await scene.people.addCompany(firm('Acme Elevators'));
    await scene.begin();
    const customer = String((await scene.customerOf(acme)).contact_id);
    await scene.people.editCustomer(customer, { contact_name: 'Acme (Chicago)' });
    await scene.expectQuiet();
    await scene.people.editCompany(acme, { Company_Name: 'Acme Lifts' });
    await scene.sync();
    expect(await scene.people.customer(customer)).toMatchObject({
      contact_name: 'Acme (Chicago)',
      company_name: 'Acme Lifts',
    });
    await scene.expectQuiet();
  });
});

describe('several records of one name', () => {
  it('[M1] fails all that share a name with more than one, on both sides', async () => {
    const scene = await Scene.open(bench);
    await scene.people.addCompanies([firm('Acme'), firm('Acme')]);
    await scene.people.addCustomer({ contact_name: 'Acme', company_name: 'Acme' });
    await scene.people.addContacts([human('Max', 'Okafor'), human('Max', 'Okafor')]);
    const max = person('Max', 'Okafor', { is_primary_contact: true });
    await scene.people.addCustomer({
      contact_name: 'Max',
      customer_sub_type: 'individual',
      contact_persons: [max],
    });
    const run = await scene.begin();
    const both = ['TO_BOOKS', 'TO_BOOKS', 'TO_FSM'].map((each) => `${each} FAILED AMBIGUOUS_IDENTITY`);
    expect(await scene.said(run)).toEqual([...both, ...both].sort());
    await scene.expectQuiet();
  });

  it('[M3] [M4] fails a clone that Books allows no second name for, and makes it once it does', async () => {
    const scene = await Scene.open(bench, { policy: 'CLONE' });
    const acme = await scene.people.addCompany(firm('Acme'));
    const other = await scene.people.addCustomerId({ contact_name: 'Acme', company_name: 'Acme' });
    const run = await scene.begin();
    expect(await scene.connection.failure(run.id, acme)).toBe('DUPLICATE_NAME');
    expect(await scene.people.companies()).toHaveLength(2);
    await scene.zoho.patch({ allowDuplicateNames: true });
    expect((await scene.sync()).state).toBe('SUCCEEDED');
    expect(await scene.customerOf(acme)).toMatchObject({ contact_name: 'Acme', company_name: 'Acme' });
    expect((await scene.customerOf(acme)).contact_id).not.toBe(other);
    expect(await scene.people.companies()).toHaveLength(2);
    expect(await scene.people.customerIds()).toHaveLength(2);
    await scene.expectQuiet();
  });

  it('[M2] lets the contact edited last win although its customer is written to first', async () => {
    const scene = await Scene.open(bench);
    const acme = await scene.people.addCompany(firm('Acme'));
    const ada = await scene.people.addContact({ ...human('Ada', 'Byrne', acme), Phone: '+1 312 555 0001' });
    await scene.zoho.advance(600_000);
    const persons = [
      person('Ada', 'Byrne', { phone: '+1 312 555 0002', is_primary_contact: true }),
      person('Eve', 'Brandt', { phone: '+1 312 555 0003' }),
    ];
    await scene.people.addCustomer({
      contact_name: 'Acme',
      company_name: 'Acme',
      contact_persons: persons,
    });
    await scene.zoho.advance(600_000);
    // All three were modified last in FSM, and each write to Books moves the customer's time.
    await scene.people.editCompany(acme, { Website: 'https://acme.example.com' });
    await scene.people.editContact(ada, { Salutation: 'Dr.' });
    const eve = await scene.people.addContact({ ...human('Eve', 'Brandt', acme), Phone: '+1 312 555 0004' });
    await scene.begin();
    const customer = String((await scene.customerOf(acme)).contact_id);
    expect((await scene.people.personsOf(customer)).map(({ phone }) => phone)).toEqual([
      '+1 312 555 0001',
      '+1 312 555 0004',
    ]);
    expect((await scene.people.contact(eve)).Phone).toBe('+1 312 555 0004');
    await scene.expectQuiet();
  });
});
