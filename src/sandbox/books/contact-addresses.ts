/** Addresses of a contact: what a write may hold and how they read (docs/zoho.md, books-api.md 4.2). */
import { BOOKS_ADDRESS_LENGTHS_MAX } from '../../zoho-api/index.ts';
import { isRecord } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';
import { type BooksAddress, NEW_ADDRESS } from './contact-record.ts';
import { countryCode } from './countries.ts';
import { invalidValue } from './envelope.ts';
import { readText } from './member-values.ts';

type AddressMember = keyof typeof BOOKS_ADDRESS_LENGTHS_MAX;

function isMember(name: string): name is AddressMember {
  return Object.hasOwn(BOOKS_ADDRESS_LENGTHS_MAX, name);
}

function label(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1).replaceAll('_', ' ');
}

/**
 * The address after a write; its id stays. Whether members that are not sent keep their value is a switch.
 * @param name what the body calls it
 * @throws Refusal for a text that is too long, or for no address at all
 */
export function readAddress(
  organization: Organization,
  name: string,
  value: unknown,
  before: BooksAddress,
): BooksAddress {
  if (value === null || value === '') return { ...NEW_ADDRESS, address_id: before.address_id };
  if (!isRecord(value)) throw invalidValue(name);
  const merges = organization.switches.booksAddressPartial === 'merge';
  const texts: Partial<Record<AddressMember, string>> = {};
  for (const [member, text] of Object.entries(value)) {
    if (!isMember(member)) continue;
    const lengthMax = BOOKS_ADDRESS_LENGTHS_MAX[member];
    texts[member] = readText(organization, { apiName: member, label: label(member), lengthMax }, text);
  }
  return { ...(merges ? before : NEW_ADDRESS), ...texts, address_id: before.address_id };
}

/** As details show it, in the recorded order of the billing address. */
export function addressRow(address: BooksAddress): Record<string, unknown> {
  return {
    address_id: address.address_id,
    attention: address.attention,
    address: address.address,
    street2: address.street2,
    city: address.city,
    state_code: address.state_code,
    state: address.state,
    zip: address.zip,
    country: address.country,
    county: '',
    latitude: '',
    longitude: '',
    country_code: countryCode(address.country),
    phone: address.phone,
    fax: address.fax,
  };
}

/** Its texts, for a search. */
export function addressText(address: BooksAddress): string {
  return [address.attention, address.address, address.street2, address.city, address.state, address.zip]
    .filter((text) => text !== '')
    .join(', ');
}
