import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ModuleFields } from '../../src/engine/services.ts';
import { openZohoSession, type SessionOptions, type ZohoSession } from '../../src/zoho/session.ts';
import { type Asked, openScriptedServer, type Scripted, type ScriptedServer } from './scripted-server.ts';
import { never, sessionOptions } from './surroundings.ts';

let server: ScriptedServer;
let session: ZohoSession;
let learned: (boolean | null)[];
beforeEach(async () => {
  server = await openScriptedServer();
  learned = [];
  session = open();
});
afterEach(async () => {
  await session.close();
  await server.close();
});

function open(capabilities: Partial<NonNullable<SessionOptions['capabilities']>> = {}): ZohoSession {
  return openZohoSession(
    sessionOptions(server.url, {
      onLearned: ({ processSync }) => void learned.push(processSync),
      capabilities: {
        fsmSortBy: null,
        booksModifiedFilter: null,
        uniqueFieldItems: null,
        uniqueFieldContacts: null,
        processSync: null,
        hidesPii: false,
        probedAtMs: 0,
        ...capabilities,
      },
    }),
  );
}

const ID = '2411000000320001';
const ADDRESSES = ['Service_Address.City', 'Billing_Address.City', 'Billing_Address.Street_1'];
const textFields = (names: readonly string[]): ModuleFields => ({
  fields: names.map((apiName) => ({ apiName, kind: 'text' })),
});
const CONTACT_FIELDS = textFields(['First_Name', 'Last_Name', 'Email', 'Currency', ...ADDRESSES]);
const COMPANY_FIELDS: ModuleFields = {
  fields: [
    ...textFields(['Company_Name', 'Currency', ...ADDRESSES]).fields,
    { apiName: 'Exchange_Rate', kind: 'decimal' },
  ],
};
const contacts = () => session.module('FSM', 'Contacts', CONTACT_FIELDS);
const companies = () => session.module('FSM', 'Companies', COMPANY_FIELDS);

const BILLING = {
  id: '24110012',
  name: 'Billing',
  Street_1: 'River Rd',
  City: 'Rockford',
  Territory: { id: '5', name: 'North' },
  $editable: true,
};

function row(more: object = {}) {
  return {
    id: ID,
    Company_Name: 'Oak',
    First_Name: 'Ines',
    Last_Name: 'Marlow',
    Email: 'ines@example.com',
    Company: { name: 'Oak', id: '24110001' },
    Currency: 'USD',
    Service_Address: null,
    Billing_Address: BILLING,
    ZBilling_Id: '390807',
    ZBooks_Contact_Person: true,
    $inactive: false,
    Created_Time: '2026-03-02T10:00:00-06:00',
    Modified_Time: '2026-03-02T10:00:00-06:00',
    ...more,
  };
}

const read = (more: object = {}): Scripted => ({ status: 200, json: { data: [row(more)] } });
const DONE: Scripted = {
  status: 200,
  json: { data: [{ code: 'SUCCESS', details: { id: ID, Modified_Time: '2026-03-02T10:00:00-06:00' } }] },
};
const BOOKS_CURRENCIES: Scripted = {
  status: 200,
  json: {
    code: 0,
    currencies: [
      { currency_id: '97', currency_code: 'USD', currency_symbol: '$', is_base_currency: true },
      { currency_id: '98', currency_code: 'EUR', currency_symbol: '€', is_base_currency: false },
    ],
  },
};
const NO_SUCH_CALL: Scripted = { status: 404, json: { code: 'INVALID_URL_PATTERN', status: 'error' } };
const isCurrencies = ({ path }: Asked) => path.endsWith('/currencies');
const isBooks = ({ path }: Asked) => path.startsWith('/books');
const bodies = () => server.asked.flatMap(({ body }) => (body === '' ? [] : [JSON.parse(body)]));
const calls = () => server.asked.map(({ method, path }) => `${method} ${path}`);

/** FSM with these currencies, which takes new ones at the path that shows them, unless it refuses. */
function currencies(inFsm: string[], options: { path?: string; takes?: boolean } = {}): void {
  const { path = '/fsm/v1/settings/currencies', takes = true } = options;
  server.answer = (asked) => {
    if (!isCurrencies(asked)) return asked.method === 'GET' ? read() : DONE;
    if (isBooks(asked)) return BOOKS_CURRENCIES;
    if (asked.path !== path) return NO_SUCH_CALL;
    if (asked.method === 'POST') {
      if (!takes) return { status: 400, json: { code: 'INVALID_DATA', status: 'error' } };
      inFsm.push(JSON.parse(asked.body).currencies[0].iso_code);
      return { status: 201, json: { currencies: [{ code: 'SUCCESS', status: 'success' }] } };
    }
    return { status: 200, json: { currencies: inFsm.map((code) => ({ iso_code: code })) } };
  };
}

