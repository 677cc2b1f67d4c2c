/** What a write to an item may hold, and when Books refuses it (docs/zoho.md, books-api.md 5.1, 5.2, 8). */
import { BOOKS_CODE } from '../../zoho-api/index.ts';
import type { Organization } from '../core/organization.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { booksRefusal, invalidValue } from './envelope.ts';
import { type BooksItem, type BooksItemValues, itemNameKey } from './item-record.ts';
import {
  type Body,
  type Mutable,
  readCustom,
  readNumber,
  readPick,
  readTax,
  readText,
  refuseDuplicateUnique,
  requireMandatory,
} from './member-values.ts';

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
  else if (name in AMOUNTS) values[AMOUNTS[name as keyof typeof AMOUNTS]] = readNumber(field, value) ?? 0;
  else if (name in PICKS && value !== '' && value !== null)
    values[PICKS[name as keyof typeof PICKS]] = readPick(field, value);
  else if (name === 'is_taxable' && marksTaxable(organization)) {
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
  body: Body,
  before: BooksItem | null,
): Partial<BooksItemValues> {
  const values: Mutable<Partial<BooksItemValues>> = {};
  const fields = organization.fields.of('books', 'items');
  for (const [name, value] of Object.entries(body)) {
    if (name === 'custom_fields')
      values.custom = readCustom(organization, 'items', value, before?.custom ?? null);
    const field = fields.get(name);
    if (field === undefined || field.removed || field.readOnly || field.custom) continue;
    readMember(organization, field, value, values);
  }
  const shown = organization.fields.shown('books', 'items');
  requireMandatory(organization, shown, body, values.custom, before === null);
  return values;
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
  refuseDuplicateUnique(organization, 'items', next.custom, (value) => taken('unique', value));
}

/** The standard answer for an item that is not there. */
export function itemNotFound() {
  return booksRefusal(404, BOOKS_CODE.notFound, 'Item does not exist.');
}
