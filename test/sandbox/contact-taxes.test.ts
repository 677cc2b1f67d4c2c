import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from './harness.ts';

let zoho: Harness;
let made = 0;

beforeEach(async () => {
  zoho = await Harness.start();
  await zoho.patch({ taxesEnabled: { books: true } });
});
afterEach(() => zoho.close());

function create(values: Record<string, unknown>) {
  made += 1;
  return zoho.books('POST', '/contacts', { contact_name: `Contact ${made}`, ...values });
}

/** Every tax member with a value of some edition. */
const ALL = {
  is_taxable: true,
  track_1099: true,
  tax_id_type: 'EIN',
  tax_id_value: '12-345',
  vat_reg_no: 'GB123',
  vat_treatment: 'uk',
  country_code: 'GB',
  tax_treatment: 'vat_registered',
  tax_reg_no: '1234567890',
  gst_no: '22AAAAA0000A1Z5',
  gst_treatment: 'business_gst',
  place_of_contact: 'TN',
  tax_exemption_certificate_number: 'KRA 1',
  tax_regime: 'general_legal_person',
  legal_name: 'ESCUELA',
  is_tds_registered: true,
};

test('each edition takes and shows its own members only', async () => {
  for (const [edition, names] of [
    ['us', ['is_taxable', 'track_1099', 'tax_id_type', 'tax_id_value']],
    ['uk', ['vat_reg_no', 'vat_treatment', 'country_code']],
    ['gcc', ['country_code', 'tax_treatment', 'tax_reg_no']],
    ['in', ['is_taxable', 'gst_no', 'gst_treatment', 'place_of_contact']],
    ['za', ['is_taxable', 'tax_treatment', 'tax_reg_no']],
    ['ke', ['is_taxable', 'tax_treatment', 'tax_reg_no', 'tax_exemption_certificate_number']],
    ['ca', ['is_taxable']],
    ['eu', []],
  ] as const) {
    await zoho.patch({ edition });
    const answer = await create(ALL);
    expect([edition, answer.status]).toEqual([edition, 201]);
    const shown = Object.entries(ALL).filter(([name]) => name in answer.body.contact);
    expect([edition, shown.map(([name]) => name).sort()]).toEqual([edition, [...names].sort()]);
    expect(answer.body.contact).toMatchObject(Object.fromEntries(shown));
  }
});

test('values and lengths are those of the edition', async () => {
  for (const [edition, wrong, code] of [
    ['uk', { vat_treatment: 'business_gst' }, 2],
    ['uk', { vat_reg_no: 'X' }, 2],
    ['uk', { vat_reg_no: 'x'.repeat(13) }, 15],
    ['gcc', { tax_treatment: 'non_mexico' }, 2],
    ['gcc', { tax_reg_no: 'x'.repeat(16) }, 15],
    ['za', { tax_reg_no: 'x'.repeat(11) }, 15],
    ['in', { gst_treatment: 'none' }, 2],
    ['in', { gst_no: 'x'.repeat(16) }, 15],
    ['us', { is_taxable: 'perhaps' }, 2],
    ['us', { tax_id: '460000000000000001' }, 2],
  ] as const) {
    await zoho.patch({ edition });
    const { status, body } = await create(wrong);
    expect([edition, wrong, status, body.code]).toEqual([edition, wrong, 400, code]);
  }
});

test('without taxes only the members of an untaxed organisation are there, and the others do nothing', async () => {
  await zoho.patch({ taxesEnabled: { books: false } });
  const { contact } = (await create({ is_taxable: false, track_1099: true })).body;
  expect(contact).toMatchObject({ track_1099: true, tax_id_type: '' });
  expect(contact).not.toHaveProperty('is_taxable');
  await zoho.patch({ taxesEnabled: { books: true } });
  const taxed = (await zoho.books('GET', `/contacts/${contact.contact_id}`)).body.contact;
  expect(taxed.is_taxable).toBe(true);
});

test('tax, authority and exemption are told by name, too; vendors are not marked taxable', async () => {
  const [tax] = (await zoho.books('GET', '/settings/taxes')).body.taxes;
  const [exemption] = (await zoho.books('GET', '/settings/taxexemptions')).body.tax_exemptions;
  const { tax_id, tax_name, tax_authority_id, tax_authority_name } = tax;
  const { contact } = (await create({ is_taxable: true, tax_id, tax_authority_id })).body;
  expect(contact).toMatchObject({ tax_id, tax_name, tax_percentage: 6.25, tax_authority_name });
  const { tax_exemption_id, tax_exemption_code } = exemption;
  const edit = { is_taxable: false, tax_exemption_id };
  const exempt = (await zoho.books('PUT', `/contacts/${contact.contact_id}`, edit)).body.contact;
  expect(exempt).toMatchObject({ is_taxable: false, tax_id: '', tax_exemption_id, tax_exemption_code });
  const vendor = (await create({ contact_type: 'vendor', is_taxable: true })).body.contact;
  expect(vendor).not.toHaveProperty('is_taxable');
});

test('list rows have the members of India and the 1099 mark, and no others', async () => {
  const row = async () => (await zoho.books('GET', '/contacts?per_page=1')).body.contacts[0];
  await create(ALL);
  expect(await row()).toMatchObject({ track_1099: true });
  expect(await row()).not.toHaveProperty('is_taxable');
  await zoho.patch({ edition: 'in' });
  expect(await row()).toMatchObject({ gst_no: '', gst_treatment: '', place_of_contact: '' });
  expect(await row()).not.toHaveProperty('track_1099');
});

test('the switches: members of another edition, and a tax of a contact that is not taxable, are refused', async () => {
  const switches = { booksForeignTaxMembers: 'refuse', booksTaxOfUntaxed: 'refuse' } as const;
  await zoho.reset({ organizations: [{}], switches });
  await zoho.patch({ taxesEnabled: { books: true } });
  expect(await create({ gst_no: '22AAAAA0000A1Z5' })).toMatchObject({ status: 400, body: { code: 2 } });
  const [{ tax_id }] = (await zoho.books('GET', '/settings/taxes')).body.taxes;
  expect((await create({ is_taxable: true, tax_id })).status).toBe(201);
  expect(await create({ is_taxable: false, tax_id })).toMatchObject({ status: 400, body: { code: 2 } });
});
