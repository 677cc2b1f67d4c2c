import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Harness, type Reply } from './harness.ts';

let zoho: Harness;

beforeEach(async () => {
  zoho = await Harness.start();
});
afterEach(() => zoho.close());

type Row = Record<string, unknown>;

const contact = (values: Row = {}) => zoho.bookContact(values);
const edit = (id: string, body: unknown): Promise<Reply> => zoho.books('PUT', `/contacts/${id}`, body);
const read = async (id: string) => (await zoho.books('GET', `/contacts/${id}`)).body.contact;
const names = async (query: string): Promise<string[]> =>
  (await zoho.books('GET', `/contacts?${query}`)).body.contacts.map((row: Row) => row.contact_name);

describe('values of a contact', () => {
  test('a new one has the observed defaults and two addresses with ids of their own', async () => {
    const made = await contact();
    expect(made).toMatchObject({
      contact_type: 'customer',
      customer_sub_type: 'business',
      status: 'active',
      source: 'api',
      currency_code: 'USD',
      payment_terms: 0,
      payment_terms_label: 'Due on Receipt',
      portal_status: 'disabled',
      contact_persons: [],
      primary_contact_id: '',
      email: '',
    });
    const ids = [
      made.contact_id,
      made.billing_address.address_id,
      made.shipping_address.address_id,
      made.entity_address_id,
    ];
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^\d{18}$/);
  });

  test('an edit changes only what it names; null empties a text', async () => {
    const { contact_id: id, payment_terms_id } = await contact({
      company_name: 'Bowman',
      notes: ' By check ',
      payment_terms: 15,
    });
    const edited = (await edit(id, { notes: null, website: 'example.com' })).body.contact;
    expect(edited).toMatchObject({
      contact_name: 'Bowman and Co',
      company_name: 'Bowman',
      notes: '',
      website: 'example.com',
      payment_terms: 15,
      payment_terms_label: 'Net 15',
      payment_terms_id,
    });
  });

  test('the name is mandatory and takes 200 characters; other texts have lengths of their own', async () => {
    for (const body of [{}, { contact_name: '  ' }, { contact_name: null }])
      expect(await zoho.books('POST', '/contacts', body)).toMatchObject({ status: 400, body: { code: 4 } });
    const { contact_id: id } = await contact({ contact_name: '😀'.repeat(200) });
    for (const body of [
      { contact_name: 'x'.repeat(201) },
      { facebook: 'x'.repeat(101) },
      { billing_address: { street2: 'x'.repeat(256) } },
      { shipping_address: { zip: 'x'.repeat(51) } },
      { contact_persons: [{ first_name: 'x'.repeat(101) }] },
      { contact_persons: [{ first_name: 'x', salutation: 'x'.repeat(26) }] },
    ])
      expect([body, (await edit(id, body)).body.code]).toEqual([body, 15]);
    const long = { billing_address: { address: 'x'.repeat(500), street2: 'y'.repeat(255) } };
    expect((await edit(id, long)).status).toBe(200);
  });

  test('wrong kinds of values are refused with code 2', async () => {
    const { contact_id: id } = await contact();
    for (const body of [
      { currency_id: '460000000000000999' },
      { payment_terms: 'Net 15' },
      { payment_terms: 1.5 },
      { customer_sub_type: 'company' },
      { contact_type: 'lead' },
      { billing_address: 'Hopyard Rd' },
      { contact_persons: {} },
      { custom_fields: [{ api_name: 'cf_unknown', value: 1 }] },
    ]) {
      const refused = await edit(id, body);
      expect([body, refused.status, refused.body.code]).toEqual([body, 400, 2]);
    }
  });

  test('a currency is told by id, code and symbol', async () => {
    const currencies = (await zoho.books('GET', '/settings/currencies')).body.currencies;
    const euro = currencies.find((row: Row) => row.currency_code === 'EUR');
    const made = await contact({ currency_id: euro.currency_id });
    expect(made).toMatchObject({ currency_code: 'EUR', currency_symbol: '€', is_bcy_only_contact: false });
    expect(made.customer_currency_summaries).toMatchObject([{ currency_code: 'EUR' }]);
  });

  test('the language is set on create only; number and credit limit show once they hold something', async () => {
    const made = await contact({ language_code: 'en' });
    expect(made).toMatchObject({ language_code: 'en', language_code_formatted: 'English' });
    for (const key of ['contact_number', 'credit_limit']) expect(made).not.toHaveProperty(key);
    const body = { language_code: 'de', contact_number: 'CNT-1', credit_limit: 1000.5 };
    const edited = (await edit(made.contact_id, body)).body.contact;
    expect(edited).toMatchObject({ language_code: 'en', contact_number: 'CNT-1', credit_limit: 1000.5 });
  });

  test('an address that is sent replaces the old one, or merges into it where the switch says so', async () => {
    const whole = { address: '4900 Hopyard Rd', city: 'Pleasanton', zip: 94588, country: 'USA' };
    const first = await contact({ billing_address: whole });
    expect(first.billing_address).toMatchObject({ zip: '94588', country: 'USA', country_code: 'US' });
    const replaced = (await edit(first.contact_id, { billing_address: { city: 'Dublin' } })).body.contact;
    expect(replaced.billing_address).toMatchObject({
      address_id: first.billing_address.address_id,
      city: 'Dublin',
      zip: '',
      country_code: '',
    });
    await zoho.reset({ organizations: [{}], switches: { booksAddressPartial: 'merge' } });
    const { contact_id: id } = await contact({ billing_address: whole });
    const merged = (await edit(id, { billing_address: { city: 'Dublin' } })).body.contact;
    expect(merged.billing_address).toMatchObject({ city: 'Dublin', zip: '94588' });
    expect((await edit(id, { notes: 'x' })).body.contact.billing_address).toMatchObject({ city: 'Dublin' });
  });

  test('custom fields are named by id, api name, label or index; unlisted ones stay', async () => {
    await zoho.patch({}, '/fields/books/contact/cf_vat_id');
    await zoho.patch({}, '/fields/books/contacts/cf_region');
    const metadata = await zoho.books('GET', '/settings/preferences/customfields?entity=contact');
    const [vat, region] = metadata.body.customfields;
    const made = await contact({
      custom_fields: [
        { index: 1, value: 'GB 1' },
        { customfield_id: region.customfield_id, value: 'North' },
      ],
    });
    expect(made.custom_field_hash).toMatchObject({ cf_vat_id: 'GB 1', cf_region: 'North' });
    const body = { custom_fields: [{ label: vat.label, value: 'GB 2' }] };
    const edited = (await edit(made.contact_id, body)).body.contact;
    expect(edited.custom_field_hash).toMatchObject({ cf_vat_id: 'GB 2', cf_region: 'North' });
    const [row] = (await zoho.books('GET', '/contacts')).body.contacts;
    expect(row).toMatchObject({ cf_vat_id: 'GB 2', custom_fields: [{ value: 'GB 2' }, { value: 'North' }] });
    await zoho.reset({ organizations: [{}], switches: { booksCustomFieldsMerge: false } });
    for (const name of ['cf_a', 'cf_b']) await zoho.patch({}, `/fields/books/contacts/${name}`);
    const both = ['cf_a', 'cf_b'].map((api_name) => ({ api_name, value: '1' }));
    const { contact_id: id } = await contact({ custom_fields: both });
    const rest = (await edit(id, { custom_fields: both.slice(0, 1) })).body.contact;
    expect(rest.custom_field_hash).toEqual({ cf_a: '1', cf_a_unformatted: '1' });
  });
});

