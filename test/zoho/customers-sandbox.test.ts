/** Customers against the sandbox, where what others do meanwhile can be played. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListHints, ListSummary, ServiceModule, ServiceRecord } from '../../src/engine/services.ts';
import { sandboxLimits } from '../../src/zoho/limits.ts';
import { openZohoSession, type SessionOptions, type ZohoSession } from '../../src/zoho/session.ts';
import { Harness } from '../sandbox/harness.ts';
import { CUSTOMER_FIELDS, LeapingClock, MemoryCredentials, never, sessionOptions } from './surroundings.ts';

let harness: Harness;
let session: ZohoSession;
beforeEach(async () => {
  harness = await Harness.start();
  await harness.control('POST', '/limits', { perMinute: null, perDay: null, concurrent: null });
  session = open();
});
afterEach(async () => {
  await session.close();
  await harness.close();
});

function open(changes: Partial<SessionOptions> = {}): ZohoSession {
  const { organization, sandbox } = harness;
  const clock = new LeapingClock();
  return openZohoSession(
    sessionOptions(sandbox.url, {
      clock,
      credentials: new MemoryCredentials(clock, { ...organization, accessToken: null }),
      limits: sandboxLimits(sandbox.url, organization.booksOrganizationId),
      connection: { id: 'c', product: 'BOOKS', dataCenter: 'SANDBOX', ...organization },
      ...changes,
    }),
  );
}

const businesses = () => session.module('BOOKS', 'contacts', CUSTOMER_FIELDS.BUSINESS);
const individuals = () => session.module('BOOKS', 'contacts', CUSTOMER_FIELDS.INDIVIDUAL);
const persons = () => session.module('BOOKS', 'contact_persons', CUSTOMER_FIELDS.PERSON);
const companies = () => session.module('FSM', 'Companies', CUSTOMER_FIELDS.COMPANY);
const contacts = () => session.module('FSM', 'Contacts', CUSTOMER_FIELDS.CONTACT);

const ANN = { first_name: 'Ann', email: 'ann@example.com' };
const BOB = { first_name: 'Bob', email: 'bob@example.com' };

/** Somebody adds a person in Books. */
const addPerson = (contactId: string, values: object) =>
  harness.books('POST', '/contacts/contactpersons', { contact_id: contactId, ...values });
const booksRead = async (id: string) => (await harness.books('GET', `/contacts/${id}`)).body.contact;
const namesIn = async (id: string) =>
  (await booksRead(id)).contact_persons.map((one: { first_name: string }) => one.first_name).toSorted();

async function listed(module: ServiceModule, sinceMs: number | null, hints?: ListHints) {
  const records: ServiceRecord[] = [];
  const pages = module.list(sinceMs, never, hints);
  for (;;) {
    const next = await pages.next();
    if (next.done) return { records, summary: next.value as ListSummary };
    records.push(...next.value.records);
  }
}

describe('a person added in Books between our read and our write is still there afterwards', () => {
  test.each([
    ['a field of the customer', { notes: 'Call first' }],
    ['an address', { 'shipping_address.city': 'Austin' }],
    ['its person', { email: 'new@example.com', last_name: 'Smith' }],
    ['all of it', { notes: 'Call first', 'billing_address.city': 'Austin', phone: '555' }],
  ])('when we write %s', async (_title, values) => {
    const { id } = await individuals().create({ contact_name: 'Ann', ...ANN }, 'f1', never);
    const module = individuals();
    await module.get(id, never);
    await addPerson(id, BOB);
    const { stored } = await module.update(id, values, never);
    expect(await namesIn(id)).toEqual(['Ann', 'Bob']);
    expect(stored?.values).toMatchObject(values);
    expect((await module.get(id, never))?.values).toEqual(stored?.values);
  });

  test('when we write the persons of a company', async () => {
    const { id } = await businesses().create({ contact_name: 'Oak', company_name: 'Oak' }, 'f1', never);
    const ann = await persons().create(ANN, 'p1', never, id);
    await addPerson(id, BOB);
    await persons().update(ann.id, { phone: '555' }, never);
    await persons().create({ first_name: 'Cid' }, 'p2', never, id);
    expect(await namesIn(id)).toEqual(['Ann', 'Bob', 'Cid']);
    expect((await persons().findWithin?.(id, never))?.map(({ values }) => values)).toEqual([
      { ...ANN, last_name: null, phone: '555' },
      { ...BOB, last_name: null, phone: null },
      { first_name: 'Cid', last_name: null, email: null, phone: null },
    ]);
    expect((await booksRead(id)).email).toBe('ann@example.com');
  });

  test('when a keyed create is repeated', async () => {
    await harness.patch({ capabilities: { uniqueField: true } });
    await session.close();
    const capabilities = {
      fsmSortBy: null,
      booksModifiedFilter: null,
      uniqueFieldItems: null,
      uniqueFieldContacts: 'cf_fieldledger_id',
      processSync: null,
      hidesPii: false,
      probedAtMs: 0,
    };
    session = open({ capabilities });
    const create = () => individuals().create({ contact_name: 'Ann', ...ANN }, 'f1', never);
    const { id } = await create();
    await addPerson(id, BOB);
    expect((await create()).id).toBe(id);
    expect(await namesIn(id)).toEqual(['Ann', 'Bob']);
  });
});

