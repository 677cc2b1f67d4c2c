/** Writes generated parties into Books, as business and individual customers. */
import {
  type BooksAddress,
  type BooksContactPerson,
  type BooksContactValues,
  NEW_ADDRESS,
  NEW_PERSON,
} from '../books/contact-record.ts';
import { addBooksContact } from '../books/contact-store.ts';
import type { Organization } from '../core/organization.ts';
import type { Random } from '../core/random.ts';
import type { Person, PostalAddress } from './identities.ts';
import type { Business, Individual } from './parties.ts';
import { Times } from './times.ts';

function booksAddress(address: PostalAddress | null): BooksAddress {
  if (address === null) return NEW_ADDRESS;
  const { street1, street2, city, state, zip, country } = address;
  return { ...NEW_ADDRESS, address: street1, street2, city, state, zip, country };
}

function booksPerson(person: Person, primary: boolean): BooksContactPerson {
  return {
    ...NEW_PERSON,
    salutation: person.salutation,
    first_name: person.firstName,
    last_name: person.lastName,
    email: person.email,
    phone: person.phone,
    mobile: person.mobile,
    is_primary_contact: primary,
  };
}

export class BooksPartyWriter {
  readonly #organization: Organization;
  readonly #times: Times;

  constructor(organization: Organization, customers: number, untilMs: number, random: Random) {
    this.#organization = organization;
    this.#times = new Times(customers, untilMs, random);
  }

  #add(
    party: Pick<Business, 'euro' | 'active' | 'service' | 'billing'>,
    values: Partial<BooksContactValues>,
  ): void {
    const { createdS, modifiedS } = this.#times.next();
    const { books } = this.#organization.currencies;
    const euro = party.euro ? books.find((currency) => currency.code === 'EUR') : undefined;
    const common = {
      currency_id: euro?.id ?? '',
      billing_address: booksAddress(party.billing),
      shipping_address: booksAddress(party.service),
    };
    // At odd seconds: those of FSM are even.
    const stamps = { createdS, modifiedS: modifiedS + 1 - (modifiedS % 2) };
    addBooksContact(this.#organization, { ...common, ...values }, stamps, { active: party.active });
  }

  business(business: Business): void {
    this.#add(business, {
      contact_name: business.name,
      company_name: business.name,
      customer_sub_type: 'business',
      website: business.website,
      contact_persons: business.people.map((person, position) => booksPerson(person, position === 0)),
    });
  }

  /** An individual is the primary person of its own record. */
  individual(individual: Individual): void {
    this.#add(individual, {
      contact_name: `${individual.firstName} ${individual.lastName}`,
      customer_sub_type: 'individual',
      contact_persons: [booksPerson(individual, true)],
    });
  }
}
