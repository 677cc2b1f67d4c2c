/** Members of a write that every module reads alike (docs/zoho.md, books-api.md 4.5, 8). */
import { isRecord } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';
import { textLength } from '../core/text.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { booksRefusal, invalidValue } from './envelope.ts';

export type Body = Readonly<Record<string, unknown>>;
export type CustomValues = Readonly<Record<string, string | number | boolean>>;
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a text needs to know of its field. */
export type TextTraits = Pick<FieldInfo, 'apiName' | 'label' | 'lengthMax'>;

/** Reads a text member: null is empty, numbers are taken as text. @throws Refusal for a wrong type or length */
export function readText(organization: Organization, field: TextTraits, value: unknown): string {
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

/** A number; null for an empty member. @throws Refusal for anything else */
export function readNumber(field: Pick<FieldInfo, 'apiName'>, value: unknown): number | null {
  if (value === null || value === '') return null;
  const amount = typeof value === 'string' ? Number(value) : value;
  if (typeof amount !== 'number' || !Number.isFinite(amount)) throw invalidValue(field.apiName);
  return amount;
}

/** One of the field's values. @throws Refusal for any other */
export function readPick(field: FieldInfo, value: unknown): string {
  if (typeof value !== 'string' || !field.picks.includes(value)) throw invalidValue(field.apiName);
  return value;
}

/** True for `true` and, as Books itself now and then writes it, `"true"` (books-api.md 10). */
export function readBoolean(name: string, value: unknown): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw invalidValue(name);
}

/** The tax of that id, or none. @throws Refusal for an id the organisation does not know */
export function readTax(organization: Organization, value: unknown): string {
  if (value === null || value === '') return '';
  const id = String(value);
  if (!organization.taxes.some((tax) => tax.id === id)) throw invalidValue('tax_id');
  return id;
}

/** The module's custom fields, in the order that their `index` counts. */
export function customFieldsOf(organization: Organization, module: string): FieldInfo[] {
  return organization.fields.shown('books', module).filter((field) => field.custom);
}

/**
 * Custom fields come as `[{ api_name | customfield_id | label | index, value }]` (books-api.md 4.5). Unlisted ones
 * stay, unless the switch says that the list is the whole.
 * @throws Refusal for a list, an entry or a value that Books would not take
 */
export function readCustom(
  organization: Organization,
  module: string,
  value: unknown,
  before: CustomValues | null,
): CustomValues {
  if (!Array.isArray(value)) throw invalidValue('custom_fields');
  const known = customFieldsOf(organization, module);
  const merges = organization.switches.booksCustomFieldsMerge;
  const custom: Record<string, string | number | boolean> = merges ? { ...before } : {};
  for (const entry of value as unknown[]) {
    if (!isRecord(entry)) throw invalidValue('custom_fields');
    const field = known.find(
      (one, position) =>
        one.apiName === entry.api_name ||
        one.id === entry.customfield_id ||
        one.label === entry.label ||
        position + 1 === entry.index,
    );
    if (field === undefined) throw invalidValue('custom_fields');
    const held = entry.value;
    if (typeof held === 'boolean' || typeof held === 'number') custom[field.apiName] = held;
    else custom[field.apiName] = readText(organization, field, held ?? null);
  }
  return custom;
}

/** The answer to a write without a mandatory member. */
export function missing(organization: Organization, name: string) {
  const message = `Invalid value passed for ${name}`;
  return booksRefusal(400, organization.switches.booksMandatoryCode, message);
}

/**
 * A mandatory member must come with a create and must not be emptied by an edit.
 * @param custom the custom values after the write; undefined where the body has none
 * @throws Refusal
 */
export function requireMandatory(
  organization: Organization,
  fields: readonly FieldInfo[],
  body: Body,
  custom: CustomValues | null | undefined,
  creates: boolean,
): void {
  for (const field of fields) {
    if (!field.required) continue;
    const sent = field.custom ? custom?.[field.apiName] : body[field.apiName];
    const absent = field.custom ? custom === undefined : !(field.apiName in body);
    const empty = sent === undefined || sent === null || (typeof sent === 'string' && sent.trim() === '');
    if (absent ? creates : empty) throw missing(organization, field.apiName);
  }
}

/** Refuses a value of a field without duplicates that another record holds. */
export function refuseDuplicateUnique(
  organization: Organization,
  module: string,
  custom: CustomValues | null,
  taken: (value: string) => boolean,
): void {
  for (const field of organization.fields.shown('books', module)) {
    const value = field.unique ? custom?.[field.apiName] : undefined;
    if (value === undefined || value === '' || !taken(String(value))) continue;
    const message = `Invalid value passed for ${field.label}`;
    throw booksRefusal(400, organization.switches.booksDuplicateUniqueFieldCode, message);
  }
}