describe('reading companies and contacts', () => {
  test('a contact names its company and its Books person; addresses by their members', async () => {
    server.answer = () => read();
    expect(await contacts().get(ID, never)).toMatchObject({
      parentId: '24110001',
      counterpartId: '390807',
      values: { Last_Name: 'Marlow', 'Billing_Address.City': 'Rockford', 'Service_Address.City': null },
    });
    server.answer = () => read({ Company: null });
    expect(await contacts().get(ID, never)).toMatchObject({ parentId: null });
    expect(await companies().get(ID, never)).not.toHaveProperty('parentId');
  });

  test('a mere reference in place of an address tells nothing of its members [P3]', async () => {
    server.answer = () => read({ Billing_Address: { id: '24110012', name: 'Billing' } });
    expect((await companies().get(ID, never))?.values).not.toHaveProperty(['Billing_Address.City']);
  });

  test('where FSM hides personal data, nothing that is carried counts as cleared [P3]', async () => {
    const hidden = { Email: null, First_Name: null, Billing_Address: null };
    server.answer = () => read(hidden);
    expect((await contacts().get(ID, never))?.values).toMatchObject({
      Email: null,
      'Billing_Address.City': null,
    });
    // No contact is without a last name: whatever a probe once found, this row hides what is personal.
    server.answer = () => read({ ...hidden, Last_Name: null });
    expect((await contacts().get(ID, never))?.values).toEqual({ Currency: 'USD' });
    await session.close();
    session = open({ hidesPii: true });
    server.answer = () => read(hidden);
    expect((await contacts().get(ID, never))?.values).toEqual({ Currency: 'USD', Last_Name: 'Marlow' });
  });

  test('a contact is found by the id of its Books person, of which the record id says more [M1]', async () => {
    server.answer = () => read();
    expect(await contacts().findByIdentity('ZBilling_Id', '123/390807', never)).toHaveLength(1);
    expect(server.asked[0]?.query.get('value')).toBe('390807');
    expect(await contacts().findByIdentity('Email', 'ines@example.com', never)).toHaveLength(1);
    await expect(companies().findByIdentity('Email', 'x', never)).rejects.toThrow(TypeError);
  });
});

describe('writing companies and contacts', () => {
  test('a contact is created under its company, with the id of its Books person', async () => {
    server.answer = () => DONE;
    await contacts().create({ Last_Name: 'Marlow', Email: 'i@example.com' }, '123/390807', never, '24110001');
    expect(bodies()).toEqual([
      { data: [{ Last_Name: 'Marlow', Email: 'i@example.com', Company: '24110001', ZBilling_Id: '390807' }] },
    ]);
    await contacts().create({ Last_Name: 'Marlow' }, '390808', never, null);
    expect(bodies().at(-1).data[0]).toEqual({ Last_Name: 'Marlow', ZBilling_Id: '390808' });
  });

  test('an address keeps its id and its other members; lookups in it are written by their ids', async () => {
    server.answer = ({ method }) => (method === 'GET' ? read() : DONE);
    await companies().update(
      ID,
      { 'Billing_Address.City': 'Austin', 'Service_Address.City': 'Austin' },
      never,
    );
    expect(bodies()[0].data[0]).toEqual({
      Billing_Address: {
        id: '24110012',
        name: 'Billing',
        Street_1: 'River Rd',
        City: 'Austin',
        Territory: '5',
      },
      Service_Address: { City: 'Austin' },
    });
  });

  test('where there is no address, clearing one adds none', async () => {
    server.answer = ({ method }) => (method === 'GET' ? read() : DONE);
    await companies().update(ID, { 'Service_Address.City': null, Company_Name: 'Oak' }, never);
    expect(bodies()[0].data[0]).toEqual({ Company_Name: 'Oak' });
    await companies().update(ID, { 'Billing_Address.City': null }, never);
    expect(bodies()[1].data[0].Billing_Address).toMatchObject({ id: '24110012', City: null });
  });

  test('text that FSM would cut is refused, also in an address', async () => {
    const update = companies().update(ID, { 'Billing_Address.City': 'Rock \u{1f600}' }, never);
    await expect(update).rejects.toMatchObject({
      code: 'TEXT_NOT_REPRESENTABLE',
      field: 'Billing_Address.City',
    });
    expect(server.asked).toHaveLength(0);
  });
});