describe('names', () => {
  test('one in use is refused with 3062, case and contact type aside, on create and on rename', async () => {
    await contact({ contact_name: 'Hopyard' });
    const { contact_id: id } = await contact({ contact_name: 'Other' });
    const again = (values: Row) => zoho.books('POST', '/contacts', { contact_name: 'HOPYARD', ...values });
    expect(await again({})).toMatchObject({ status: 400, body: { code: 3062 } });
    expect(await again({ contact_type: 'vendor' })).toMatchObject({ status: 400, body: { code: 3062 } });
    expect(await edit(id, { contact_name: ' hopyard ' })).toMatchObject({ body: { code: 3062 } });
    await zoho.patch({ allowDuplicateNames: true });
    expect((await again({})).status).toBe(201);
    await zoho.patch({ allowDuplicateNames: false });
    expect(await names('filter_by=Status.Duplicate')).toEqual(['Hopyard', 'HOPYARD']);
    const [twin] = (await zoho.books('GET', '/contacts?filter_by=Status.Duplicate')).body.contacts;
    expect((await edit(twin.contact_id, { contact_name: twin.contact_name, notes: 'x' })).status).toBe(200);
  });

  test('vendors have names of their own where the switch says so, and case counts where another does', async () => {
    const switches = { booksVendorsShareNames: false, booksNamesIgnoreCase: false };
    await zoho.reset({ organizations: [{}], switches });
    await contact();
    await contact({ contact_type: 'vendor' });
    await contact({ contact_name: 'BOWMAN and Co' });
    const refused = await zoho.books('POST', '/contacts', { contact_name: 'Bowman and Co' });
    expect(refused).toMatchObject({ status: 400, body: { code: 3062 } });
  });
});

