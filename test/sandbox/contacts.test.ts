import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Harness, type Reply } from './harness.ts';

let zoho: Harness;

beforeEach(async () => {
  zoho = await Harness.start();
});
afterEach(() => zoho.close());

type Row = Record<string, unknown>;

/** The created contact as its answer shows it. */
async function contact(values: Row = {}) {
  const answer = await zoho.books('POST', '/contacts', { contact_name: 'Bowman and Co', ...values });
  if (answer.status !== 201) throw new Error(`create answered ${answer.status} ${answer.body?.code}`);
  return answer.body.contact;
}

const edit = (id: string, body: unknown): Promise<Reply> => zoho.books('PUT', `/contacts/${id}`, body);
const read = async (id: string) => (await zoho.books('GET', `/contacts/${id}`)).body.contact;
const names = async (query: string): Promise<string[]> =>
  (await zoho.books('GET', `/contacts?${query}`)).body.contacts.map((row: Row) => row.contact_name);
const primary = {
  first_name: 'Will',
  last_name: 'Smith',
  email: 'will@example.com',
  is_primary_contact: true,
};

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

describe('the list', () => {
  beforeEach(async () => {
    await contact({
      contact_name: 'Alpha Plumbing',
      company_name: 'Alpha Ltd',
      contact_persons: [primary, { first_name: 'Ann', email: 'ann@example.com' }],
      billing_address: { city: 'Pleasanton' },
      notes: 'Rings twice',
    });
    const zoe = {
      ...primary,
      first_name: 'Zoe',
      email: 'zoe@example.com',
      phone: '+1 555',
      enable_portal: true,
    };
    await contact({ contact_name: 'beta Pools', contact_persons: [zoe] });
    await contact({ contact_name: 'Gamma', contact_type: 'vendor' });
  });

  test('searches by the texts of the contact and of its primary person, case aside', async () => {
    for (const [query, expected] of [
      ['contact_name=ALPHA%20plumbing', ['Alpha Plumbing']],
      ['contact_name_startswith=bet', ['beta Pools']],
      ['contact_name_contains=a', ['Alpha Plumbing', 'beta Pools', 'Gamma']],
      ['company_name_contains=ltd', ['Alpha Plumbing']],
      ['email=WILL@example.com', ['Alpha Plumbing']],
      ['email=ann@example.com', []],
      ['email_startswith=zoe', ['beta Pools']],
      ['first_name=zoe&last_name=smith', ['beta Pools']],
      ['phone_contains=555', ['beta Pools']],
      ['address_contains=pleasanton', ['Alpha Plumbing']],
      ['search_text=twice', ['Alpha Plumbing']],
      ['search_text=zoe@', ['beta Pools']],
      ['contact_type=vendor', ['Gamma']],
      ['contact_type=customer&contact_name=gamma', []],
      ['zcrm_contact_id=1', []],
      ['filter_by=Status.PortalEnabled', ['beta Pools']],
      ['filter_by=Invoice.OverDue', []],
      ['cf_anything=1&nmae=x', ['Alpha Plumbing', 'beta Pools', 'Gamma']],
    ] as const)
      expect([query, await names(query)]).toEqual([query, expected]);
  });

  test('refuses filters and columns that it does not have, and searches over 100 characters', async () => {
    for (const query of [
      'filter_by=Status.Unknown',
      'sort_column=website',
      'contact_type=lead',
      `email=${'x'.repeat(101)}`,
    ])
      expect(await zoho.books('GET', `/contacts?${query}`)).toMatchObject({ status: 400, body: { code: 2 } });
  });

  test('sorts by the documented columns', async () => {
    for (const [query, expected] of [
      ['sort_order=D', ['Gamma', 'beta Pools', 'Alpha Plumbing']],
      ['sort_column=first_name', ['Gamma', 'Alpha Plumbing', 'beta Pools']],
      ['sort_column=email&sort_order=D', ['beta Pools', 'Alpha Plumbing', 'Gamma']],
      ['sort_column=created_time&sort_order=D', ['Gamma', 'beta Pools', 'Alpha Plumbing']],
      ['sort_column=outstanding_receivable_amount', ['Alpha Plumbing', 'beta Pools', 'Gamma']],
    ] as const)
      expect([query, await names(query)]).toEqual([query, expected]);
  });

  test('pages, and echoes searches in the page context', async () => {
    const page = await zoho.books('GET', '/contacts?per_page=2&page=1&contact_name_contains=a');
    expect(page.body.page_context).toMatchObject({
      page: 1,
      per_page: 2,
      has_more_page: true,
      report_name: 'Contacts',
      search_criteria: [{ column_name: 'contact_name', search_text: 'a', comparator: 'contains' }],
    });
    const last = await zoho.books('GET', '/contacts?per_page=2&page=2');
    expect(last.body).toMatchObject({
      contacts: [{ contact_name: 'Gamma', contact_type_formatted: 'Vendors' }],
      page_context: { has_more_page: false, applied_filter: 'Status.All', sort_column: 'contact_name' },
    });
    expect(last.body.page_context).not.toHaveProperty('search_criteria');
  });

  test('last_modified_time takes ±HHMM only, narrows, and stops narrowing without the capability', async () => {
    await zoho.control('POST', '/clock', { advanceMs: 3_600_000 });
    const { last_modified_time: since } = await contact({ contact_name: 'New' });
    const at = (time: string, more = '') => `last_modified_time=${encodeURIComponent(time)}${more}`;
    expect(await names(at(since))).toEqual(['New']);
    expect(await names(at(since, '&sort_column=last_modified_time'))).toEqual(['New']);
    for (const wrong of ['2026-06-09T09:45:19Z', '2026-06-09T09:45:19+00:00'])
      expect(await zoho.books('GET', `/contacts?${at(wrong)}`)).toMatchObject({ body: { code: 2 } });
    await zoho.patch({ capabilities: { booksModifiedFilter: false } });
    expect(await names(at(since))).toHaveLength(4);
  });
});

describe('fields', () => {
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
});
