/** The customer that `process_sync` with `push` makes of a company or contact (docs/zoho.md, fsm-api.md 10, 11). */
import {
  type BooksAddress,
  type BooksContactValues,
  contactNameKey,
  NEW_ADDRESS,
  NEW_CONTACT,
  NEW_PERSON,
} from '../books/contact-record.ts';
import { addBooksContact } from '../books/contact-store.ts';
import type { Organization } from '../core/organization.ts';
import type { FsmCompany } from './company-record.ts';
import type { FsmContact } from './contact-record.ts';
import { companyIdOf } from './contact-writes.ts';
import { invalidData } from './envelope.ts';
import type { FsmParty } from './party-record.ts';

function booksAddress(party: FsmParty, id: string | null): BooksAddress {
  const address = party.addresses.find((known) => known.id === id);
  return {
    ...NEW_ADDRESS,
    address: address?.Street_1 ?? '',
    street2: address?.Street_2 ?? '',
    city: address?.City ?? '',
    state: address?.State ?? '',
    zip: address?.Zip_Code ?? '',
    country: address?.Country ?? '',
  };
}

/** The same currency in Books; empty: the base one. @throws Refusal where Books lacks it */
function booksCurrencyId(organization: Organization, party: FsmParty): string {
  const { fsm, books } = organization.currencies;
  const code = party.Currency;
  if (code === null || fsm.some((currency) => currency.base && currency.code === code)) return '';
  const found = books.find((currency) => currency.code === code);
  if (found === undefined) throw invalidData({ api_name: 'Currency' });
  return found.id;
}

function addCustomer(
  organization: Organization,
  party: FsmParty,
  values: Partial<BooksContactValues> & Pick<BooksContactValues, 'contact_name'>,
  nowMs: number,
): string {
  const key = contactNameKey({ ...NEW_CONTACT, ...values }, organization.switches);
  if (!organization.allowDuplicateNames && organization.contacts.idsByKey('name', key).length > 0) {
    throw invalidData({ api_name: 'integ_id' });
  }
  const common = {
    currency_id: booksCurrencyId(organization, party),
    billing_address: booksAddress(party, party.billingAddressId),
    shipping_address: booksAddress(party, party.serviceAddressId),
  };
  const atS = Math.floor(nowMs / 1000);
  const stamps = { createdS: atS, modifiedS: atS };
  const options = { active: party.active, source: 'api' as const };
  return addBooksContact(organization, { ...common, ...values }, stamps, options).id;
}

/** A company becomes a business customer without persons. @throws Refusal where its name is in use */
export function pushCompany(organization: Organization, company: FsmCompany, nowMs: number): string {
  const values = {
    contact_name: company.Company_Name,
    company_name: company.Company_Name,
    customer_sub_type: 'business' as const,
    website: company.Website ?? '',
  };
  return addCustomer(organization, company, values, nowMs);
}

/**
 * A contact that stands alone becomes an individual customer, its own primary person.
 * @throws Refusal for a contact of a company, on which pushing is not offered (fsm-api.md 11)
 */
export function pushContact(organization: Organization, contact: FsmContact, nowMs: number): string {
  if (companyIdOf(organization, contact) !== null) throw invalidData({ api_name: 'Company' });
  const person = {
    ...NEW_PERSON,
    salutation: contact.Salutation ?? '',
    first_name: contact.First_Name ?? '',
    last_name: contact.Last_Name,
    email: contact.Email ?? '',
    phone: contact.Phone ?? '',
    mobile: contact.Mobile ?? '',
    is_primary_contact: true,
  };
  const values = {
    contact_name: [contact.First_Name, contact.Last_Name].filter(Boolean).join(' '),
    customer_sub_type: 'individual' as const,
    contact_persons: [person],
  };
  return addCustomer(organization, contact, values, nowMs);
}
