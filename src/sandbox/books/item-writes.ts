/** What a write to an item may hold, and when Books refuses it (docs/zoho.md, books-api.md 5.1, 5.2, 8). */
import { BOOKS_CODE } from '../../zoho-api/index.ts';
import { isRecord } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';
import { textLength } from '../core/text.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { booksRefusal, invalidValue } from './envelope.ts';
import { type BooksItem, type BooksItemValues, type CustomValues, itemNameKey } from './item-record.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const TEXTS = {
  name: 'name',
  description: 'description',
  sku: 'sku',
  unit: 'unit',
  purchase_description: 'purchaseDescription',
  tax_exemption_id: 'taxExemptionId',
} as const;
const AMOUNTS = { rate: 'rate', purchase_rate: 'purchaseRate' } as const;
const PICKS = { product_type: 'productType', item_type: 'itemType' } as const;

/** Reads a text member: null is empty, numbers are taken as text. */
function readText(organization: Organization, field: FieldInfo, value: unknown): string {
  if (value === null) return '';
  if (typeof value !== 'string' && typeof value !== 'number') throw invalidValue(field.apiName);
  const { trimsText, textLengthUnit, booksTooLongCode } = organization.switches;
  const text = trimsText ? String(value).trim() : String(value);
  if (field.lengthMax !== null && textLength(text, textLengthUnit) > field.lengthMax) {
    const message = `Please ensure that the "${field.label}" has less than ${field.lengthMax + 1} characters.`;
    throw booksRefusal(400, booksTooLongCode, message);
  }
  return text;
}

function readAmount(field: FieldInfo, value: unknown): number {
  if (value === null || value === '') return 0;
  const amount = typeof value === 'string' ? Number(value) : value;
  if (typeof amount !== 'number' || !Number.isFinite(amount)) throw invalidValue(field.apiName);
  return amount;
}

function readTax(organization: Organization, value: unknown): string {
  if (value === null || value === '') return '';
  const id = String(value);
  if (!organization.taxes.some((tax) => tax.id === id)) throw invalidValue('tax_id');
  return id;
}

/** Custom fields come as `[{ api_name | customfield_id | label, value }]` (books-api.md 4.5); unlisted ones stay. */
function readCustom(organization: Organization, value: unknown, before: CustomValues | null): CustomValues {
  if (!Array.isArray(value)) throw invalidValue('custom_fields');
  const known = organization.fields.shown('books', 'items').filter((field) => field.custom);
  const custom: Record<string, string | number | boolean> = { ...before };
  for (const entry of value as unknown[]) {
    if (!isRecord(entry)) throw invalidValue('custom_fields');
    const field = known.find(
      (one) => one.apiName === entry.api_name || one.id === entry.customfield_id || one.label === entry.label,
    );
    if (field === undefined) throw invalidValue('custom_fields');
    const held = entry.value;
    if (typeof held === 'boolean' || typeof held === 'number') custom[field.apiName] = held;
    else custom[field.apiName] = readText(organization, field, held ?? null);
  }
  return custom;
}

/** Where items are marked taxable or not, rather than given a tax (books-api.md 5.1). */
export function marksTaxable({ taxesEnabled, taxEdition }: Organization): boolean {
  return taxesEnabled.books && ['in', 'us', 'mx', 'ke', 'za'].includes(taxEdition);
}

/** Every edition but those of the United States and India; elsewhere the member is ignored. */
function takesTaxId({ taxesEnabled, taxEdition }: Organization): boolean {
  return taxesEnabled.books && !['in', 'us'].includes(taxEdition);
}

