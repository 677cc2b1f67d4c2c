/** Companies, contacts and customers that a reset makes. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GENERATION_EPOCH_MS } from '../../src/sandbox/control/reset.ts';
import { resetBody } from '../../src/sandbox/control/schemas.ts';
import type { Organization } from '../../src/sandbox/core/organization.ts';
import { companyName } from '../../src/sandbox/seed/company-names.ts';
import { generateOrganization } from '../../src/sandbox/seed/organization.ts';
import { sharesOf } from '../../src/sandbox/seed/party-shares.ts';
import { switchesWith } from '../../src/sandbox/switches.ts';
import { Harness } from './harness.ts';

const COUNTS = { companies: 200, contacts: 600, customers: 300, overlap: 60 };

function generate(counts: Record<string, number>, seed = 'a'): Organization {
  const [plan] = resetBody.parse({ organizations: [counts] }).organizations;
  if (plan === undefined) throw new Error('the plan has no organisation');
  const circumstances = { seed, position: 0, untilMs: GENERATION_EPOCH_MS, switches: switchesWith({}) };
  return generateOrganization(plan, circumstances);
}

function recordsOf(organization: Organization) {
  const companies = organization.companies.order('id').rows;
  const contacts = organization.fsmContacts.order('id').rows;
  const customers = organization.contacts.order('created_time').rows;
  const businesses = customers.filter((customer) => customer.customer_sub_type === 'business');
  const individuals = customers.filter((customer) => customer.customer_sub_type === 'individual');
  return { companies, contacts, customers, businesses, individuals };
}

const records = recordsOf(generate(COUNTS));
const emailOf = (customer: (typeof records.customers)[number]) => customer.contact_persons[0]?.email ?? '';

/** Those that are the same on both sides, by a value that is unique on each. */
function pairs<A, B>(
  left: readonly A[],
  leftKey: (a: A) => unknown,
  right: readonly B[],
  rightKey: (b: B) => unknown,
) {
  const byKey = new Map(left.map((record) => [leftKey(record), record]));
  return right.flatMap((b) => {
    const a = byKey.get(rightKey(b));
    return a === undefined || rightKey(b) === '' ? [] : [{ a, b }];
  });
}

test('the counts are those of the plan; about seventy percent are businesses or belong to one', () => {
  expect(records.companies).toHaveLength(200);
  expect(records.contacts).toHaveLength(600);
  expect(records.customers).toHaveLength(300);
  expect(records.businesses).toHaveLength(210);
  expect(records.contacts.filter((contact) => contact.companyId !== null)).toHaveLength(420);
});

test('contacts are spread unevenly: some companies have none, some many', () => {
  const amounts = records.companies.map(
    ({ id }) => records.contacts.filter((contact) => contact.companyId === id).length,
  );
  expect(amounts.filter((amount) => amount === 0).length).toBeGreaterThanOrEqual(40);
  expect(Math.max(...amounts)).toBeGreaterThan(6);
});

test('businesses have up to four persons, 1.4 on average, the first one primary; individuals themselves', () => {
  const amounts = records.businesses.map((customer) => customer.contact_persons.length);
  expect(new Set(amounts)).toEqual(new Set([0, 1, 2, 3, 4]));
  const average = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
  expect(average).toBeGreaterThan(1.2);
  expect(average).toBeLessThan(1.6);
  for (const customer of records.customers) {
    const primary = customer.contact_persons.map((person) => person.is_primary_contact);
    expect(primary).toEqual(primary.map((_, position) => position === 0));
  }
  for (const customer of records.individuals) {
    const [person] = customer.contact_persons;
    expect(customer.contact_name).toBe(`${person?.first_name} ${person?.last_name}`);
  }
});

test('[M1] the overlap pairs share company name or e-mail, some their content, none their time', () => {
  const companies = pairs(
    records.companies,
    (company) => company.Company_Name,
    records.businesses,
    (customer) => customer.company_name,
  );
  const alone = records.contacts.filter((contact) => contact.companyId === null);
  const people = pairs(alone, (contact) => contact.Email, records.individuals, emailOf);
  expect([companies.length, people.length]).toEqual([60, 60]);
  const samePhone = people.filter(({ a, b }) => (a.Phone ?? '') === (b.contact_persons[0]?.phone ?? ''));
  expect(samePhone.length).toBeGreaterThan(30);
  expect(samePhone.length).toBeLessThan(60);
  for (const { a, b } of [...companies, ...people]) {
    expect(a.modifiedS).not.toBe(b.modifiedS);
    expect([a.active, b.active]).toEqual([true, true]);
  }
  for (const { a, b } of people) {
    expect([a.First_Name, a.Last_Name]).toEqual([
      b.contact_persons[0]?.first_name,
      b.contact_persons[0]?.last_name,
    ]);
  }
  const persons = companies.flatMap(({ a, b }) => {
    const members = records.contacts.filter((contact) => contact.companyId === a.id);
    return pairs(
      members,
      (contact) => contact.Email,
      b.contact_persons,
      (person) => person.email,
    );
  });
  expect(persons.length).toBeGreaterThan(10);
  for (const { a } of persons) expect(a.active).toBe(true);
});

