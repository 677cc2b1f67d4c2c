/**
 * Tax members of a contact: which exist in which tax edition, what they take, how they read (docs/zoho.md, books-api.md
 * 4.1). Those that depend on sales tax are absent while taxes are off in the organisation (books-api.md 3.7, inferred).
 */
import type { Organization } from '../core/organization.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import type { BooksContact, BooksContactValues, ContactTaxValues } from './contact-record.ts';
import { invalidValue } from './envelope.ts';
import { readBoolean, readTax, readText } from './member-values.ts';
import { exemptionsOf } from './taxes.ts';

interface TaxMember {
  readonly editions: readonly string[];
  readonly kind: 'flag' | 'text' | 'tax';
  /** Values per edition; none listed for one that takes any text. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Longest text per edition where that is shorter than the field's. */
  readonly lengths?: Readonly<Record<string, number>>;
  readonly lengthMin?: number;
  readonly customersOnly?: true;
  /** There whether or not the organisation has taxes, as in the recordings of one that had none. */
  readonly always?: true;
  /** In list rows, too. */
  readonly listed?: true;
}

const EXEMPTION_EDITIONS = ['us', 'ca', 'au', 'in'];
const REGISTRATION_EDITIONS = ['gcc', 'mx', 'ke', 'za'];

const MEMBERS: Readonly<Record<string, TaxMember>> = {
  track_1099: { kind: 'flag', editions: ['us'], always: true, listed: true },
  tax_id_type: {
    kind: 'text',
    editions: ['us'],
    always: true,
    values: { us: ['SSN', 'ATIN', 'ITIN', 'EIN'] },
  },
  tax_id_value: { kind: 'text', editions: ['us'], always: true },
  is_taxable: {
    kind: 'flag',
    editions: ['us', 'ca', 'au', 'in', 'mx', 'ke', 'za'],
    customersOnly: true,
  },
  tax_id: { kind: 'tax', editions: ['in', 'us'] },
  tax_authority_id: { kind: 'text', editions: ['us'] },
  tax_authority_name: { kind: 'text', editions: ['us'] },
  tax_exemption_id: { kind: 'text', editions: EXEMPTION_EDITIONS },
  tax_exemption_code: { kind: 'text', editions: EXEMPTION_EDITIONS },
  tax_exemption_certificate_number: { kind: 'text', editions: ['ke'] },
  vat_reg_no: { kind: 'text', editions: ['uk'], lengthMin: 2 },
  vat_treatment: {
    kind: 'text',
    editions: ['uk'],
    values: { uk: ['uk', 'eu_vat_registered', 'overseas', 'eu_vat_not_registered', 'non_eu'] },
  },
  country_code: { kind: 'text', editions: ['uk', 'gcc'] },
  tax_treatment: {
    kind: 'text',
    editions: REGISTRATION_EDITIONS,
    values: {
      gcc: [
        'vat_registered',
        'vat_not_registered',
        'gcc_vat_registered',
        'gcc_vat_not_registered',
        'non_gcc',
        'dz_vat_registered',
        'dz_vat_not_registered',
      ],
      mx: ['home_country_mexico', 'border_region_mexico', 'non_mexico'],
      ke: ['vat_registered', 'vat_not_registered', 'non_kenya'],
      za: ['vat_registered', 'vat_not_registered', 'overseas'],
    },
  },
  // 13 in Mexico: the documented 12 would refuse the generic numbers documented beside it.
  tax_reg_no: { kind: 'text', editions: REGISTRATION_EDITIONS, lengths: { mx: 13, ke: 11, za: 10 } },
  gst_no: { kind: 'text', editions: ['in'], listed: true },
  gst_treatment: {
    kind: 'text',
    editions: ['in'],
    listed: true,
    // The last one is observed, not documented.
    values: {
      in: ['business_gst', 'business_none', 'overseas', 'consumer', 'business_registered_composition'],
    },
  },
  place_of_contact: { kind: 'text', editions: ['in'], listed: true },
  tax_regime: { kind: 'text', editions: ['mx'] },
  legal_name: { kind: 'text', editions: ['mx'] },
  is_tds_registered: { kind: 'flag', editions: ['mx'] },
};