function readMember(
  organization: Organization,
  field: FieldInfo,
  value: unknown,
  values: Mutable<Partial<BooksItemValues>>,
): void {
  const name = field.apiName;
  if (name in TEXTS) values[TEXTS[name as keyof typeof TEXTS]] = readText(organization, field, value);
  else if (name in AMOUNTS) values[AMOUNTS[name as keyof typeof AMOUNTS]] = readAmount(field, value);
  else if (name in PICKS && value !== '' && value !== null) {
    if (typeof value !== 'string' || !field.picks.includes(value)) throw invalidValue(name);
    values[PICKS[name as keyof typeof PICKS]] = value;
  } else if (name === 'is_taxable' && marksTaxable(organization)) {
    if (typeof value !== 'boolean') throw invalidValue(name);
    values.isTaxable = value;
  } else if (name === 'tax_id' && takesTaxId(organization)) values.taxId = readTax(organization, value);
}

/**
 * The values that a body sets. Members that Books does not know, or that the organisation took out, are ignored.
 * @throws Refusal for a value that Books refuses
 */
export function readItem(
  organization: Organization,
  body: Readonly<Record<string, unknown>>,
  before: BooksItem | null,
): Partial<BooksItemValues> {
  const values: Mutable<Partial<BooksItemValues>> = {};
  const fields = organization.fields.of('books', 'items');
  for (const [name, value] of Object.entries(body)) {
    if (name === 'custom_fields') values.custom = readCustom(organization, value, before?.custom ?? null);
    const field = fields.get(name);
    if (field === undefined || field.removed || field.readOnly || field.custom) continue;
    readMember(organization, field, value, values);
  }
  requireMandatory(organization, body, values, before);
  return values;
}

/** A mandatory member must come with a create and must not be emptied by an edit. */
function requireMandatory(
  organization: Organization,
  body: Readonly<Record<string, unknown>>,
  values: Partial<BooksItemValues>,
  before: BooksItem | null,
): void {
  for (const field of organization.fields.shown('books', 'items')) {
    if (!field.required) continue;
    const sent = field.custom ? values.custom?.[field.apiName] : body[field.apiName];
    const absent = field.custom ? values.custom === undefined : !(field.apiName in body);
    const empty = sent === undefined || sent === null || (typeof sent === 'string' && sent.trim() === '');
    if (absent ? before === null : empty) {
      const message = `Invalid value passed for ${field.apiName}`;
      throw booksRefusal(400, organization.switches.booksMandatoryCode, message);
    }
  }
}

/** An item that is not taxable names its exemption (books-api.md 5.1). */
function refuseWithoutExemption(organization: Organization, next: BooksItemValues): void {
  const needed = marksTaxable(organization) && next.isTaxable === false;
  if (needed && next.taxExemptionId === '') throw invalidValue('tax_exemption_id');
}

/** Refuses what is wrong only in the whole item: an untaxed one without exemption, or a duplicate. */
export function refuseWhole(organization: Organization, next: BooksItemValues, id: string | null): void {
  refuseWithoutExemption(organization, next);
  refuseDuplicates(organization, next, id);
}

/**
 * Refuses a name, SKU or unique value that another item has.
 * @param id the item itself, when it exists already
 */
function refuseDuplicates(organization: Organization, next: BooksItemValues, id: string | null): void {
  const { switches, items } = organization;
  const taken = (key: string, value: string) => items.idsByKey(key, value).some((other) => other !== id);
  if (!organization.allowDuplicateNames && taken('name', itemNameKey(next.name, switches))) {
    throw booksRefusal(400, switches.booksDuplicateItemNameCode, `Item "${next.name}" already exists.`);
  }
  if (switches.booksSkuUnique && next.sku !== '' && taken('sku', next.sku.toLowerCase())) {
    throw booksRefusal(400, switches.booksDuplicateSkuCode, 'Invalid value passed for SKU');
  }
  for (const field of organization.fields.shown('books', 'items')) {
    const value = field.unique ? next.custom?.[field.apiName] : undefined;
    if (value === undefined || value === '') continue;
    if (taken('unique', String(value))) {
      const message = `Invalid value passed for ${field.label}`;
      throw booksRefusal(400, switches.booksDuplicateUniqueFieldCode, message);
    }
  }
}

/** The standard answer for an item that is not there. */
export function itemNotFound() {
  return booksRefusal(404, BOOKS_CODE.notFound, 'Item does not exist.');
}