describe('state and stamps', () => {
  test('inactive contacts stay readable; the list without a filter has them unless the switch says otherwise', async () => {
    const { contact_id: id } = await contact();
    await zoho.books('POST', `/contacts/${id}/inactive`);
    expect((await read(id)).status).toBe('inactive');
    expect(await names('filter_by=Status.Active')).toEqual([]);
    expect(await names('filter_by=Status.Inactive')).toHaveLength(1);
    expect(await names('')).toHaveLength(1);
    await zoho.books('POST', `/contacts/${id}/active`);
    expect(await names('filter_by=Status.Active')).toHaveLength(1);
    await zoho.reset({ organizations: [{}], switches: { booksContactsDefaultFilter: 'Status.Active' } });
    const { contact_id: other } = await contact();
    await zoho.books('POST', `/contacts/${other}/inactive`);
    const list = await zoho.books('GET', '/contacts');
    expect(list.body).toMatchObject({ contacts: [], page_context: { applied_filter: 'Status.Active' } });
  });

  test('a deleted contact answers 404 with 1002, and a refused delete leaves it there', async () => {
    const { contact_id: id, has_transaction } = await contact();
    expect(has_transaction).toBe(false);
    await zoho.patch({ capabilities: { refuseDeletes: true } });
    const refused = await zoho.books('DELETE', `/contacts/${id}`);
    expect(refused).toMatchObject({ status: 400, body: { code: 2049 } });
    expect((await read(id)).has_transaction).toBe(true);
    await zoho.patch({ capabilities: { refuseDeletes: false } });
    expect(await zoho.books('DELETE', `/contacts/${id}`)).toMatchObject({ status: 200, body: { code: 0 } });
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/active'],
      ['GET', '/contactpersons'],
    ] as const) {
      const gone = await zoho.books(method, `/contacts/${id}${path}`, method === 'PUT' ? {} : undefined);
      expect([method, path, gone.status, gone.body.code]).toEqual([method, path, 404, 1002]);
    }
    expect((await contact()).contact_id).not.toBe(id);
  });

  test('every write moves last_modified_time, none moves it back', async () => {
    const { contact_id: id, last_modified_time: first, created_time } = await contact();
    expect(first).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0[45]00$/);
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    const edited = (await edit(id, { notes: 'x' })).body.contact;
    expect(edited.created_time).toBe(created_time);
    const times = [first, edited.last_modified_time];
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    await zoho.books('POST', `/contacts/${id}/inactive`);
    times.push((await read(id)).last_modified_time);
    expect(new Set(times).size).toBe(3);
    await zoho.control('POST', '/clock', { skewMs: -3_600_000 });
    expect((await edit(id, { notes: 'y' })).body.contact.last_modified_time).toBe(times[2]);
  });

  test('a change reaches lists late and direct reads at once', async () => {
    await zoho.patch({ capabilities: { listLagMs: 5_000 } });
    const { contact_id: id } = await contact();
    expect((await read(id)).contact_name).toBe('Bowman and Co');
    expect(await names('')).toEqual([]);
    await zoho.control('POST', '/clock', { advanceMs: 5_001 });
    expect(await names('')).toEqual(['Bowman and Co']);
  });
});
