/** What a write to a contact may hold, and when Books refuses it (docs/zoho.md, books-api.md 4, 8). */
import { BOOKS_CODE } from '../../zoho-api/index.ts';
import type { Organization } from '../core/organization.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { readAddress } from './contact-addresses.ts';
import {
  type BooksContact,
  type BooksContactValues,
  contactNameKey,
  NEW_CONTACT,
  primaryPerson,
} from './contact-record.ts';
import { isTaxMember, refuseTaxes, writeTaxMember } from './contact-taxes.ts';
import { booksRefusal, invalidValue } from './envelope.ts';
import {
  type Body,
  type Mutable,
  missing,
  readCustom,
  readNumber,
  readPick,
  readText,
  refuseDuplicateUnique,
  requireMandatory,
} from './member-values.ts';
import { readPersons } from './person-values.ts';

type Values = Mutable<Partial<BooksContactValues>>;

const TEXTS = [
  'contact_name',
  'company_name',
  'website',
  'payment_terms_label',
  'notes',
  'contact_number',
  'facebook',
  'twitter',
  'owner_id',
  'pricebook_id',
] as const;

/** Members that contacts show of their primary person; a write reaches them through `contact_persons`. */
const OF_THE_PERSON = [
  'first_name',
  'last_name',
  'email',
  'phone',
  'mobile',
  'designation',
  'department',
] as const;

function oneOf<T extends string>(names: readonly T[], name: string): T | undefined {
  return names.find((known) => known === name);
}

/** Terms without a label of their own get the usual one. */
function termsLabel(days: number): string {
  return days === 0 ? 'Due on Receipt' : `Net ${days}`;
}

function readTerms(field: FieldInfo, value: unknown): number {
  const days = readNumber(field, value) ?? 0;
  // Words for the number are refused with the field's label (observed on invoices, books-api.md 6.1).
  if (!Number.isInteger(days)) throw invalidValue(field.label);
  return days;
}

/** Empty for the base currency. @throws Refusal for one the organisation does not have */
function readCurrency(organization: Organization, value: unknown): string {
  if (value === null || value === '') return '';
  const id = String(value);
  if (!organization.currencies.books.some((currency) => currency.id === id))
    throw invalidValue('currency_id');
  return id;
}

/** Type, sub-type and language: one of the field's values; empty is as if it were not sent. */
function readChoice(
  organization: Organization,
  field: FieldInfo,
  value: unknown,
  values: Values,
  creates: boolean,
): void {
  if (value === '' || value === null) return;
  const pick = readPick(field, value);
  if (field.apiName === 'contact_type') values.contact_type = pick === 'vendor' ? 'vendor' : 'customer';
  if (field.apiName === 'customer_sub_type')
    values.customer_sub_type = pick === 'individual' ? 'individual' : 'business';
  const speaks = creates || organization.switches.booksLanguageEditable;
  if (field.apiName === 'language_code' && speaks) values.language_code = pick;
}

function readMember(
  organization: Organization,
  field: FieldInfo,
  value: unknown,
  values: Values,
  before: BooksContact | null,
): void {
  const name = field.apiName;
  const known = before ?? NEW_CONTACT;
  const text = oneOf(TEXTS, name);
  if (text !== undefined) values[text] = readText(organization, field, value);
  else if (isTaxMember(name))
    values.tax = writeTaxMember(organization, field, value, values.tax ?? known.tax);
  else if (name === 'billing_address' || name === 'shipping_address')
    values[name] = readAddress(organization, name, value, known[name]);
  else if (name === 'contact_persons')
    values.contact_persons = readPersons(organization, value, known.contact_persons);
  else if (name === 'currency_id') values.currency_id = readCurrency(organization, value);
  else if (name === 'credit_limit') values.credit_limit = readNumber(field, value);
  else if (name === 'payment_terms') values.payment_terms = readTerms(field, value);
  else if (field.picks.length > 0) readChoice(organization, field, value, values, before === null);
}

/**
 * The values that a body sets. Members that Books does not know, or that the organisation took out, are ignored.
 * @throws Refusal for a value that Books refuses
 */
export function readContact(
  organization: Organization,
  body: Body,
  before: BooksContact | null,
): Partial<BooksContactValues> {
  const values: Values = {};
  const fields = organization.fields.of('books', 'contacts');
  for (const [name, value] of Object.entries(body)) {
    if (name === 'custom_fields')
      values.custom = readCustom(organization, 'contacts', value, before?.custom ?? null);
    const field = fields.get(name);
    if (field === undefined || field.removed || field.readOnly || field.custom) continue;
    readMember(organization, field, value, values, before);
  }
  if (values.payment_terms !== undefined && (values.payment_terms_label ?? '') === '')
    values.payment_terms_label = termsLabel(values.payment_terms);
  requireSent(organization, body, values, before === null);
  return values;
}

/** What is mandatory must be sent; of a person, it must be there once the persons are written. */
function requireSent(
  organization: Organization,
  body: Body,
  values: Partial<BooksContactValues>,
  creates: boolean,
): void {
  const shown = organization.fields.shown('books', 'contacts');
  // The code of a currency follows its id, which is never empty.
  const elsewhere: readonly string[] = [...OF_THE_PERSON, 'currency_code'];
  const sent = shown.filter((field) => !elsewhere.includes(field.apiName));
  requireMandatory(organization, sent, body, values.custom, creates);
  if (!creates && values.contact_persons === undefined) return;
  const person = primaryPerson({ ...NEW_CONTACT, ...values });
  for (const field of shown) {
    const name = oneOf(OF_THE_PERSON, field.apiName);
    if (field.required && name !== undefined && (person?.[name] ?? '') === '')
      throw missing(organization, name);
  }
}

/**
 * Refuses what is wrong only in the whole contact: a name or a unique value that another one has. An edit that keeps
 * the name is no rename, also where names are in use twice (books-api.md 4.6).
 * @param before null for a new contact
 */
export function refuseWholeContact(
  organization: Organization,
  next: BooksContactValues,
  before: BooksContact | null,
): void {
  const { switches, contacts, allowDuplicateNames } = organization;
  const taken = (key: string, value: string) =>
    contacts.idsByKey(key, value).some((other) => other !== before?.id);
  refuseTaxes(organization, next);
  const name = contactNameKey(next, switches);
  const named = before === null || contactNameKey(before, switches) !== name;
  if (named && !allowDuplicateNames && taken('name', name)) {
    const message = `The customer "${next.contact_name}" already exists. Please specify a different name.`;
    throw booksRefusal(400, BOOKS_CODE.contactNameExists, message);
  }
  refuseDuplicateUnique(organization, 'contacts', next.custom, (value) => taken('unique', value));
}

/** The standard answer for a contact that is not there. */
export function contactNotFound() {
  return booksRefusal(404, BOOKS_CODE.notFound, 'Contact does not exist.');
}