describe('addresses', () => {
  test('members of a Books address that the mapping does not know survive [A1]', async () => {
    const { contact_id: id } = await harness.bookContact({
      customer_sub_type: 'business',
      billing_address: {
        address: 'River Rd 1',
        city: 'Rockford',
        attention: 'Ines',
        phone: '555',
        zip: '61104',
      },
    });
    await businesses().update(id, { 'billing_address.city': 'Austin' }, never);
    expect((await booksRead(id)).billing_address).toMatchObject({
      address: 'River Rd 1',
      city: 'Austin',
      attention: 'Ines',
      phone: '555',
      zip: '61104',
    });
  });

  test('an FSM address is edited, not added, and only where something is to be kept is one made [A1]', async () => {
    const { id } = await companies().create(
      { Company_Name: 'Oak', 'Billing_Address.City': 'Rockford' },
      '1',
      never,
    );
    const shown = async () => (await harness.fsm('GET', `/Companies/${id}`)).body.data[0];
    const before = await shown();
    expect(before.Service_Address).toBeNull();
    await companies().update(id, { 'Billing_Address.City': 'Austin', 'Service_Address.City': null }, never);
    const after = await shown();
    expect(after.Billing_Address).toEqual({ ...before.Billing_Address, City: 'Austin' });
    expect(after.Service_Address).toBeNull();
  });
});

describe('companies, contacts and their counterparts', () => {
  test('a contact stands under its company and names its Books person, noted where a create may not', async () => {
    const customer = await businesses().create({ contact_name: 'Oak', company_name: 'Oak' }, 'f1', never);
    const person = await persons().create(ANN, 'p1', never, customer.id);
    const company = await companies().create({ Company_Name: 'Oak' }, customer.id, never);
    const values = { Last_Name: 'Smith', Email: 'ann@example.com' };
    const contact = await contacts().create(values, person.id, never, company.id);
    await companies().noteCounterpart?.(company.id, customer.id, never);
    await contacts().noteCounterpart?.(contact.id, person.id, never);
    expect(await companies().get(company.id, never)).toMatchObject({ counterpartId: customer.id });
    expect(await contacts().get(contact.id, never)).toMatchObject({
      parentId: company.id,
      counterpartId: person.id.split('/')[1],
    });
    expect((await contacts().findByIdentity('ZBilling_Id', person.id, never)).map(({ id }) => id)).toEqual([
      contact.id,
    ]);
  });

  test('without the call, noting says no, once', async () => {
    await harness.patch({ capabilities: { processSync: false } });
    const learned: unknown[] = [];
    await session.close();
    session = open({ onLearned: (what) => void learned.push(what) });
    const { id } = await companies().create({ Company_Name: 'Oak' }, '1', never);
    expect(await companies().noteCounterpart?.(id, '1', never)).toBe(false);
    expect(learned).toEqual([{ processSync: false }]);
  });
});

describe('currencies', () => {
  test('FSM gets what Books has, with rate 1; Books gets nothing [C1] [C2]', async () => {
    await harness.books('POST', '/settings/currencies', {
      currency_code: 'CHF',
      currency_format: '1,234,567.89',
    });
    const { id } = await companies().create({ Company_Name: 'Oak', Currency: 'CHF' }, '1', never);
    expect((await harness.fsm('GET', `/Companies/${id}`)).body.data[0]).toMatchObject({
      Currency: 'CHF',
      Exchange_Rate: 1,
    });
    const { currencies } = (await harness.fsm('GET', '/settings/currencies')).body;
    const made = currencies.find((one: { iso_code: string }) => one.iso_code === 'CHF');
    expect(Number(made.exchange_rate)).toBe(1);
    const before = (await harness.books('GET', '/settings/currencies')).body.currencies.length;
    const create = businesses().create({ contact_name: 'Oak', currency_code: 'ISK' }, 'f1', never);
    await expect(create).rejects.toMatchObject({ code: 'CURRENCY_UNKNOWN' });
    expect((await harness.books('GET', '/settings/currencies')).body.currencies).toHaveLength(before);
  });

  test('a customer is created in the currency of its code', async () => {
    const values = { contact_name: 'Oak', currency_code: 'EUR' };
    await harness.books('POST', '/settings/currencies', {
      currency_code: 'EUR',
      currency_format: '1,234,567.89',
    });
    expect((await businesses().create(values, 'f1', never)).stored?.values).toMatchObject(values);
  });
});

describe('calls', () => {
  test('a quiet module is one call, a changed customer one more [S4]', async () => {
    for (let index = 0; index < 210; index += 1) {
      await harness.bookContact({ contact_name: `Customer ${index}`, company_name: `Company ${index}` });
    }
    await harness.control('POST', '/clock', { advanceMs: 10_000 });
    const thin = session.module('BOOKS', 'contacts', { fields: [{ apiName: 'contact_name', kind: 'text' }] });
    const { records } = await listed(thin, null);
    const newestKnownMs = Math.max(...records.map((record) => record.modifiedAtMs));
    const hints = { expectedCount: 210, newestKnownMs };
    const calls = async (act: () => Promise<unknown>) => {
      const before = session.calls().booksReads;
      await act();
      return session.calls().booksReads - before;
    };
    expect(await calls(() => listed(businesses(), newestKnownMs + 5_000, hints))).toBe(1);
    await harness.books('PUT', `/contacts/${records[0]?.id}`, { notes: 'Edited' });
    expect(await calls(() => listed(businesses(), newestKnownMs + 5_000, hints))).toBe(2);
  });
});