export function isTaxMember(name: string): boolean {
  return Object.hasOwn(MEMBERS, name);
}

function exists({ taxesEnabled, taxEdition }: Organization, member: TaxMember): boolean {
  return member.editions.includes(taxEdition) && (member.always === true || taxesEnabled.books);
}

function readValue(organization: Organization, field: FieldInfo, member: TaxMember, value: unknown) {
  if (member.kind === 'flag') return readBoolean(field.apiName, value);
  if (member.kind === 'tax') return readTax(organization, value);
  const edition = organization.taxEdition;
  const lengthMax = member.lengths?.[edition] ?? field.lengthMax;
  const text = readText(organization, { ...field, lengthMax }, value);
  const values = member.values?.[edition];
  if (text !== '' && values !== undefined && !values.includes(text)) throw invalidValue(field.apiName);
  if (text !== '' && text.length < (member.lengthMin ?? 0)) throw invalidValue(field.apiName);
  return text;
}

/**
 * The tax values after a write of one member. What Books does with a member of another edition is a switch.
 * @throws Refusal for a value that Books refuses
 */
export function writeTaxMember(
  organization: Organization,
  field: FieldInfo,
  value: unknown,
  before: ContactTaxValues,
): ContactTaxValues {
  const name = field.apiName;
  const member = MEMBERS[name];
  if (member === undefined || !exists(organization, member)) {
    if (organization.switches.booksForeignTaxMembers === 'refuse') throw invalidValue(name);
    return before;
  }
  return { ...before, [name]: readValue(organization, field, member, value) };
}

/** Refuses what is wrong only in the whole: a tax on a contact that is not taxable (books-api.md 4.1). */
export function refuseTaxes(organization: Organization, { tax }: BooksContactValues): void {
  const { is_taxable: isTaxable, tax_id: taxId = '' } = tax;
  if (isTaxable !== false || taxId === '') return;
  if (organization.switches.booksTaxOfUntaxed === 'refuse') throw invalidValue('tax_id');
}

function namesOf(organization: Organization, tax: ContactTaxValues, name: string): string {
  if (name === 'tax_authority_name') {
    const authority = organization.taxes.find((entry) => entry.authorityId === tax.tax_authority_id);
    return authority?.authority ?? '';
  }
  if (name === 'tax_exemption_code') {
    const exemption = exemptionsOf(organization).find((entry) => entry.id === tax.tax_exemption_id);
    return exemption?.code ?? '';
  }
  return '';
}

/** A tax goes with a contact that is taxable; its name and rate stand beside its id. */
function taxOf(organization: Organization, tax: ContactTaxValues): Record<string, unknown> {
  const id = tax.is_taxable === false ? '' : (tax.tax_id ?? '');
  const found = organization.taxes.find((entry) => entry.id === id);
  return { tax_id: id, tax_name: found?.name ?? '', tax_percentage: found?.percentage ?? '' };
}

/** The tax members of a contact that its organisation's edition shows. */
export function taxRow(
  organization: Organization,
  contact: BooksContact,
  where: 'list' | 'detail',
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(MEMBERS)) {
    if (!exists(organization, member) || (where === 'list' && member.listed !== true)) continue;
    // Vendor rows carry no is_taxable (observed, books-api.md 10).
    if (member.customersOnly === true && contact.contact_type === 'vendor') continue;
    const value = contact.tax[name];
    if (member.kind === 'tax') Object.assign(row, taxOf(organization, contact.tax));
    else if (member.kind === 'flag') row[name] = value ?? name === 'is_taxable';
    else row[name] = value || namesOf(organization, contact.tax, name);
  }
  return row;
}
