/** Addresses of a contact beyond billing and shipping (docs/zoho.md, books-api.md 4.2). */
import { BOOKS_CODE } from '../../zoho-api/index.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import { addressRow, readAddress } from './contact-addresses.ts';
import { type BooksAddress, type BooksContact, NEW_ADDRESS } from './contact-record.ts';
import { storeContact } from './contact-store.ts';
import { contactOfPath } from './contacts.ts';
import { booksBody, booksRefusal, booksSuccess } from './envelope.ts';
import type { BooksRoutes } from './routes.ts';

function store(
  { organization, nowMs }: ServiceCall,
  contact: BooksContact,
  addresses: readonly BooksAddress[],
) {
  const moves = organization.switches.booksAddressMovesContact;
  return storeContact(organization, contact, { addresses }, nowMs, moves);
}

/** Position of the path's address among the additional ones. @throws Refusal when it is none of them */
function positionOf(contact: BooksContact, { params }: ServiceCall): number {
  const position = contact.addresses.findIndex((address) => address.address_id === params.address_id);
  if (position === -1) throw booksRefusal(404, BOOKS_CODE.notFound, 'Address does not exist.');
  return position;
}

function listAddresses(call: ServiceCall): Answer {
  const contact = contactOfPath(call);
  const both = call.world.switches.booksAddressListHasBoth
    ? [contact.billing_address, contact.shipping_address]
    : [];
  return booksSuccess({ addresses: [...both, ...contact.addresses].map(addressRow) });
}

function addAddress(call: ServiceCall): Answer {
  const contact = contactOfPath(call);
  const address = readAddress(call.organization, 'address', booksBody(call.request), NEW_ADDRESS);
  const added = store(call, contact, [...contact.addresses, address]).addresses.at(-1) ?? address;
  const answer = booksSuccess({ address_info: addressRow(added) }, 'The address has been created.');
  return { ...answer, status: 201 };
}

function editAddress(call: ServiceCall): Answer {
  const contact = contactOfPath(call);
  const position = positionOf(contact, call);
  const before = contact.addresses[position] ?? NEW_ADDRESS;
  const address = readAddress(call.organization, 'address', booksBody(call.request), before);
  store(call, contact, contact.addresses.with(position, address));
  return booksSuccess({ address_info: addressRow(address) }, 'The address has been updated.');
}

function deleteAddress(call: ServiceCall): Answer {
  const contact = contactOfPath(call);
  store(call, contact, contact.addresses.toSpliced(positionOf(contact, call), 1));
  return booksSuccess({}, 'The address has been deleted.');
}

export const additionalAddressRoutes: BooksRoutes = (on) => {
  on('GET', '/contacts/{id}/address', listAddresses);
  on('POST', '/contacts/{id}/address', addAddress);
  on('PUT', '/contacts/{id}/address/{address_id}', editAddress);
  on('DELETE', '/contacts/{id}/address/{address_id}', deleteAddress);
};