test('nobody else shares a name or an e-mail', () => {
  const lower = (values: readonly (string | null)[]) => values.map((value) => value?.toLowerCase() ?? '');
  const names = lower(records.customers.map((customer) => customer.contact_name));
  expect(new Set(names).size).toBe(300);
  expect(new Set(lower(records.companies.map((company) => company.Company_Name))).size).toBe(200);
  const fsmEmails = lower(records.contacts.map((contact) => contact.Email));
  expect(new Set(fsmEmails).size).toBe(600);
  expect(fsmEmails).not.toContain('');
  const persons = records.customers.flatMap((customer) => customer.contact_persons);
  const emails = persons.map((person) => person.email).filter((email) => email !== '');
  expect(new Set(emails).size).toBe(emails.length);
  expect(emails.length / persons.length).toBeGreaterThan(0.85);
  expect(emails.length).toBeLessThan(persons.length);
  for (const contact of records.contacts) expect(contact.Last_Name).not.toBe('');
});

test('some are inactive, some pay in euro, most have addresses and phones', () => {
  const { companies, contacts, customers } = records;
  const all = [...companies, ...contacts, ...customers];
  const inactive = all.filter((record) => !record.active).length / all.length;
  expect(inactive).toBeGreaterThan(0.005);
  expect(inactive).toBeLessThan(0.04);
  const euro = companies.filter((company) => company.Currency === 'EUR');
  expect(euro.length).toBeGreaterThan(0);
  expect(euro.length).toBeLessThan(40);
  for (const company of euro) expect(company.Exchange_Rate).toBe(1.085);
  expect(customers.filter((customer) => customer.currency_id !== '').length).toBeGreaterThan(0);
  expect(companies.filter((company) => company.serviceAddressId !== null).length).toBeGreaterThan(150);
  expect(customers.filter((customer) => customer.billing_address.city !== '').length).toBeGreaterThan(200);
  expect(contacts.filter((contact) => contact.Phone !== null).length).toBeGreaterThan(400);
});

test('the same seed makes the same records, another one others; items do not depend on customers', () => {
  const items = { services: 20, parts: 20, items: 30, overlap: 10 };
  const itemsOf = (organization: Organization) => [
    organization.items.order('name').rows,
    organization.serviceAndParts.order('id').rows,
  ];
  const both = generate({ ...COUNTS, ...items });
  expect(itemsOf(both)).toEqual(itemsOf(generate(items)));
  expect(recordsOf(generate(COUNTS))).toEqual(records);
  expect(recordsOf(generate(COUNTS, 'b')).companies).not.toEqual(records.companies);
});

test('names of companies do not repeat, nor differ in their legal form alone', () => {
  const names = Array.from({ length: 45_000 }, (_, index) => companyName(index).toLowerCase());
  const bare = names.map((name) => name.replace(/ (llc|inc\.|group|corp\.|& co\.|partners)$/, ''));
  expect(new Set(bare).size).toBe(names.length);
});

describe('shares', () => {
  const counts = fc.record({
    companies: fc.nat(50),
    contacts: fc.nat(50),
    customers: fc.nat(50),
    overlap: fc.nat(60),
  });

  test('add up to the counts, and overlap as far as there are records', () => {
    fc.assert(
      fc.property(counts, (plan) => {
        const { businesses, individuals, contactsOfCompanies } = sharesOf(plan);
        const parts = [...Object.values(businesses), ...Object.values(individuals), contactsOfCompanies];
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        expect(businesses.both + businesses.fsm).toBe(plan.companies);
        expect(individuals.both + individuals.fsm + contactsOfCompanies).toBe(plan.contacts);
        const customers = businesses.both + businesses.books + individuals.both + individuals.books;
        expect(customers).toBe(plan.customers);
        expect(businesses.both).toBe(Math.min(plan.overlap, plan.companies, plan.customers));
        const left = plan.customers - businesses.both;
        const alone = plan.contacts - contactsOfCompanies;
        expect(individuals.both).toBe(Math.min(plan.overlap, alone, left));
      }),
    );
  });
});

test('a reset shows them where Zoho shows them', async () => {
  const zoho = await Harness.start({ companies: 30, contacts: 50, customers: 20, overlap: 10 });
  const companies = await zoho.fsm('GET', '/Companies');
  const contacts = await zoho.fsm('GET', '/Contacts');
  expect([companies.body.info.count, contacts.body.info.count]).toEqual([30, 50]);
  const named = contacts.body.data.filter((row: { Company: unknown }) => row.Company !== null);
  expect(named).toHaveLength(35);
  const [first] = named;
  const { body } = await zoho.fsm('GET', `/Companies/${first.Company.id}`);
  expect(body.data[0].Company_Name).toBe(first.Company.name);
  const { body: described } = await zoho.control('GET', '/organizations');
  expect(described.organizations[0].records).toMatchObject({
    companies: 30,
    fsmContacts: 50,
    booksContacts: 20,
  });
  await zoho.close();
});
