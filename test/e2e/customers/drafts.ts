/** People and companies before they are written: each as FSM has it and as Books has it, equal unless a case changes one. */
import type { Row } from '../zoho.ts';

export interface Address {
  readonly street: string;
  readonly street2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

/** What a customer may owe: nothing special, a certain tax, or none by an exemption. */
export type TaxStanding = 'usual' | 'taxed' | 'exempt';

export interface PartyDraft {
  readonly currency: string | null;
  readonly tax: TaxStanding;
  readonly service: Address | null;
  readonly billing: Address | null;
}

export interface CompanyDraft extends PartyDraft {
  readonly name: string;
  readonly website: string;
}

export interface PersonDraft extends PartyDraft {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly salutation: string;
  readonly phone: string;
  readonly mobile: string;
}

/** Ids that only the organisation knows. */
export interface Known {
  readonly taxId: string;
  readonly exemptionId: string;
  readonly currencyIds: ReadonlyMap<string, string>;
}

const CITIES = ['Springfield', 'Décines', 'Malmö', 'Oak Park', 'São Paulo', 'Kraków'] as const;
const STREETS = ['Mill Lane', 'Harbor Road', 'Rue Émile Zola', 'Station Street', 'Elm Avenue'] as const;
const TRADES = ['Heating', 'Elevators', 'Refrigeration', 'Solar', 'Plumbing', 'Fire Safety'] as const;
const FOUNDERS = ['Nakamura', 'Okafor', 'Lindqvist', 'Byrne', 'Castillo', 'Brandt', 'Haddad'] as const;
const FIRST = ['Amara', 'Bjørn', 'Chidi', 'Dolores', 'Émile', 'Farah', 'Greta', 'Hiro'] as const;

const pick = <T>(list: readonly [T, ...T[]], index: number): T => list[index % list.length] ?? list[0];

export function addressNumber(index: number): Address {
  return {
    street: `${index} ${pick(STREETS, index)}`,
    street2: index % 3 === 0 ? `Unit ${index % 40}` : '',
    city: pick(CITIES, index),
    state: index % 4 === 0 ? '' : 'Illinois',
    zip: String(60_000 + (index % 900)),
    country: index % 5 === 0 ? '' : 'USA',
  };
}

/** The nth company: no two share a name, and addresses come with both, one or none of the two. */
export function companyNumber(index: number): CompanyDraft {
  return {
    name: `${pick(FOUNDERS, index)} ${pick(TRADES, index)} ${index}`,
    website: index % 3 === 0 ? '' : `https://company-${index}.example.com`,
    currency: null,
    tax: 'usual',
    service: index % 7 === 0 ? null : addressNumber(index),
    billing: index % 2 === 0 ? addressNumber(index + 1_000) : null,
  };
}

/** The nth person: no two share a name or an e-mail. */
export function personNumber(index: number): PersonDraft {
  return {
    first: pick(FIRST, index),
    last: `${pick(FOUNDERS, index + 3)} ${index}`,
    email: `person-${index}@example.com`,
    salutation: index % 4 === 0 ? 'Dr.' : '',
    phone: index % 3 === 0 ? '' : `+1 312 555 ${1_000 + index}`,
    mobile: index % 2 === 0 ? `+1 773 555 ${1_000 + index}` : '',
    currency: null,
    tax: 'usual',
    service: index % 6 === 0 ? null : addressNumber(index + 2_000),
    billing: index % 3 === 0 ? addressNumber(index + 3_000) : null,
  };
}

// --- as FSM has them

function fsmAddress(address: Address | null): Row | null {
  if (address === null) return null;
  const { street, street2, city, state, zip, country } = address;
  return {
    Street_1: street,
    Street_2: street2,
    City: city,
    State: state,
    Zip_Code: zip,
    Country: country,
  };
}

function fsmParty(draft: PartyDraft, known: Known): Row {
  const tax =
    draft.tax === 'taxed'
      ? { Tax: { Taxable: true, Tax_Id: known.taxId } }
      : draft.tax === 'exempt'
        ? { Tax: { Taxable: false, Tax_Exemption_Id: known.exemptionId } }
        : {};
  return {
    ...(draft.currency === null ? {} : { Currency: draft.currency, Exchange_Rate: 1.5 }),
    ...(draft.service === null ? {} : { Service_Address: fsmAddress(draft.service) }),
    ...(draft.billing === null ? {} : { Billing_Address: fsmAddress(draft.billing) }),
    ...tax,
  };
}

export function fsmCompany(draft: CompanyDraft, known: Known): Row {
  return { Company_Name: draft.name, Website: draft.website, ...fsmParty(draft, known) };
}

export function fsmContact(draft: PersonDraft, known: Known): Row {
  return {
    First_Name: draft.first,
    Last_Name: draft.last,
    Email: draft.email,
    Salutation: draft.salutation,
    Phone: draft.phone,
    Mobile: draft.mobile,
    ...fsmParty(draft, known),
  };
}

// --- as Books has them

function booksAddress(address: Address): Row {
  const { street, ...others } = address;
  return { address: street, ...others, attention: 'Accounts' };
}

function booksParty(draft: PartyDraft, known: Known): Row {
  const tax =
    draft.tax === 'taxed'
      ? { is_taxable: true, tax_id: known.taxId }
      : draft.tax === 'exempt'
        ? { is_taxable: false, tax_exemption_id: known.exemptionId }
        : {};
  return {
    ...(draft.currency === null ? {} : { currency_id: known.currencyIds.get(draft.currency) }),
    ...(draft.service === null ? {} : { shipping_address: booksAddress(draft.service) }),
    ...(draft.billing === null ? {} : { billing_address: booksAddress(draft.billing) }),
    ...tax,
  };
}

/** Without its display name, which is unique in Books and given by the world. */
export function booksBusiness(draft: CompanyDraft, persons: readonly PersonDraft[], known: Known): Row {
  return {
    customer_sub_type: 'business',
    company_name: draft.name,
    website: draft.website,
    notes: 'Known in Books only',
    contact_persons: persons.map((person, position) => booksPerson(person, position === 0)),
    ...booksParty(draft, known),
  };
}

export function booksIndividual(draft: PersonDraft, others: readonly PersonDraft[], known: Known): Row {
  const persons = [draft, ...others].map((person, position) => booksPerson(person, position === 0));
  return { customer_sub_type: 'individual', contact_persons: persons, ...booksParty(draft, known) };
}

export function booksPerson(draft: PersonDraft, primary: boolean): Row {
  return {
    first_name: draft.first,
    last_name: draft.last,
    email: draft.email,
    salutation: draft.salutation,
    phone: draft.phone,
    mobile: draft.mobile,
    designation: 'Known in Books only',
    ...(primary ? { is_primary_contact: true } : {}),
  };
}
