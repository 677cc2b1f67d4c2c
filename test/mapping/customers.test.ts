/** Customers by sync type and tax edition, and what the pair carries of them. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  both,
  type CompiledCustomers,
  compileCustomers,
  customerTablesFor,
  loadMappingSet,
  type MappingSet,
  TABLES_OF_SYNC_TYPE,
  TAX_EDITIONS,
  type TaxEdition,
} from '#mapping';
import { SYNC_TYPES } from '../../src/mapping/plan.ts';
import { company, contact, customers } from '../mapping-errors/catalog/index.ts';

const DEFAULT = join(import.meta.dirname, '../../mappings/default');

async function set(edition: TaxEdition | null = null): Promise<MappingSet> {
  const result = await loadMappingSet(DEFAULT, { edition });
  if (!result.ok) throw new Error(JSON.stringify(result.violations));
  return result.set;
}

describe('the tables of a sync type', () => {
  it.each(SYNC_TYPES)('sync type %s gets its own of the default set, which serves all', async (type) => {
    const compiled = (await set()).customers;
    if (compiled === null) throw new Error('no customers');
    expect(compiled.syncType).toBeNull();
    expect(customerTablesFor(compiled, type).map(({ plan }) => plan.table)).toEqual(
      TABLES_OF_SYNC_TYPE[type],
    );
  });

  it('join Companies and Contacts with customers and contact persons', async () => {
    const tables = customerTablesFor((await set()).customers as CompiledCustomers, 'IV');
    expect(tables.map(({ plan }) => [plan.table, plan.fsmModule, plan.booksModule, plan.pair])).toEqual([
      ['business', 'Companies', 'contacts', 'CUSTOMERS'],
      ['person', 'Contacts', 'contact_persons', 'CUSTOMERS'],
      ['individual', 'Contacts', 'contacts', 'CUSTOMERS'],
    ]);
  });

  it('of a set that names another type are refused', () => {
    const result = compileCustomers(
      customers({ syncType: 'I' }, { business: { cf_region: both(company.Region) } }),
    );
    if (!result.ok) throw new Error(JSON.stringify(result));
    expect(customerTablesFor(result.customers, 'I')).toHaveLength(1);
    expect(customerTablesFor(result.customers, 'IV')).toEqual([]);
  });
});

describe('[P2] what the pair carries', () => {
  const carried = async (table: 'business' | 'person' | 'individual') =>
    ((await set()).customers?.tables[table]?.plan.rules ?? [])
      .filter(({ origin }) => origin === 'pair')
      .map(({ key, identity, onCreate, source }) => [
        source.kind === 'field' ? source.fsm.apiName : null,
        key,
        identity ? 'identity' : onCreate === true ? 'on create' : 'both ways',
      ]);

  it('of a company: its name, the display name on create, both addresses', async () => {
    const rules = await carried('business');
    expect(rules.slice(0, 2)).toEqual([
      ['Company_Name', 'company_name', 'identity'],
      ['Company_Name', 'contact_name', 'on create'],
    ]);
    expect(rules).toContainEqual(['Service_Address.Street_1', 'shipping_address.address', 'both ways']);
    expect(rules).toContainEqual(['Billing_Address.Zip_Code', 'billing_address.zip', 'both ways']);
    expect(rules).toHaveLength(14);
  });

  it('of a person: names and e-mail, by which it is matched', async () => {
    expect(await carried('person')).toEqual([
      ['Email', 'email', 'identity'],
      ['First_Name', 'first_name', 'both ways'],
      ['Last_Name', 'last_name', 'both ways'],
    ]);
    expect((await carried('individual'))[0]).toEqual(['Email', 'email', 'identity']);
  });

  it("[P1] although FSM marks a contact's last name and e-mail as personal, and no file can name them", async () => {
    expect(contact).not.toHaveProperty('Email');
    const { catalog } = await loadMappingSet(DEFAULT);
    const fields = catalog.find(({ module }) => module === 'Contacts')?.fields ?? [];
    expect(fields.filter(({ pii }) => pii).map(({ apiName }) => apiName)).toEqual(['Last_Name', 'Email']);
  });
});

describe('[X5] tax fields of customers', () => {
  const keys = async (edition: TaxEdition) =>
    ((await set(edition)).customers?.tables.business?.plan.rules ?? []).map(({ key }) => key);

  it.each(TAX_EDITIONS)('compile for the tax edition %s', async (edition) => {
    const tax = (await keys(edition)).filter((key) => /tax|gst|vat|place_of/.test(key));
    const expected: Partial<Record<TaxEdition, readonly string[]>> = {
      us: ['is_taxable', 'tax_authority_id', 'tax_exemption_id', 'tax_id'],
      in: ['gst_no', 'gst_treatment', 'is_taxable', 'place_of_contact', 'tax_exemption_id', 'tax_id'],
      uk: ['vat_treatment'],
      gcc: [],
      global: [],
      au: ['is_taxable', 'tax_exemption_id'],
      ca: ['is_taxable', 'tax_exemption_id'],
    };
    expect(tax).toEqual(expected[edition] ?? ['is_taxable']);
  });
});

describe('invoices', () => {
  it('take work order fields to Books and nothing back', async () => {
    const { invoices } = await set();
    expect(invoices?.plan).toMatchObject({ table: 'invoices', pair: 'INVOICES', fsmModule: 'Work_Orders' });
    expect(invoices?.rules.map(({ plan, imageInFsm }) => [plan.key, plan.direction, imageInFsm])).toEqual([
      ['reference_number', 'toBooks', null],
    ]);
  });
});

describe('a set bound to a sync type', () => {
  it('is refused by a connection of another', async () => {
    const folder = join(import.meta.dirname, 'bound-set');
    expect(await loadMappingSet(folder, { syncType: 'I' })).toMatchObject({ ok: true });
    expect(await loadMappingSet(folder)).toMatchObject({ ok: true });
    expect(await loadMappingSet(folder, { syncType: 'IV' })).toMatchObject({
      ok: false,
      violations: [
        {
          file: 'customers.ts',
          code: 'SYNC_TYPE_MISMATCH',
          message:
            'the set is for sync type I and the connection has sync type IV: use another set, or leave syncType out',
        },
      ],
    });
  });
});
