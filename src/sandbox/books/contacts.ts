/** Contacts of Books and Invoice: create, read, edit, activate, delete (docs/zoho.md, books-api.md 4.4). */
import type { Answer, ServiceCall } from '../core/exchange.ts';
import { listContacts } from './contact-list.ts';
import { type BooksContact, NEW_CONTACT } from './contact-record.ts';
import { contactDetail } from './contact-rows.ts';
import { addBooksContact, storeContact } from './contact-store.ts';
import { contactNotFound, readContact, refuseWholeContact } from './contact-writes.ts';
import { booksBody, booksCreated, booksRefusal, booksSuccess } from './envelope.ts';
import { writeKey } from './keyed-write.ts';
import type { Body } from './member-values.ts';
import type { BooksRoutes } from './routes.ts';

/** The contact of the path. @throws Refusal when there is none */
export function contactOfPath({ organization, params }: ServiceCall): BooksContact {
  const contact = organization.contacts.get(params.id ?? '');
  if (contact === undefined) throw contactNotFound();
  return contact;
}

function insert({ organization, nowMs }: ServiceCall, body: Body): BooksContact {
  const values = { ...NEW_CONTACT, ...readContact(organization, body, null) };
  refuseWholeContact(organization, values, null);
  const atS = Math.floor(nowMs / 1000);
  return addBooksContact(organization, values, { createdS: atS, modifiedS: atS }, { source: 'api', nowMs });
}

function update({ organization, nowMs }: ServiceCall, contact: BooksContact, body: Body): BooksContact {
  const values = readContact(organization, body, contact);
  refuseWholeContact(organization, { ...contact, ...values }, contact);
  return storeContact(organization, contact, values, nowMs);
}

function created({ organization }: ServiceCall, contact: BooksContact): Answer {
  const payload = { contact: contactDetail(organization, contact) };
  return booksCreated('contacts', contact.id, payload, 'The contact has been added.');
}

function saved({ organization }: ServiceCall, contact: BooksContact): Answer {
  const payload = { contact: contactDetail(organization, contact) };
  return booksSuccess(payload, 'Contact information has been saved.');
}

function createContact(call: ServiceCall): Answer {
  return created(call, insert(call, booksBody(call.request)));
}

function readOne(call: ServiceCall): Answer {
  return booksSuccess({ contact: contactDetail(call.organization, contactOfPath(call)) });
}

function updateContact(call: ServiceCall): Answer {
  return saved(call, update(call, contactOfPath(call), booksBody(call.request)));
}

/** `PUT /contacts` addressed by a custom field without duplicates, with `X-Upsert` an idempotent create. */
function updateByUniqueField(call: ServiceCall): Answer {
  const { organization, request, world, nowMs } = call;
  const key = writeKey(call, 'contacts');
  const body = booksBody(request);
  const [id] = organization.contacts.idsByKey('unique', key.value);
  const known = id === undefined ? undefined : organization.contacts.get(id);
  if (known !== undefined) return saved(call, update(call, known, body));
  if (!key.upsert) throw contactNotFound();
  let contact = insert(call, body);
  if (world.switches.booksUpsertStoresKey) {
    const custom = { ...contact.custom, [key.field]: key.value };
    contact = storeContact(organization, contact, { custom }, nowMs);
  }
  return { ...created(call, contact), status: world.switches.booksUpsertCreateStatus };
}

function setActive(active: boolean): (call: ServiceCall) => Answer {
  return (call) => {
    storeContact(call.organization, contactOfPath(call), { active }, call.nowMs);
    return booksSuccess({}, `The contact has been marked as ${active ? 'active' : 'inactive'}.`);
  };
}

function deleteContact(call: ServiceCall): Answer {
  const contact = contactOfPath(call);
  if (call.organization.capabilities.refuseDeletes) {
    const message = 'Contacts that have transactions cannot be deleted. Mark them as inactive instead.';
    throw booksRefusal(400, call.world.switches.booksContactInUseCode, message);
  }
  call.organization.contacts.remove(contact.id, call.nowMs);
  return booksSuccess({}, 'The contact has been deleted.');
}

export const contactRoutes: BooksRoutes = (on) => {
  on('GET', '/contacts', listContacts);
  on('POST', '/contacts', createContact);
  on('PUT', '/contacts', updateByUniqueField);
  on('GET', '/contacts/{id}', readOne);
  on('PUT', '/contacts/{id}', updateContact);
  on('DELETE', '/contacts/{id}', deleteContact);
  on('POST', '/contacts/{id}/active', setActive(true));
  on('POST', '/contacts/{id}/inactive', setActive(false));
};
