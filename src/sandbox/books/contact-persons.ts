/** Contact persons at paths of their own (docs/zoho.md, books-api.md 4.3). */
import { BOOKS_CODE } from '../../zoho-api/index.ts';
import { pageOf } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import type { BooksContact, BooksContactPerson } from './contact-record.ts';
import { storeContact } from './contact-store.ts';
import { contactNotFound } from './contact-writes.ts';
import { contactOfPath } from './contacts.ts';
import { booksBody, booksCreated, booksPaging, booksRefusal, booksSuccess, pageContext } from './envelope.ts';
import { type Body, missing } from './member-values.ts';
import { personDetail, personListRow } from './person-rows.ts';
import { readPerson, withOnePrimary } from './person-values.ts';
import type { BooksRoutes } from './routes.ts';

interface Found {
  contact: BooksContact;
  person: BooksContactPerson;
}

function personNotFound() {
  return booksRefusal(404, BOOKS_CODE.notFound, 'Contact person does not exist.');
}

/** The person of `/contacts/contactpersons/{id}`, whose contact is not named. */
function findAnywhere({ organization, params }: ServiceCall): Found {
  const id = params.id ?? '';
  const [contactId = ''] = organization.contacts.idsByKey('person', id);
  const contact = organization.contacts.get(contactId);
  const person = contact?.contact_persons.find((one) => one.contact_person_id === id);
  if (contact === undefined || person === undefined) throw personNotFound();
  return { contact, person };
}

function store(
  { organization, nowMs }: ServiceCall,
  contact: BooksContact,
  persons: readonly BooksContactPerson[],
  flagged: number,
): BooksContact {
  const contact_persons = withOnePrimary(organization, persons, flagged);
  const moves = organization.switches.booksPersonMovesContact;
  return storeContact(organization, contact, { contact_persons }, nowMs, moves);
}

/** Documented as an array of one, read as an object by others: a switch. */
function payload({ organization }: ServiceCall, contact: BooksContact, person: BooksContactPerson) {
  const row = personDetail(organization, contact.id, person);
  return { contact_person: organization.switches.booksPersonWriteAnswer === 'array' ? [row] : row };
}

/** The contact that a body names. */
function contactOfBody({ organization }: ServiceCall, body: Body): BooksContact {
  const id = body.contact_id;
  if (id === undefined || id === null || id === '') throw missing(organization, 'contact_id');
  const contact = organization.contacts.get(String(id));
  if (contact === undefined) throw contactNotFound();
  return contact;
}

function createPerson(call: ServiceCall): Answer {
  const body = booksBody(call.request);
  const contact = contactOfBody(call, body);
  const person = readPerson(call.organization, body, null, 'path');
  const persons = [...contact.contact_persons, person];
  const stored = store(call, contact, persons, person.is_primary_contact ? persons.length - 1 : -1);
  const made = stored.contact_persons.at(-1) ?? person;
  const path = 'contacts/contactpersons';
  const message = 'The contactperson has been Created';
  return booksCreated(path, made.contact_person_id, payload(call, stored, made), message);
}

function updatePerson(call: ServiceCall): Answer {
  const body = booksBody(call.request);
  const { contact, person } = findAnywhere(call);
  const partial = call.world.switches.booksPersonPutPartial && !('contact_id' in body);
  if (!partial && contactOfBody(call, body).id !== contact.id) throw personNotFound();
  const next = readPerson(call.organization, body, person, 'path');
  const position = contact.contact_persons.indexOf(person);
  const flagged = next.is_primary_contact ? position : -1;
  const stored = store(call, contact, contact.contact_persons.with(position, next), flagged);
  const saved = stored.contact_persons[position] ?? next;
  return booksSuccess(payload(call, stored, saved), 'The contactperson details has been updated.');
}

function deletePerson(call: ServiceCall): Answer {
  const { contact, person } = findAnywhere(call);
  const left = contact.contact_persons.filter((one) => one !== person);
  store(call, contact, left, -1);
  return booksSuccess({}, 'The contact person has been deleted.');
}

function markPrimary(call: ServiceCall): Answer {
  const { contact, person } = findAnywhere(call);
  store(call, contact, contact.contact_persons, contact.contact_persons.indexOf(person));
  return booksSuccess({}, 'This contact person has been marked as your primary contact person.');
}

function listPersons(call: ServiceCall): Answer {
  const contact = contactOfPath(call);
  const paging = booksPaging(call);
  const { rows, more } = pageOf(contact.contact_persons, paging.page, paging.perPage, false);
  return booksSuccess({
    contact_persons: rows.map((person) => personListRow(call.organization, person)),
    page_context: {
      ...pageContext(paging, more, 'Contact Persons'),
      sort_column: 'contact_person_id',
      sort_order: 'A',
    },
  });
}

function readOne(call: ServiceCall): Answer {
  const contact = contactOfPath(call);
  const person = contact.contact_persons.find((one) => one.contact_person_id === call.params.person_id);
  if (person === undefined) throw personNotFound();
  return booksSuccess({ contact_person: personDetail(call.organization, contact.id, person) });
}

export const contactPersonRoutes: BooksRoutes = (on) => {
  on('POST', '/contacts/contactpersons', createPerson);
  on('PUT', '/contacts/contactpersons/{id}', updatePerson);
  on('DELETE', '/contacts/contactpersons/{id}', deletePerson);
  on('POST', '/contacts/contactpersons/{id}/primary', markPrimary);
  on('GET', '/contacts/{id}/contactpersons', listPersons);
  on('GET', '/contacts/{id}/contactpersons/{person_id}', readOne);
};
