import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness, type Reply } from './harness.ts';

let zoho: Harness;

beforeEach(async () => {
  zoho = await Harness.start();
});
afterEach(() => zoho.close());

type Row = Record<string, unknown>;

const edit = (id: string, body: unknown): Promise<Reply> => zoho.books('PUT', `/contacts/${id}`, body);
const primary = {
  first_name: 'Will',
  last_name: 'Smith',
  email: 'will@example.com',
  is_primary_contact: true,
};

test('the control plane makes fields mandatory, shorter, private or gone', async () => {
  await zoho.patch({ required: true, maxLength: 5 }, '/fields/books/contacts/company_name');
  await zoho.patch({ pii: true, ephi: true }, '/fields/invoice/contacts/notes');
  await zoho.patch({ removed: true }, '/fields/books/contact/twitter');
  await zoho.patch({ removed: true }, '/fields/books/contactperson/skype');
  expect((await zoho.patch({}, '/fields/books/contacts/nonsense')).status).toBe(404);
  const create = (body: Row) => zoho.books('POST', '/contacts', { contact_name: 'A', ...body });
  expect(await create({})).toMatchObject({ status: 400, body: { code: 4 } });
  expect(await create({ company_name: '123456' })).toMatchObject({ status: 400, body: { code: 15 } });
  const persons = [{ first_name: 'Will', skype: 'will' }];
  const made = await create({ company_name: '12345', twitter: 'a', contact_persons: persons });
  expect(made.status).toBe(201);
  expect(made.body.contact).not.toHaveProperty('twitter');
  expect(made.body.contact.contact_persons[0]).not.toHaveProperty('skype');
  const { fields } = (await zoho.books('GET', '/settings/fields?entity=contact')).body;
  const named = (name: string) => fields.find((field: Row) => field.api_name === name);
  expect(named('notes')).toMatchObject({ pii_type: 'pii', ephi_type: 'ephi' });
  expect(named('company_name')).toMatchObject({ is_mandatory: true, max_length: 5 });
  expect(named('twitter')).toBeUndefined();
  expect(named('contact_name')).toMatchObject({ max_length: 200, is_mandatory: true });
  const ofPersons = (await zoho.books('GET', '/settings/fields?entity=contact_person')).body.fields;
  expect(ofPersons.map((field: Row) => field.api_name)).toEqual(
    expect.arrayContaining(['first_name', 'email']),
  );
});

test('a field of the person is mandatory on the contact through its primary person', async () => {
  await zoho.patch({ required: true }, '/fields/books/contacts/email');
  const create = (contact_persons: Row[]) =>
    zoho.books('POST', '/contacts', { contact_name: 'A', contact_persons });
  expect(await create([])).toMatchObject({ status: 400, body: { code: 4 } });
  expect(await create([{ ...primary, email: '' }])).toMatchObject({ status: 400, body: { code: 4 } });
  const made = await create([primary]);
  expect(made.status).toBe(201);
  const id = made.body.contact.contact_id;
  expect((await edit(id, { notes: 'x' })).status).toBe(200);
  expect(await edit(id, { contact_persons: [] })).toMatchObject({ status: 400, body: { code: 4 } });
});

test('a keyed upsert creates once and then edits; without the field it is refused', async () => {
  const keyed = (value: string, upsert: boolean, body: object) =>
    zoho.books('PUT', '/contacts', body, {
      'X-Unique-Identifier-Key': 'cf_fieldledger_id',
      'X-Unique-Identifier-Value': value,
      ...(upsert ? { 'X-Upsert': 'true' } : {}),
    });
  const custom_fields = [{ api_name: 'cf_fieldledger_id', value: 'fsm-1' }];
  const body = (notes: string) => ({ contact_name: 'Keyed', notes, custom_fields });
  expect(await keyed('fsm-1', true, body('1'))).toMatchObject({ status: 400, body: { code: 2 } });
  await zoho.patch({ capabilities: { uniqueField: true } });
  expect(await keyed('fsm-1', false, body('1'))).toMatchObject({ status: 404, body: { code: 1002 } });
  const first = await keyed('fsm-1', true, body('1'));
  expect(first).toMatchObject({ status: 201, body: { message: 'The contact has been added.' } });
  const second = await keyed('fsm-1', true, body('2'));
  const { contact_id } = first.body.contact;
  expect(second).toMatchObject({ status: 200, body: { contact: { contact_id, notes: '2' } } });
  const copy = await zoho.books('POST', '/contacts', { ...body('3'), contact_name: 'Copy' });
  expect(copy).toMatchObject({ status: 400, body: { code: 2 } });
  await zoho.patch({ capabilities: { uniqueField: false } });
  expect(await keyed('fsm-1', true, body('4'))).toMatchObject({ status: 400, body: { code: 2 } });
});

test('an upsert stores its key by itself, and answers 200, where the switches say so', async () => {
  const switches = { booksUpsertStoresKey: true, booksUpsertCreateStatus: 200 } as const;
  await zoho.reset({ organizations: [{}], switches });
  await zoho.patch({ capabilities: { uniqueField: true } });
  const headers = {
    'X-Unique-Identifier-Key': 'cf_fieldledger_id',
    'X-Unique-Identifier-Value': 'fsm-1',
    'X-Upsert': 'true',
  };
  const upsert = () => zoho.books('PUT', '/contacts', { contact_name: 'Keyed' }, headers);
  const first = await upsert();
  expect(first).toMatchObject({ status: 200, body: { message: 'The contact has been added.' } });
  const { contact_id } = first.body.contact;
  const custom_field_hash = { cf_fieldledger_id: 'fsm-1' };
  expect((await upsert()).body.contact).toMatchObject({ contact_id, custom_field_hash });
});

test('the account’s CRM integration is told unless the switch hides it', async () => {
  const integration = async () => (await zoho.books('GET', '/settings/integrations/zohocrm')).body;
  const none = { is_enabled: false, sync_type: null, is_sync_running: false };
  expect((await integration()).integration).toEqual(none);
  await zoho.patch({ crmSync: { type: 'III', running: true } });
  const some = { is_enabled: true, sync_type: 'type_iii', is_sync_running: true };
  expect((await integration()).integration).toEqual(some);
  await zoho.reset({ organizations: [{}], switches: { booksShowsCrmIntegration: false } });
  const hidden = await zoho.books('GET', '/settings/integrations/zohocrm');
  expect(hidden).toMatchObject({ status: 404, body: { code: 5 } });
});
