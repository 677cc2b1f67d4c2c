import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from './harness.ts';

let zoho: Harness;

beforeEach(async () => {
  zoho = await Harness.start();
});
afterEach(() => zoho.close());

type Row = Record<string, unknown>;

const contact = (values: Row = {}) => zoho.bookContact(values);
const names = async (query: string): Promise<string[]> =>
  (await zoho.books('GET', `/contacts?${query}`)).body.contacts.map((row: Row) => row.contact_name);
const primary = {
  first_name: 'Will',
  last_name: 'Smith',
  email: 'will@example.com',
  is_primary_contact: true,
};

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