describe('currencies in FSM', () => {
  test.each([
    ['/fsm/v1/settings/currencies', 'the one path'],
    ['/fsm/v1/org/currencies', 'the other'],
  ])('what Books has and FSM lacks is created with rate 1 at %s, %s [C1]', async (path) => {
    const inFsm = ['USD', 'GBP'];
    currencies(inFsm, { path });
    await session.alignCurrencies(never);
    expect(inFsm).toEqual(['USD', 'GBP', 'EUR']);
    expect(bodies()).toEqual([
      { currencies: [expect.objectContaining({ iso_code: 'EUR', exchange_rate: '1', symbol: '€' })] },
    ]);
    await session.alignCurrencies(never);
    expect(bodies()).toHaveLength(1);
    expect(server.asked.every((asked) => !isBooks(asked) || asked.method === 'GET')).toBe(true);
  });

  test('where FSM shows no currencies, it is left as it is', async () => {
    server.answer = (asked) =>
      isBooks(asked) ? BOOKS_CURRENCIES : asked.method === 'GET' ? NO_SUCH_CALL : DONE;
    await session.alignCurrencies(never);
    await companies().create({ Company_Name: 'Oak', Currency: 'EUR' }, '1', never);
    expect(bodies()).toEqual([
      { data: [{ Company_Name: 'Oak', Currency: 'EUR', Exchange_Rate: 1, ZBilling_Id: '1' }] },
    ]);
  });

  test('a write with a currency that FSM lacks creates it first, once for all [C1]', async () => {
    const inFsm = ['USD'];
    currencies(inFsm);
    await Promise.all(
      ['1', '2'].map((key) => companies().create({ Company_Name: key, Currency: 'EUR' }, key, never)),
    );
    expect(inFsm).toEqual(['USD', 'EUR']);
    expect(bodies().filter((body) => 'currencies' in body)).toHaveLength(1);
  });

  test('one that FSM lacks even so fails its record, after a single try [C2]', async () => {
    currencies(['USD'], { takes: false });
    for (const code of ['EUR', 'EUR', 'CHF']) {
      await expect(companies().update(ID, { Currency: code }, never)).rejects.toMatchObject({
        code: 'CURRENCY_UNKNOWN',
        field: 'Currency',
      });
    }
    const posts = calls().filter((call) => call === 'POST /fsm/v1/settings/currencies');
    expect(posts).toHaveLength(2);
    expect(calls().some((call) => call.includes('/Companies'))).toBe(false);
  });

  test.each([
    [{ Currency: 'EUR' }, 1],
    [{ Currency: 'EUR', Exchange_Rate: '1.085' }, 1.085],
    [{ Currency: 'USD' }, undefined],
    [{}, undefined],
  ])('%o is created with the rate %s', async (values, rate) => {
    currencies(['USD', 'EUR']);
    await companies().create({ Company_Name: 'Oak', ...values }, '1', never);
    expect(bodies().at(-1).data[0].Exchange_Rate).toBe(rate);
  });
});

describe('noting the counterpart', () => {
  const note = (id = ID) => contacts().noteCounterpart?.(id, '123/390807', never);

  test('the link call carries the id of the person alone, and that it works is learned once', async () => {
    server.answer = () => ({ status: 200, json: { code: 'SUCCESS' } });
    expect([await note(), await note()]).toEqual([true, true]);
    expect(server.asked[0]).toMatchObject({
      method: 'POST',
      path: `/fsm/v1/Contacts/${ID}/actions/process_sync`,
      rawQuery: '?sync_service=finance',
      body: '{"integ_id":"390807","sync_process":"link"}',
    });
    expect(learned).toEqual([true]);
  });

  test.each<[string, Scripted]>([
    ['an unknown address', NO_SUCH_CALL],
    ['another unknown address', { status: 404, json: { code: 'NOT_FOUND' } }],
    ['an unknown module', { status: 400, json: { code: 'INVALID_MODULE', status: 'error' } }],
  ])('%s: the call is not tried again', async (_title, answer) => {
    server.answer = () => answer;
    expect([await note(), await note()]).toEqual([false, false]);
    expect(server.asked).toHaveLength(1);
    expect(learned).toEqual([false]);
  });

  test.each<[string, Scripted]>([
    ['a refusal', { status: 400, json: { code: 'INVALID_DATA', status: 'error' } }],
    ['a missing right', { status: 401, json: { code: 'OAUTH_SCOPE_MISMATCH', status: 'error' } }],
    ['a record that is gone', { status: 204 }],
    ['a lost answer', 'drop'],
    ['a fault', { status: 500, json: { code: 'INTERNAL_ERROR' } }],
  ])('%s: false, without a second call and without a word of the record', async (_title, answer) => {
    server.answer = () => answer;
    expect(await note()).toBe(false);
    expect(server.asked).toHaveLength(1);
    expect(learned).toEqual([]);
  });

  test('items are tried under both names of their module', async () => {
    server.answer = ({ path }) =>
      path.includes('/Products/')
        ? { status: 200, json: { code: 'SUCCESS' } }
        : { status: 400, json: { code: 'INVALID_MODULE', status: 'error' } };
    const parts = session.module('FSM', 'Service_And_Parts', { fields: [] });
    expect(await parts.noteCounterpart?.(ID, '390807', never)).toBe(true);
    expect(learned).toEqual([true]);
  });

  test('what an earlier session learned saves the call', async () => {
    await session.close();
    session = open({ processSync: false });
    expect(await note()).toBe(false);
    expect(server.asked).toHaveLength(0);
  });
});
