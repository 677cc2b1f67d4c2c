import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LeaseLost, RunCancelled } from '../../src/engine/errors.ts';
import type {
  ListHints,
  ListSummary,
  ModuleFields,
  ServiceModule,
  ServiceRecord,
} from '../../src/engine/services.ts';
import { openZohoSession, type ZohoSession } from '../../src/zoho/session.ts';
import { openScriptedServer, type Scripted, type ScriptedServer } from './scripted-server.ts';
import { never, sessionOptions } from './surroundings.ts';

let server: ScriptedServer;
let session: ZohoSession;
let options: ReturnType<typeof sessionOptions>;
beforeEach(async () => {
  server = await openScriptedServer();
  options = sessionOptions(server.url);
  session = openZohoSession(options);
});
afterEach(async () => {
  await session.close();
  await server.close();
});

const PERSON_FIELDS = ['first_name', 'last_name', 'email', 'phone'].map((apiName) => ({
  apiName,
  kind: 'text',
}));
const OWN_FIELDS = [
  'contact_name',
  'company_name',
  'currency_code',
  'notes',
  'billing_address.city',
  'billing_address.state',
  'shipping_address.city',
].map((apiName) => ({ apiName, kind: 'text' }));
const BUSINESS: ModuleFields = { fields: OWN_FIELDS, personFields: PERSON_FIELDS, group: 'business' };
const INDIVIDUAL: ModuleFields = { fields: [...OWN_FIELDS, ...PERSON_FIELDS], group: 'individual' };

const NOON_MS = Date.UTC(2026, 5, 9, 12);
const stamp = (offsetSeconds: number) =>
  `${new Date(NOON_MS + offsetSeconds * 1_000).toISOString().slice(0, 19)}+0000`;

const EMPTY_ADDRESS = {
  address_id: '77',
  attention: '',
  address: '',
  street2: '',
  city: '',
  state_code: '',
  state: '',
  zip: '',
  country: '',
  county: '',
  phone: '',
  fax: '',
};
const person = (id: string, more: object = {}) => ({
  contact_person_id: id,
  first_name: 'Will',
  last_name: 'Smith',
  email: 'will@example.com',
  phone: '',
  is_primary_contact: true,
  ...more,
});

function listRow(id: string, offsetSeconds = 0, more: object = {}) {
  return {
    contact_id: id,
    contact_name: `Customer ${id}`,
    company_name: `Company ${id}`,
    contact_type: 'customer',
    customer_sub_type: 'business',
    status: 'active',
    currency_code: 'USD',
    first_name: 'Will',
    last_name: 'Smith',
    email: 'will@example.com',
    phone: '',
    created_time: stamp(-9_000),
    last_modified_time: stamp(offsetSeconds),
    ...more,
  };
}

function detail(id: string, offsetSeconds = 0, more: object = {}) {
  return {
    ...listRow(id, offsetSeconds),
    notes: '',
    billing_address: EMPTY_ADDRESS,
    shipping_address: EMPTY_ADDRESS,
    contact_persons: [person('1')],
    primary_contact_id: '1',
    ...more,
  };
}

const LATER = { date: new Date(NOON_MS + 3_600_000).toUTCString() };
const page = (contacts: readonly object[], more = false): Scripted => ({
  status: 200,
  json: { code: 0, contacts, page_context: { has_more_page: more } },
  headers: LATER,
});
const one = (contact: object): Scripted => ({ status: 200, json: { code: 0, contact }, headers: LATER });
const GONE: Scripted = { status: 404, json: { code: 1002 } };
const onePerson = (told: unknown): Scripted => ({ status: 200, json: { code: 0, contact_person: told } });
const CURRENCIES: Scripted = {
  status: 200,
  json: { code: 0, currencies: [{ currency_id: '97', currency_code: 'USD', is_base_currency: true }] },
};

/** Calls as `GET /contacts/7`, with parsed bodies. */
const calls = () => server.asked.map(({ method, path }) => `${method} ${path.replace('/books/v3', '')}`);
const body = (index: number) => JSON.parse(server.asked.at(index)?.body ?? '');

