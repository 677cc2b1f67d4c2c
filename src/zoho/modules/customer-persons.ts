/** The contact persons inside a customer's detail. Pure. */
import { type CustomerGroup, personRecordId, type ServiceRecord } from '../../engine/services.ts';
import { isRow, type RecordReader, type Row } from '../codec/record.ts';
import type { BooksRow } from './books-answers.ts';
import { idOf } from './shared.ts';

/** Fields of a customer that are its primary person's: shown with the customer, written with the person (books-api.md 3.7). */
export const FIELDS_OF_THE_PRIMARY: ReadonlySet<string> = new Set([
  'first_name',
  'last_name',
  'email',
  'phone',
  'mobile',
  'designation',
  'department',
]);

/**
 * The group that a row tells. A detail that does not name it means the default, business (books-api.md 4.1); a list row
 * that does not, as the documented ones, tells nothing.
 */
export function groupOf(members: Row): CustomerGroup | null {
  if (members.customer_sub_type === 'individual') return 'individual';
  const told = members.customer_sub_type === 'business' || personsOf(members) !== null;
  return told ? 'business' : null;
}

export interface PersonRow {
  readonly id: string;
  readonly members: Row;
}

/** Null where the row does not tell, as those of lists. */
export function personsOf(customer: Row): readonly PersonRow[] | null {
  const listed = customer.contact_persons;
  if (!Array.isArray(listed)) return null;
  return listed.filter(isRow).flatMap((members) => {
    const id = idOf(members.contact_person_id);
    return id === null ? [] : [{ id, members }];
  });
}

/** The primary person, or the first where none is marked; null where there is none. */
export function primaryOf(customer: Row): PersonRow | null {
  const persons = personsOf(customer) ?? [];
  const marked = persons.find((person) => isPrimary(customer, person));
  return marked ?? persons[0] ?? null;
}

function isPrimary(customer: Row, person: PersonRow): boolean {
  return person.members.is_primary_contact === true || idOf(customer.primary_contact_id) === person.id;
}

/** The customer's detail with a person as the service answered it, added or changed. */
export function withPerson(customer: Row, person: PersonRow): Row {
  const persons = personsOf(customer) ?? [];
  const before = persons.find((one) => one.id === person.id);
  const members = { ...before?.members, ...person.members };
  const after =
    before === undefined
      ? [...persons.map((one) => one.members), members]
      : persons.map((one) => (one.id === person.id ? members : one.members));
  const shown = isPrimary(customer, { id: person.id, members })
    ? Object.fromEntries(Object.entries(members).filter(([name]) => FIELDS_OF_THE_PRIMARY.has(name)))
    : {};
  return { ...customer, ...shown, contact_persons: after };
}

/** A person's record. Persons have no times and no status of their own: those of the customer stand for them (books-api.md 4.3). */
export function personRecord(
  customer: Pick<BooksRow, 'id' | 'active'> & { readonly modifiedAtMs: number },
  person: PersonRow,
  reader: RecordReader,
): ServiceRecord {
  return {
    id: personRecordId(customer.id, person.id),
    active: customer.active,
    createdAtMs: customer.modifiedAtMs,
    modifiedAtMs: customer.modifiedAtMs,
    values: reader.values(person.members),
    counterpartId: null,
    parentId: customer.id,
  };
}
