/** A Books or Invoice contact (customer or vendor) as stored, under Books' own names (docs/zoho.md, books-api.md 4). */
import { UNIQUE_FIELD_API_NAME } from '../../zoho-api/index.ts';
import { by, RecordCollection, type StoredRecord } from '../core/collection.ts';
import type { Switches } from '../switches.ts';
import type { CustomValues } from './member-values.ts';

/** What can be written of an address; reads add to it (books-api.md 4.2). */
export interface BooksAddress {
  readonly address_id: string;
  readonly attention: string;
  readonly address: string;
  readonly street2: string;
  readonly city: string;
  readonly state: string;
  readonly state_code: string;
  readonly zip: string;
  readonly country: string;
  readonly phone: string;
  readonly fax: string;
}

export interface BooksContactPerson {
  readonly contact_person_id: string;
  readonly salutation: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone: string;
  readonly mobile: string;
  readonly designation: string;
  readonly department: string;
  readonly skype: string;
  readonly is_primary_contact: boolean;
  readonly is_added_in_portal: boolean;
  /** Contacts show e-mail and WhatsApp, the persons' own path SMS and WhatsApp (books-api.md 4.3). */
  readonly communication_preference: {
    readonly is_email_enabled: boolean;
    readonly is_sms_enabled: boolean;
    readonly is_whatsapp_enabled: boolean;
  };
}

/** Tax members that hold a value, by their own names; which exist depends on the tax edition (books-api.md 4.1). */
export type ContactTaxValues = Readonly<Record<string, string | boolean>>;

/** What a write can set. */
export interface BooksContactValues {
  readonly contact_name: string;
  readonly company_name: string;
  readonly contact_type: 'customer' | 'vendor';
  readonly customer_sub_type: 'individual' | 'business';
  readonly website: string;
  readonly language_code: string;
  /** Id among the organisation's Books currencies; empty: the base currency. */
  readonly currency_id: string;
  /** Days. */
  readonly payment_terms: number;
  readonly payment_terms_label: string;
  readonly notes: string;
  readonly credit_limit: number | null;
  readonly contact_number: string;
  readonly facebook: string;
  readonly twitter: string;
  readonly owner_id: string;
  readonly pricebook_id: string;
  readonly billing_address: BooksAddress;
  readonly shipping_address: BooksAddress;
  /** Those beyond billing and shipping. */
  readonly addresses: readonly BooksAddress[];
  /** In the order they were added; at most one is primary. */
  readonly contact_persons: readonly BooksContactPerson[];
  readonly tax: ContactTaxValues;
  readonly custom: CustomValues | null;
}

export interface BooksContact extends StoredRecord, BooksContactValues {
  readonly source: 'api' | 'user';
  /** The name as ordered and searched. */
  readonly nameKey: string;
  /** Every detail has one beside the ids of its two addresses (observed, books-api.md 4.2). */
  readonly entity_address_id: string;
}

/** An address whose id is given when it is stored. */
export const NEW_ADDRESS: BooksAddress = {
  address_id: '',
  attention: '',
  address: '',
  street2: '',
  city: '',
  state: '',
  state_code: '',
  zip: '',
  country: '',
  phone: '',
  fax: '',
};

/** A person whose id is given when it is stored. */
export const NEW_PERSON: BooksContactPerson = {
  contact_person_id: '',
  salutation: '',
  first_name: '',
  last_name: '',
  email: '',
  phone: '',
  mobile: '',
  designation: '',
  department: '',
  skype: '',
  is_primary_contact: false,
  is_added_in_portal: false,
  communication_preference: { is_email_enabled: true, is_sms_enabled: false, is_whatsapp_enabled: false },
};

/** Defaults on create, as observed (books-api.md 4.4). */
export const NEW_CONTACT: BooksContactValues = {
  contact_name: '',
  company_name: '',
  contact_type: 'customer',
  customer_sub_type: 'business',
  website: '',
  language_code: '',
  currency_id: '',
  payment_terms: 0,
  payment_terms_label: 'Due on Receipt',
  notes: '',
  credit_limit: null,
  contact_number: '',
  facebook: '',
  twitter: '',
  owner_id: '',
  pricebook_id: '',
  billing_address: NEW_ADDRESS,
  shipping_address: NEW_ADDRESS,
  addresses: [],
  contact_persons: [],
  tax: {},
  custom: null,
};

/** What two contacts may not share unless the organisation allows duplicate names (books-api.md 4.6). */
export function contactNameKey(
  contact: Pick<BooksContactValues, 'contact_name' | 'contact_type'>,
  switches: Switches,
): string {
  const name = switches.booksNamesIgnoreCase ? contact.contact_name.toLowerCase() : contact.contact_name;
  return switches.booksVendorsShareNames ? name : `${contact.contact_type} ${name}`;
}

export function primaryPerson(contact: BooksContactValues): BooksContactPerson | undefined {
  return contact.contact_persons.find((person) => person.is_primary_contact);
}

/** Orders of a list (books-api.md 3.3). Balances come of transactions, which the sandbox does not keep: all are 0. */
export function booksContactCollection(switches: Switches): RecordCollection<BooksContact> {
  const ofPrimary = (member: 'first_name' | 'last_name' | 'email') =>
    by<BooksContact>((contact) => primaryPerson(contact)?.[member].toLowerCase() ?? '');
  return new RecordCollection<BooksContact>({
    orders: {
      contact_name: by((contact) => contact.nameKey),
      first_name: ofPrimary('first_name'),
      last_name: ofPrimary('last_name'),
      email: ofPrimary('email'),
      outstanding_receivable_amount: by(() => 0),
      outstanding_payable_amount: by(() => 0),
      created_time: by((contact) => contact.createdS),
      last_modified_time: by((contact) => contact.modifiedS),
    },
    keys: {
      name: (contact) => contactNameKey(contact, switches),
      unique: (contact) => {
        const value = contact.custom?.[UNIQUE_FIELD_API_NAME];
        return value === undefined || value === '' ? null : String(value);
      },
      person: (contact) => contact.contact_persons.map((person) => person.contact_person_id),
    },
  });
}