async function listed(module: ServiceModule, sinceMs: number | null, hints?: ListHints) {
  const records: ServiceRecord[] = [];
  const pages = module.list(sinceMs, never, hints);
  for (;;) {
    const next = await pages.next();
    if (next.done) return { records, summary: next.value as ListSummary };
    records.push(...next.value.records);
  }
}

const businesses = () => session.module('BOOKS', 'contacts', BUSINESS);
const individuals = () => session.module('BOOKS', 'contacts', INDIVIDUAL);
const persons = () => session.module('BOOKS', 'contact_persons', { fields: PERSON_FIELDS });

describe('listing customers', () => {
  test('vendors are neither yielded nor counted, whatever Books makes of the filter', async () => {
    const vendor = listRow('8', 0, { contact_type: 'vendor' });
    server.answer = ({ path }) =>
      path.endsWith('/contacts') ? page([listRow('7'), vendor]) : one(detail('7'));
    const module = businesses();
    const { records, summary } = await listed(module, null);
    expect(records.map(({ id }) => id)).toEqual(['7']);
    expect(summary).toEqual({ complete: true, seen: 1 });
    expect(server.asked[0]?.query.get('contact_type')).toBe('customer');
    expect(await module.count(1, never)).toBe(1);
    // Vendors may stand on the pages before, too.
    expect(await module.count(201, never)).toBeNull();
    server.answer = () => one({ ...detail('8'), contact_type: 'vendor' });
    expect(await module.get('8', never)).toBeNull();
  });

  test('each customer of the group is read once, with addresses and persons; then nothing more is needed', async () => {
    const city = { billing_address: { ...EMPTY_ADDRESS, city: 'Rockford' } };
    server.answer = ({ path }) =>
      path.endsWith('/contacts') ? page([listRow('7')]) : one(detail('7', 0, city));
    const module = businesses();
    const { records } = await listed(module, null);
    expect(records[0]).toMatchObject({
      id: '7',
      group: 'business',
      values: {
        company_name: 'Company 7',
        'billing_address.city': 'Rockford',
        'shipping_address.city': null,
      },
      persons: [
        {
          id: '7/1',
          parentId: '7',
          active: true,
          modifiedAtMs: NOON_MS,
          values: { first_name: 'Will', email: 'will@example.com', phone: null },
        },
      ],
    });
    expect(module.recall?.(['7', '9'])).toEqual(new Map([['7', records[0]]]));
    expect([...(persons().recall?.(['7/1', '7/2', '9/1']) ?? [])].map(([id]) => id)).toEqual(['7/1']);
    await listed(module, null);
    expect(calls()).toEqual(['GET /contacts', 'GET /contacts/7', 'GET /contacts']);
  });

  test('a state that may be newer than the one read is read again', async () => {
    let modified = 0;
    server.answer = ({ path }) =>
      path.endsWith('/contacts') ? page([listRow('7', modified)]) : one(detail('7', modified));
    await listed(businesses(), null);
    modified = 5;
    await listed(businesses(), null);
    expect(calls().filter((call) => call === 'GET /contacts/7')).toHaveLength(2);
  });

  test('customers of the other group are yielded without a call for each', async () => {
    const other = listRow('8', 0, { customer_sub_type: 'individual' });
    server.answer = ({ path }) =>
      path.endsWith('/contacts') ? page([listRow('7'), other]) : one(detail('7'));
    const { records } = await listed(businesses(), null);
    expect(records.map(({ id, group }) => [id, group])).toEqual([
      ['7', 'business'],
      ['8', 'individual'],
    ]);
    expect(calls()).toEqual(['GET /contacts', 'GET /contacts/7']);
  });

  test('a sub-type that a row does not name is business', async () => {
    server.answer = () => one({ ...detail('7'), customer_sub_type: undefined });
    expect(await individuals().get('7', never)).toMatchObject({ group: 'business' });
  });

  test('a list row that does not name the sub-type is completed before it counts', async () => {
    const row = { ...listRow('7', 0, { company_name: 'Oak' }), customer_sub_type: undefined };
    server.answer = ({ path }) =>
      path.endsWith('/contacts') ? page([row]) : one(detail('7', 0, { customer_sub_type: 'individual' }));
    expect((await listed(individuals(), null)).records).toMatchObject([{ group: 'individual' }]);
    expect(await businesses().findByIdentity('company_name', 'Oak', never)).toEqual([]);
  });

  test('a customer that is gone before its detail is read is left out', async () => {
    server.answer = ({ path }) => (path.endsWith('/contacts') ? page([listRow('7')]) : GONE);
    expect((await listed(businesses(), null)).records).toEqual([]);
  });
});

