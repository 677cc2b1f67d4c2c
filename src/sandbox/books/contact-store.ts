/** Storing contacts: ids for what is new, and times that never move back. */
import type { Organization } from '../core/organization.ts';
import { type BooksContact, type BooksContactValues, NEW_CONTACT } from './contact-record.ts';

/** Times of a contact in epoch seconds. */
export interface ContactStamps {
  readonly createdS: number;
  readonly modifiedS: number;
}

export interface ContactOptions {
  readonly active?: boolean;
  readonly source?: BooksContact['source'];
  /** Moment of the write, from which a lag of lists counts; otherwise that of the last change. */
  readonly nowMs?: number;
}

/** Gives an id to each address and person that has none yet. */
export function withIds(organization: Organization, values: BooksContactValues): BooksContactValues {
  const { books } = organization.ids;
  const addressed = <T extends { readonly address_id: string }>(address: T): T =>
    address.address_id === '' ? { ...address, address_id: books.next() } : address;
  return {
    ...values,
    billing_address: addressed(values.billing_address),
    shipping_address: addressed(values.shipping_address),
    addresses: values.addresses.map(addressed),
    contact_persons: values.contact_persons.map((person) =>
      person.contact_person_id === '' ? { ...person, contact_person_id: books.next() } : person,
    ),
  };
}

/**
 * Adds a contact. Nothing is checked: not names in use, lengths, or that one person at most is primary.
 * @param values what differs from a new contact; addresses and persons without an id get one
 */
export function addBooksContact(
  organization: Organization,
  values: Partial<BooksContactValues>,
  stamps: ContactStamps,
  options: ContactOptions = {},
): BooksContact {
  const id = organization.ids.books.next();
  const whole = withIds(organization, { ...NEW_CONTACT, ...values });
  const contact: BooksContact = {
    ...whole,
    id,
    active: options.active ?? true,
    source: options.source ?? 'user',
    nameKey: whole.contact_name.toLowerCase(),
    entity_address_id: organization.ids.books.next(),
    createdS: stamps.createdS,
    modifiedS: stamps.modifiedS,
  };
  organization.contacts.put(contact, options.nowMs ?? stamps.modifiedS * 1000);
  return contact;
}

/** Stores the next version of a contact, modified now unless told otherwise. */
export function storeContact(
  organization: Organization,
  contact: BooksContact,
  change: Partial<BooksContactValues> & { readonly active?: boolean },
  nowMs: number,
  moves = true,
): BooksContact {
  const modifiedS = moves ? Math.max(contact.modifiedS, Math.floor(nowMs / 1000)) : contact.modifiedS;
  const { active = contact.active, ...values } = change;
  const whole = withIds(organization, { ...contact, ...values });
  const next = { ...contact, ...whole, active, nameKey: whole.contact_name.toLowerCase(), modifiedS };
  organization.contacts.put(next, nowMs);
  return next;
}
