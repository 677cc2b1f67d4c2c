/** Which fields the shipped catalogs have for each tax edition, against the tables of the API's documentation. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMappingSet, TAX_EDITIONS, type TaxEdition } from '#mapping';

const DEFAULT = join(import.meta.dirname, '../../mappings/default');
const EXEMPT = ['tax_exemption_id', 'tax_exemption_code'] as const;

/** books-api.md 4.1: tax fields of a contact, by edition. */
const CONTACTS: Readonly<Record<TaxEdition, readonly string[]>> = {
  us: [
    'is_taxable',
    'tax_id',
    'tax_authority_id',
    'tax_authority_name',
    ...EXEMPT,
    'track_1099',
    'tax_id_type',
    'tax_id_value',
  ],
  uk: ['vat_reg_no', 'vat_treatment', 'country_code'],
  in: ['is_taxable', 'tax_id', ...EXEMPT, 'gst_no', 'gst_treatment', 'place_of_contact'],
  gcc: ['country_code', 'tax_treatment', 'tax_reg_no'],
  au: ['is_taxable', ...EXEMPT],
  ca: ['is_taxable', ...EXEMPT],
  mx: ['is_taxable', 'tax_treatment', 'tax_reg_no', 'tax_regime', 'legal_name', 'is_tds_registered'],
  ke: ['is_taxable', 'tax_treatment', 'tax_reg_no', 'tax_exemption_certificate_number'],
  za: ['is_taxable', 'tax_treatment', 'tax_reg_no'],
  global: [],
};

const RULES = ['sales_tax_rule_id', 'purchase_tax_rule_id'] as const;
/** books-api.md 5.1: tax fields of an item, by edition. */
const ITEMS: Readonly<Record<TaxEdition, readonly string[]>> = {
  us: ['is_taxable', 'tax_exemption_id'],
  uk: ['tax_id'],
  in: ['is_taxable', 'tax_exemption_id', 'hsn_or_sac'],
  gcc: ['tax_id'],
  au: ['tax_id'],
  ca: ['tax_id'],
  mx: ['is_taxable', 'tax_exemption_id', 'tax_id', ...RULES, 'sat_item_key_code', 'unitkey_code'],
  ke: ['is_taxable', 'tax_exemption_id', 'purchase_tax_exemption_id', 'tax_id', ...RULES, 'hsn_or_sac'],
  za: ['is_taxable', 'tax_exemption_id', 'purchase_tax_exemption_id', 'tax_id', ...RULES, 'hsn_or_sac'],
  global: ['tax_id'],
};

/** books-api.md 6.1: of an invoice, by edition. */
const INVOICES: Readonly<Record<TaxEdition, readonly string[]>> = {
  us: ['tax_authority_id', 'tax_exemption_id'],
  uk: ['vat_treatment'],
  in: ['place_of_supply', 'gst_treatment', 'gst_no', 'tax_exemption_id'],
  gcc: ['tax_treatment'],
  au: [],
  ca: [],
  mx: ['tax_treatment', 'cfdi_usage'],
  ke: ['tax_treatment'],
  za: ['tax_treatment', 'is_reverse_charge_applied'],
  global: [],
};

async function fieldsIn(edition: TaxEdition | null, module: string): Promise<ReadonlySet<string>> {
  const { catalog } = await loadMappingSet(DEFAULT, { edition });
  const fields = catalog.find((one) => one.service === 'books' && one.module === module)?.fields ?? [];
  return new Set(fields.map(({ apiName }) => apiName));
}

describe('[X5] the shipped catalogs', () => {
  it('know the ten tax editions', () => {
    expect([...TAX_EDITIONS].sort()).toEqual(Object.keys(CONTACTS).sort());
  });

  it.each(TAX_EDITIONS)(
    'have the fields that Books documents for %s, and none of another',
    async (edition) => {
      for (const [module, table] of Object.entries({
        contacts: CONTACTS,
        items: ITEMS,
        invoices: INVOICES,
      })) {
        const all = await fieldsIn(null, module);
        const here = await fieldsIn(edition, module);
        const special = new Set(Object.values(table).flat());
        const apart = [...all].filter((name) => special.has(name) && here.has(name));
        expect(apart.sort(), module).toEqual([...table[edition]].sort());
        // Whatever belongs to no edition in particular is everywhere.
        expect([...all].filter((name) => !special.has(name) && !here.has(name))).toEqual([]);
      }
    },
  );
});
