/** Contact persons: what a write may hold, and which one is primary (docs/zoho.md, books-api.md 4.3). */
import { BOOKS_PERSON_PATH_DESIGNATION_MAX } from '../../zoho-api/index.ts';
import { isRecord } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { type BooksContactPerson, NEW_PERSON } from './contact-record.ts';
import { booksRefusal, invalidValue } from './envelope.ts';
import {
  type Body,
  type Mutable,
  missing,
  readBoolean,
  readText,
  requireMandatory,
} from './member-values.ts';

/** Persons are written inside their contact, or at a path of their own, which differs in length and duty. */
export type PersonPlace = 'contact' | 'path';

type PersonText = Exclude<
  keyof BooksContactPerson,
  'contact_person_id' | 'is_primary_contact' | 'is_added_in_portal' | 'communication_preference'
>;

const TEXTS: readonly PersonText[] = [
  'salutation',
  'first_name',
  'last_name',
  'email',
  'phone',
  'mobile',
  'designation',
  'department',
  'skype',
];

function lengthMax(field: FieldInfo, place: PersonPlace): number | null {
  if (place === 'contact' || field.apiName !== 'designation') return field.lengthMax;
  return Math.min(field.lengthMax ?? Number.POSITIVE_INFINITY, BOOKS_PERSON_PATH_DESIGNATION_MAX);
}

/** Refuses a person without what the organisation, or the path, demands. */
function requirePerson(
  organization: Organization,
  body: Body,
  before: BooksContactPerson | null,
  place: PersonPlace,
): void {
  const { booksNestedPersonNeedsFirstName, booksPersonPutPartial } = organization.switches;
  const shown = organization.fields.shown('books', 'contact_persons').filter((field) => !field.custom);
  const asked = shown.filter(
    (field) => field.apiName !== 'first_name' || place === 'path' || booksNestedPersonNeedsFirstName,
  );
  requireMandatory(organization, asked, body, undefined, before === null);
  const named = asked.some((field) => field.apiName === 'first_name' && field.required);
  const partial = place === 'contact' || booksPersonPutPartial || before === null;
  if (named && !partial && !('first_name' in body)) throw missing(organization, 'first_name');
}

function readPreference(value: unknown, before: BooksContactPerson): BooksContactPerson {
  if (!isRecord(value)) throw invalidValue('communication_preference');
  const preference: Mutable<BooksContactPerson['communication_preference']> = {
    ...before.communication_preference,
  };
  for (const name of ['is_email_enabled', 'is_sms_enabled', 'is_whatsapp_enabled'] as const) {
    if (name in value) preference[name] = readBoolean(name, value[name]);
  }
  return { ...before, communication_preference: preference };
}

/**
 * The person after a write, whose mark as primary is what the body says, or as it was.
 * @param before null for a new one
 * @throws Refusal for a value that Books refuses
 */
export function readPerson(
  organization: Organization,
  body: Body,
  before: BooksContactPerson | null,
  place: PersonPlace,
): BooksContactPerson {
  requirePerson(organization, body, before, place);
  const fields = organization.fields.of('books', 'contact_persons');
  const replaces = place === 'contact' && organization.switches.booksPersonPartial === 'replace';
  const kept =
    replaces && before !== null
      ? { ...NEW_PERSON, contact_person_id: before.contact_person_id }
      : (before ?? NEW_PERSON);
  const texts: Partial<Record<PersonText, string>> = {};
  for (const name of TEXTS) {
    const field = fields.get(name);
    if (!(name in body) || field === undefined || field.removed) continue;
    texts[name] = readText(organization, { ...field, lengthMax: lengthMax(field, place) }, body[name]);
  }
  const flags = {
    ...('is_primary_contact' in body
      ? { is_primary_contact: readBoolean('is_primary_contact', body.is_primary_contact) }
      : {}),
    ...('enable_portal' in body
      ? { is_added_in_portal: readBoolean('enable_portal', body.enable_portal) }
      : {}),
  };
  const person = { ...kept, ...texts, ...flags };
  return 'communication_preference' in body ? readPreference(body.communication_preference, person) : person;
}

/**
 * The persons with one primary at most: the one that was just flagged, else the one that was.
 * @param flagged position of the person that a write made the primary one; -1: it made none
 */
export function withOnePrimary(
  organization: Organization,
  persons: readonly BooksContactPerson[],
  flagged: number,
): readonly BooksContactPerson[] {
  const kept = flagged === -1 ? persons.findIndex((person) => person.is_primary_contact) : flagged;
  const chosen =
    kept === -1 && organization.switches.booksFirstPersonIsPrimary && persons.length > 0 ? 0 : kept;
  return persons.map((person, position) => ({ ...person, is_primary_contact: position === chosen }));
}

export function stalePerson(organization: Organization) {
  const message = 'Invalid value passed for contact_person_id';
  return booksRefusal(400, organization.switches.booksStalePersonCode, message);
}

/**
 * `contact_persons` of a contact's write: the complete new set. Known ids are edited, others without id are added, the
 * rest is gone (books-api.md 4.3).
 * @throws Refusal for an id that is none of the contact's, or a value that Books refuses
 */
export function readPersons(
  organization: Organization,
  value: unknown,
  before: readonly BooksContactPerson[],
): readonly BooksContactPerson[] {
  if (!Array.isArray(value)) throw invalidValue('contact_persons');
  const flagged: number[] = [];
  const persons = (value as unknown[]).map((entry, position) => {
    if (!isRecord(entry)) throw invalidValue('contact_persons');
    const id = entry.contact_person_id;
    const isNew = id === undefined || id === null || id === '';
    const known = isNew ? null : before.find((person) => person.contact_person_id === String(id));
    if (known === undefined) throw stalePerson(organization);
    const person = readPerson(organization, entry, known, 'contact');
    if ('is_primary_contact' in entry && person.is_primary_contact) flagged.push(position);
    return person;
  });
  if (flagged.length > 1 && organization.switches.booksTwoPrimaries === 'refuse')
    throw invalidValue('is_primary_contact');
  const ids = persons.map((person) => person.contact_person_id).filter((id) => id !== '');
  if (new Set(ids).size < ids.length) throw stalePerson(organization);
  return withOnePrimary(organization, persons, flagged[0] ?? -1);
}