describe('reading and finding', () => {
  test('companies by their name, of the group alone, with a detail for each hit [M1]', async () => {
    const rows = [
      listRow('7', 0, { company_name: 'Oak' }),
      listRow('8', 0, { company_name: 'Oak', customer_sub_type: 'individual' }),
      listRow('9', 0, { company_name: 'OAK' }),
    ];
    server.answer = ({ path }) =>
      path.endsWith('/contacts') ? page(rows) : one(detail('7', 0, { company_name: 'Oak' }));
    const found = await businesses().findByIdentity('company_name', 'Oak', never);
    expect(found.map(({ id }) => id)).toEqual(['7']);
    expect(found[0]?.values).toHaveProperty(['billing_address.city']);
    expect(server.asked[0]?.query.get('company_name')).toBe('Oak');
    expect(server.asked[0]?.query.get('contact_type')).toBe('customer');
  });

  test('persons are read with their customers, one call each; those missing there are gone', async () => {
    server.answer = ({ path }) => (path.endsWith('/7') ? one(detail('7')) : GONE);
    const found = await persons().getMany(['7/1', '7/2', '8/3'], never);
    expect([...found.keys()]).toEqual(['7/1']);
    expect(calls().toSorted()).toEqual(['GET /contacts/7', 'GET /contacts/8']);
    expect((await persons().findWithin?.('7', never))?.map(({ id }) => id)).toEqual(['7/1']);
    expect(await persons().findWithin?.('8', never)).toEqual([]);
  });

  test('a detail that shows no persons at all proves none gone', async () => {
    server.answer = () => one({ ...detail('7'), contact_persons: undefined });
    await expect(persons().get('7/1', never)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  test('persons are neither listed nor searched nor deactivated', async () => {
    expect(() => persons().list(null, never)).toThrow(TypeError);
    expect(() => persons().findByIdentity('email', 'x', never)).toThrow(TypeError);
    expect(await persons().count(1, never)).toBeNull();
    await expect(persons().deactivate('7/1', never)).rejects.toMatchObject({ code: 'CANNOT_DEACTIVATE' });
  });
});

describe('writing customers', () => {
  test('a business is created with its addresses whole', async () => {
    server.answer = ({ path }) => (path.endsWith('/currencies') ? CURRENCIES : one(detail('7')));
    const values = {
      company_name: 'Oak',
      currency_code: 'USD',
      'billing_address.city': 'Rockford',
      notes: null,
    };
    const result = await businesses().create(values, 'f1', never);
    expect(result).toMatchObject({
      id: '7',
      stored: { id: '7', group: 'business', persons: [{ id: '7/1' }] },
    });
    expect(body(-1)).toEqual({
      contact_type: 'customer',
      customer_sub_type: 'business',
      company_name: 'Oak',
      billing_address: { city: 'Rockford' },
      currency_id: '97',
    });
    expect(calls()).toEqual(['GET /settings/currencies', 'POST /contacts']);
  });

  test('an individual is created with its person', async () => {
    server.answer = () => one(detail('7', 0, { customer_sub_type: 'individual' }));
    const values = { contact_name: 'Will Smith', last_name: 'Smith', email: 'will@example.com', phone: null };
    await individuals().create(values, 'f1', never);
    expect(body(0)).toMatchObject({
      customer_sub_type: 'individual',
      contact_persons: [{ last_name: 'Smith', email: 'will@example.com', is_primary_contact: true }],
    });
  });

  test('an address is written whole: what stands there goes along, but a code that no longer fits', async () => {
    const present = {
      ...EMPTY_ADDRESS,
      address: 'River Rd 1',
      city: 'Rockford',
      state: 'Illinois',
      state_code: 'IL',
    };
    const module = businesses();
    server.answer = ({ method }) => one(detail('7', method === 'GET' ? 0 : 5, { billing_address: present }));
    const result = await module.update('7', { 'billing_address.state': 'Texas' }, never);
    expect(calls()).toEqual(['GET /contacts/7', 'PUT /contacts/7']);
    expect(body(-1)).toEqual({
      billing_address: {
        attention: '',
        address: 'River Rd 1',
        street2: '',
        city: 'Rockford',
        state: 'Texas',
        zip: '',
        country: '',
        phone: '',
        fax: '',
      },
    });
    expect(result.modifiedAtMs).toBe(NOON_MS + 5_000);
    await module.update('7', { 'billing_address.city': 'Austin' }, never);
    expect(body(-1).billing_address).toMatchObject({ city: 'Austin', state_code: 'IL' });
    // The answer of the first write told what stands there; an hour later it is read again.
    expect(calls()).toHaveLength(3);
    options.clock.advance(3_600_000);
    await module.update('7', { 'billing_address.city': null }, never);
    expect(body(-1).billing_address).toMatchObject({ city: '' });
    expect(calls()).toHaveLength(5);
  });

  test("a person's fields go to the person alone, with the customer and the first name", async () => {
    const individual = { customer_sub_type: 'individual' };
    server.answer = ({ path }) =>
      path.includes('contactpersons')
        ? onePerson([person('1', { email: 'new@example.com' })])
        : one(detail('7', 0, individual));
    const module = individuals();
    const { stored } = await module.update('7', { email: 'new@example.com' }, never);
    expect(calls()).toEqual(['GET /contacts/7', 'PUT /contacts/contactpersons/1']);
    expect(body(-1)).toEqual({ contact_id: '7', first_name: 'Will', email: 'new@example.com' });
    expect(stored?.values).toMatchObject({
      email: 'new@example.com',
      last_name: 'Smith',
      contact_name: 'Customer 7',
    });
    expect(module.recall?.(['7']).get('7')?.values.email).toBe('new@example.com');
  });

  test('the answer may hold the person itself, or nothing of it', async () => {
    const module = individuals();
    server.answer = ({ path }) =>
      path.includes('contactpersons') ? onePerson(person('1', { phone: '1' })) : one(detail('7'));
    expect((await module.update('7', { phone: '1' }, never)).stored?.values.phone).toBe('1');
    server.answer = () => ({ status: 200, json: { code: 0 } });
    expect((await module.update('7', { phone: '2' }, never)).stored).toBeNull();
    expect(module.recall?.(['7']).size).toBe(0);
  });

  test('both kinds of fields: the person first, and no write of the customer names its persons', async () => {
    server.answer = ({ path, method }) => {
      if (path.includes('contactpersons')) return onePerson([person('1')]);
      return one(detail('7', method === 'PUT' ? 3 : 0));
    };
    const { stored } = await individuals().update(
      '7',
      { email: 'x@example.com', notes: 'Call first' },
      never,
    );
    expect(calls()).toEqual(['GET /contacts/7', 'PUT /contacts/contactpersons/1', 'PUT /contacts/7']);
    expect(body(-1)).toEqual({ notes: 'Call first' });
    expect(stored?.modifiedAtMs).toBe(NOON_MS + 3_000);
  });

  test('an individual without a person gets one', async () => {
    const bare = detail('7', 0, { contact_persons: [], primary_contact_id: '', first_name: '', email: '' });
    server.answer = ({ path }) => (path.includes('contactpersons') ? onePerson([person('5')]) : one(bare));
    const { stored } = await individuals().update(
      '7',
      { first_name: 'Will', email: 'will@example.com' },
      never,
    );
    expect(server.asked.at(-1)).toMatchObject({ method: 'POST', path: '/books/v3/contacts/contactpersons' });
    expect(body(-1)).toEqual({
      contact_id: '7',
      first_name: 'Will',
      email: 'will@example.com',
      is_primary_contact: true,
    });
    expect(stored?.values).toMatchObject({ first_name: 'Will', email: 'will@example.com' });
  });

  test.each([
    ['shows the person: it was added', [person('5')], null],
    ['does not show it: the record fails, and is tried again by a later sync', [], 'SERVICE_UNAVAILABLE'],
  ])('the answer to adding a person is lost, and a look %s', async (_title, after, code) => {
    const bare = { contact_persons: [] as object[], primary_contact_id: '' };
    server.answer = ({ path }) => {
      if (!path.includes('contactpersons')) return one(detail('7', 0, bare));
      bare.contact_persons = after;
      return 'drop';
    };
    const update = individuals().update('7', { first_name: 'Will', email: 'will@example.com' }, never);
    if (code === null) expect((await update).stored?.values.email).toBe('will@example.com');
    else await expect(update).rejects.toMatchObject({ code });
    expect(calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  test('a person that is gone is not the customer gone', async () => {
    let primary = '1';
    server.answer = ({ path }) => {
      if (path.endsWith('contactpersons/1')) {
        primary = '2';
        return GONE;
      }
      if (path.includes('contactpersons')) return onePerson([person('2', { phone: '9' })]);
      return one(detail('7', 0, { contact_persons: [person(primary)], primary_contact_id: primary }));
    };
    expect((await individuals().update('7', { phone: '9' }, never)).stored?.values.phone).toBe('9');
    server.answer = ({ path }) => (path.includes('contactpersons') ? GONE : one(detail('7')));
    await expect(individuals().update('7', { phone: '9' }, never)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
    server.answer = () => GONE;
    await expect(individuals().update('8', { phone: '9' }, never)).rejects.toMatchObject({
      code: 'RECORD_GONE',
    });
  });

  test('a currency that Books lacks is refused, and never added there [C2]', async () => {
    server.answer = () => CURRENCIES;
    for (const write of [
      businesses().create({ company_name: 'Oak', currency_code: 'EUR' }, 'f1', never),
      businesses().update('7', { currency_code: 'EUR' }, never),
    ]) {
      await expect(write).rejects.toMatchObject({ code: 'CURRENCY_UNKNOWN', field: 'currency_code' });
    }
    expect(calls()).toEqual(['GET /settings/currencies']);
  });

  test('making a customer inactive is a call of its own, after which it is read anew [D3]', async () => {
    server.answer = () => one(detail('7'));
    const module = businesses();
    await module.get('7', never);
    await module.deactivate('7', never);
    expect(calls().at(-1)).toBe('POST /contacts/7/inactive');
    expect(module.recall?.(['7']).size).toBe(0);
  });
});

test('what was seen of a customer last is told, and whether one of its persons was written since', async () => {
  const persons = [person('1'), person('2', { is_primary_contact: false })];
  const whole = () => one(detail('7', 3, { contact_persons: persons }));
  server.answer = ({ path }) =>
    path.includes('contactpersons') ? onePerson([person('1', { phone: '9' })]) : whole();
  const module = session.module('BOOKS', 'contacts', { ...BUSINESS, personFields: PERSON_FIELDS });
  const seen = () => {
    const shown = module.lastSeen?.('7') ?? null;
    return shown === null ? null : [shown.sinceWrites, shown.record.persons?.length];
  };
  expect(seen()).toBeNull();
  await module.get('7', never);
  expect(seen()).toEqual([true, 2]);
  const below = session.module('BOOKS', 'contact_persons', { fields: PERSON_FIELDS });
  await below.update('7/1', { phone: '9' }, never);
  expect(seen()).toEqual([false, 2]);
  persons.push(person('3', { is_primary_contact: false }));
  await module.update('7', { notes: 'Call first' }, never);
  expect(seen()).toEqual([true, 3]);
  await module.deactivate('7', never);
  expect(seen()).toBeNull();
});

describe('creating customers by a unique field', () => {
  const KEYED = {
    fsmSortBy: null,
    booksModifiedFilter: null,
    uniqueFieldItems: null,
    uniqueFieldContacts: 'cf_key',
    processSync: null,
    hidesPii: false,
    probedAtMs: 0,
  };
  beforeEach(async () => {
    await session.close();
    session = openZohoSession(sessionOptions(server.url, { capabilities: KEYED }));
  });

  const values = { contact_name: 'Will Smith', first_name: 'Will', email: 'will@example.com' };

  test('the person is added by a call of its own: repeated, the keyed one is an update', async () => {
    const bare = { customer_sub_type: 'individual', contact_persons: [], primary_contact_id: '' };
    server.answer = ({ path }) =>
      path.includes('contactpersons') ? onePerson([person('5')]) : one(detail('7', 0, bare));
    const module = individuals();
    expect(module.createIsKeyed).toBe(true);
    const { id, stored } = await module.create(values, 'f1', never);
    expect([id, stored?.values.email]).toEqual(['7', 'will@example.com']);
    expect(server.asked[0]).toMatchObject({
      method: 'PUT',
      headers: { 'x-unique-identifier-key': 'cf_key', 'x-unique-identifier-value': 'f1', 'x-upsert': 'true' },
    });
    expect(body(0)).toEqual({
      contact_type: 'customer',
      customer_sub_type: 'individual',
      contact_name: 'Will Smith',
      custom_fields: [{ api_name: 'cf_key', value: 'f1' }],
    });
    expect(calls().at(-1)).toBe('POST /contacts/contactpersons');
  });

  test('a repetition finds the person there', async () => {
    server.answer = ({ path }) =>
      path.includes('contactpersons') ? onePerson([person('1')]) : one(detail('7'));
    await individuals().create(values, 'f1', never);
    expect(calls()).toEqual(['PUT /contacts', 'PUT /contacts/contactpersons/1']);
  });

  test('a person that Books refuses does not undo the customer that was made', async () => {
    const bare = { contact_persons: [], primary_contact_id: '', email: '' };
    server.answer = ({ path }) =>
      path.includes('contactpersons') ? { status: 400, json: { code: 2 } } : one(detail('7', 0, bare));
    expect(await individuals().create(values, 'f1', never)).toMatchObject({
      id: '7',
      stored: { values: { email: null } },
    });
  });

  describe('the customer that was made is told of all the same', () => {
    const bare = { contact_persons: [], primary_contact_id: '', email: '' };
    const madeThen = (then: Scripted) => {
      server.answer = ({ path }) => (path.includes('contactpersons') ? then : one(detail('7', 0, bare)));
    };
    const theCustomer = { id: '7', stored: { values: { email: null } } };

    test.each<[string, Scripted]>([
      ["when the day's calls end before its person is sent", { status: 429, json: { code: 45 } }],
      ['when the answer about its person is lost', 'drop'],
      ['when Books has forgotten the customer', { status: 404, json: { code: 1002 } }],
      ['when the token is refused', { status: 401, json: { code: 57 } }],
    ])('[law 4] %s', async (_name, then) => {
      madeThen(then);
      expect(await individuals().create(values, 'f1', never)).toMatchObject(theCustomer);
    });

    test('[law 4] when the run is stopped, or the lease lost, before its person is sent', async () => {
      const stop = new AbortController();
      server.answer = (asked) => {
        if (asked.path.includes('contactpersons')) throw new Error('must not be sent');
        stop.abort(new RunCancelled());
        return one(detail('7', 0, bare));
      };
      expect(await individuals().create(values, 'f1', stop.signal)).toMatchObject(theCustomer);
      await session.close();
      let writes = 0;
      const mayWrite = () => {
        writes += 1;
        if (writes > 1) throw new LeaseLost();
      };
      session = openZohoSession(sessionOptions(server.url, { capabilities: KEYED, mayWrite }));
      madeThen({ status: 500, json: {} });
      expect(await individuals().create(values, 'f1', never)).toMatchObject(theCustomer);
      expect(writes).toBe(2);
    });
  });

  test('without a first name nothing is sent', async () => {
    const create = individuals().create({ contact_name: 'Smith', last_name: 'Smith' }, 'f1', never);
    await expect(create).rejects.toMatchObject({ code: 'MANDATORY_EMPTY', field: 'first_name' });
    expect(server.asked).toHaveLength(0);
  });
});

describe('writing contact persons', () => {
  test('the first person of a customer becomes its primary one, also of two at once [T4]', async () => {
    const there: object[] = [];
    server.answer = ({ method, body: text }) => {
      if (method === 'GET') return one(detail('7', 0, { contact_persons: there, primary_contact_id: '' }));
      const made = { contact_person_id: String(there.length + 1), ...JSON.parse(text) };
      there.push(made);
      return { status: 201, json: { code: 0, contact_person: [made] } };
    };
    const module = persons();
    const made = await Promise.all([
      module.create({ first_name: 'Ann' }, 'f1', never, '7'),
      module.create({ first_name: 'Bob' }, 'f2', never, '7'),
    ]);
    expect(made.map(({ id }) => id)).toEqual(['7/1', '7/2']);
    expect(there).toMatchObject([{ first_name: 'Ann', is_primary_contact: true }, { first_name: 'Bob' }]);
    expect(there[1]).not.toHaveProperty('is_primary_contact');
    expect(made[1]?.stored).toMatchObject({ id: '7/2', parentId: '7', values: { first_name: 'Bob' } });
  });

  test('an edit carries the customer and the first name, and tells what was stored', async () => {
    server.answer = ({ method }) =>
      method === 'GET' ? one(detail('7')) : onePerson([person('1', { phone: '9' })]);
    const { stored } = await persons().update('7/1', { phone: '9' }, never);
    expect(body(-1)).toEqual({ contact_id: '7', first_name: 'Will', phone: '9' });
    expect(stored?.values).toMatchObject({ first_name: 'Will', phone: '9' });
  });

  test('no first name, here or there: refused, with the field', async () => {
    const nameless = detail('7', 0, { contact_persons: [person('1', { first_name: '' })] });
    server.answer = () => one(nameless);
    for (const write of [
      persons().update('7/1', { phone: '9' }, never),
      persons().update('7/1', { first_name: null }, never),
      persons().create({ last_name: 'Smith' }, 'f1', never, '7'),
    ]) {
      await expect(write).rejects.toMatchObject({ code: 'MANDATORY_EMPTY', field: 'first_name' });
    }
    expect(calls().every((call) => call.startsWith('GET'))).toBe(true);
  });

  test('persons and customers that are gone', async () => {
    server.answer = ({ path }) => (path.endsWith('/7') ? one(detail('7')) : GONE);
    for (const write of [
      persons().update('7/2', { phone: '9' }, never),
      persons().update('8/1', { phone: '9' }, never),
      persons().create({ first_name: 'Ann' }, 'f1', never, '8'),
    ]) {
      await expect(write).rejects.toMatchObject({ code: 'RECORD_GONE' });
    }
  });

  test('a lost answer leaves doubt, and no second call', async () => {
    server.answer = ({ method }) => (method === 'GET' ? one(detail('7')) : 'drop');
    await expect(persons().create({ first_name: 'Ann' }, 'f1', never, '7')).rejects.toMatchObject({
      code: 'WRITE_IN_DOUBT',
    });
    expect(calls()).toEqual(['GET /contacts/7', 'POST /contacts/contactpersons']);
  });
});
