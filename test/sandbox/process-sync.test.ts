/** The link call of the simulated FSM, on companies, contacts and items (fsm-api.md 10, 11). */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Harness, sample } from './harness.ts';

const zoho = await Harness.start();

beforeEach(() => zoho.reset({ organizations: [{}] }));
afterAll(() => zoho.close());

const MODULES = ['Companies', 'Contacts', 'Service_And_Parts'] as const;
type Module = (typeof MODULES)[number];

const RECORDS: Readonly<Record<Module, Record<string, unknown>>> = {
  Companies: { Company_Name: 'Brightwater' },
  Contacts: { First_Name: 'Ines', Last_Name: 'Marlow', Email: 'ines@example.com' },
  Service_And_Parts: { Name: 'Ball valve', Unit_Price: 12.5, Type: 'Part' },
};

async function made(module: Module, values: Record<string, unknown> = {}): Promise<string> {
  const answer = await zoho.fsm('POST', `/${module}`, { data: [{ ...RECORDS[module], ...values }] });
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}`);
  return answer.body.data[module][0].id;
}

const read = async (module: Module, id: string) => (await zoho.fsm('GET', `/${module}/${id}`)).body.data[0];
const sync = (module: Module, id: string, body: unknown, query = '?sync_service=finance') =>
  zoho.fsm('POST', `/${module}/${id}/actions/process_sync${query}`, body);
const send = (module: Module, id: string, sync_process: string, integ_id?: string) =>
  sync(module, id, { sync_process, integ_id });

async function customer(values: Record<string, unknown> = {}) {
  const body = { contact_name: 'Brightwater', contact_persons: [{ first_name: 'Ines' }], ...values };
  const answer = await zoho.books('POST', '/contacts', body);
  if (answer.status !== 201) throw new Error(`create answered ${answer.status} ${answer.body?.code}`);
  return answer.body.contact;
}

/** A record of Books that one of the module can be linked with. */
async function target(module: Module): Promise<string> {
  if (module !== 'Service_And_Parts') return (await customer()).contact_id;
  return String((await zoho.bookItem()).item_id);
}

describe.each(MODULES)('%s', (module) => {
  test('link, found by the id, and unlink; the keys may stand under data', async () => {
    const id = await made(module);
    const integ_id = await target(module);
    const request = { ...sample('fsm', 'request-process-sync-link.json'), integ_id };
    expect((await sync(module, id, request)).status).toBe(200);
    expect(await read(module, id)).toMatchObject({ ZBilling_Id: integ_id });
    const query = `api_name=ZBilling_Id&comparator=equal&value=${integ_id}`;
    const found = await zoho.fsm('GET', `/${module}/search?${query}`);
    expect(found.body.data).toMatchObject([{ id }]);
    expect((await send(module, id, 'unlink', '999')).status).toBe(400);
    expect((await sync(module, id, { data: [{ sync_process: 'unlink', integ_id }] })).status).toBe(200);
    expect(await read(module, id)).toMatchObject({ ZBilling_Id: null });
  });

  test('refuses what it cannot do, and everything without the capability', async () => {
    const id = await made(module);
    const integ_id = await target(module);
    const request = { sync_process: 'link', integ_id };
    const answers = [
      await sync(module, id, { ...request, integ_id: '999' }),
      await sync(module, id, { sync_process: 'link' }),
      await sync(module, id, { ...request, sync_process: 'merge' }),
      await sync(module, id, request, '?sync_service=zohocrm'),
      await sync(module, id, request, ''),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 400, 400]);
    expect(answers[0]?.body.data[0]).toMatchObject({
      code: 'INVALID_DATA',
      details: { api_name: 'integ_id' },
    });
    expect((await send(module, `${id.slice(0, -3)}999`, 'link', integ_id)).status).toBe(204);
    await zoho.patch({ capabilities: { processSync: false } });
    expect(await sync(module, id, request)).toMatchObject({
      status: 404,
      body: { code: 'INVALID_URL_PATTERN' },
    });
    expect(await read(module, id)).toMatchObject({ ZBilling_Id: null });
  });

  test('push makes the counterpart once; neither a linked record nor a name in use can be pushed', async () => {
    const id = await made(module);
    expect((await send(module, id, 'push')).status).toBe(200);
    const { ZBilling_Id: billingId } = await read(module, id);
    expect(billingId).toMatch(/^\d{16,19}$/);
    expect((await send(module, id, 'push')).status).toBe(400);
    const twin = await made(module, module === 'Contacts' ? { Email: 'other@example.com' } : {});
    expect((await send(module, twin, 'push')).status).toBe(400);
    expect(await read(module, twin)).toMatchObject({ ZBilling_Id: null });
    await zoho.patch({ allowDuplicateNames: true });
    expect((await send(module, twin, 'push')).status).toBe(200);
  });

  test('linking moves Modified_Time unless the switch says otherwise, and sets off workflows', async () => {
    const modified = async (id: string) => Date.parse((await read(module, id)).Modified_Time);
    const linkedLater = async (id: string) => {
      const before = await modified(id);
      const integ_id = await target(module);
      await zoho.control('POST', '/clock', { advanceMs: 60_000 });
      await send(module, id, 'link', integ_id);
      return Math.round(((await modified(id)) - before) / 60_000);
    };
    expect(await linkedLater(await made(module))).toBe(1);
    await zoho.reset({ switches: { fsmLinkMovesModifiedTime: false }, organizations: [{}] });
    expect(await linkedLater(await made(module))).toBe(0);
    await zoho.patch({ capabilities: { workflowEchoMs: 1_000 } });
    const [{ id }] = (await zoho.fsm('GET', `/${module}`)).body.data;
    const { ZBilling_Id } = await read(module, id);
    const before = await modified(id);
    await send(module, id, 'unlink', ZBilling_Id);
    expect(await modified(id)).toBe(before);
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    expect(await modified(id)).toBeGreaterThan(before);
  });
});

describe('customers', () => {
  test('a contact linked with a contact person is marked as one, with a customer it is not', async () => {
    const id = await made('Contacts');
    const { contact_id, contact_persons } = await customer();
    const [{ contact_person_id }] = contact_persons;
    expect((await send('Contacts', id, 'link', contact_person_id)).status).toBe(200);
    const marked = { ZBilling_Id: contact_person_id, ZBooks_Contact_Person: true };
    expect(await read('Contacts', id)).toMatchObject(marked);
    await send('Contacts', id, 'unlink', contact_person_id);
    expect(await read('Contacts', id)).toMatchObject({ ZBilling_Id: null, ZBooks_Contact_Person: null });
    await send('Contacts', id, 'link', contact_id);
    expect(await read('Contacts', id)).toMatchObject({
      ZBilling_Id: contact_id,
      ZBooks_Contact_Person: null,
    });
    const company = await made('Companies');
    expect((await send('Companies', company, 'link', contact_person_id)).status).toBe(400);
  });

  test('nothing is linked with a vendor or one of its persons', async () => {
    const { contact_id, contact_persons } = await customer({ contact_type: 'vendor' });
    const company = await made('Companies');
    const contact = await made('Contacts');
    expect((await send('Companies', company, 'link', contact_id)).status).toBe(400);
    expect((await send('Contacts', contact, 'link', contact_persons[0].contact_person_id)).status).toBe(400);
  });

  test('where ZBilling_Id can be written, the mark follows it, also on create', async () => {
    await zoho.reset({ switches: { fsmBillingIdWritable: true }, organizations: [{}] });
    const { contact_id, contact_persons } = await customer();
    const [{ contact_person_id }] = contact_persons;
    const id = await made('Contacts', { ZBilling_Id: contact_person_id });
    expect(await read('Contacts', id)).toMatchObject({ ZBooks_Contact_Person: true });
    await zoho.fsm('PUT', `/Contacts/${id}`, { data: [{ ZBilling_Id: contact_id }] });
    expect(await read('Contacts', id)).toMatchObject({
      ZBilling_Id: contact_id,
      ZBooks_Contact_Person: null,
    });
  });

  test('a pushed company becomes a business customer, with its currency and addresses', async () => {
    const id = await made('Companies', {
      Website: 'www.example.com',
      Currency: 'EUR',
      Exchange_Rate: 1.1,
      Billing_Address: { Street_1: '120 River Rd', Zip_Code: '61104' },
    });
    await send('Companies', id, 'push');
    const { ZBilling_Id } = await read('Companies', id);
    const { body } = await zoho.books('GET', `/contacts/${ZBilling_Id}`);
    expect(body.contact).toMatchObject({
      contact_name: 'Brightwater',
      company_name: 'Brightwater',
      customer_sub_type: 'business',
      website: 'www.example.com',
      currency_code: 'EUR',
      billing_address: { address: '120 River Rd', zip: '61104' },
      shipping_address: { address: '' },
      contact_persons: [],
    });
    const other = await made('Companies', { Company_Name: 'Vale', Currency: 'EUR', Exchange_Rate: 1.1 });
    await zoho.patch({ currencies: { books: [] } });
    expect((await send('Companies', other, 'push')).body.data[0].details).toEqual({ api_name: 'Currency' });
  });

  test('a pushed contact becomes an individual customer, unless it belongs to a company', async () => {
    const id = await made('Contacts', { Phone: '555-010-0111' });
    await send('Contacts', id, 'push');
    const record = await read('Contacts', id);
    expect(record).toMatchObject({ ZBooks_Contact_Person: null });
    const { body } = await zoho.books('GET', `/contacts/${record.ZBilling_Id}`);
    expect(body.contact).toMatchObject({
      contact_name: 'Ines Marlow',
      customer_sub_type: 'individual',
      email: 'ines@example.com',
      contact_persons: [{ last_name: 'Marlow', phone: '555-010-0111', is_primary_contact: true }],
    });
    const member = await made('Contacts', { Last_Name: 'Other', Company: await made('Companies') });
    expect((await send('Contacts', member, 'push')).status).toBe(400);
  });
});
