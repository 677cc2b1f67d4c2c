/** Addresses inside the writes to their company or contact (docs/zoho.md, fsm-api.md 4). */
import { FSM_SAME_AS_SERVICE_ADDRESS, FSM_STREET_LENGTH_MAX } from '../../zoho-api/index.ts';
import { isRecord } from '../core/json.ts';
import type { Organization } from '../core/organization.ts';
import { invalidData } from './envelope.ts';
import { type FsmAddress, type FsmPartyValues, NEW_FSM_ADDRESS, NO_PARTY_TAX } from './party-record.ts';
import { readPartyTax } from './party-tax.ts';
import { type Body, type Mutable, readText, textOrNull, wrongType } from './values.ts';

/** The two addresses of a record that have a part to play, by their keys. */
const PARTS = { Service_Address: 'serviceAddressId', Billing_Address: 'billingAddressId' } as const;
type Part = keyof typeof PARTS;

const TEXT_LENGTHS_MAX = {
  Address_Name: null,
  Street_1: FSM_STREET_LENGTH_MAX,
  Street_2: FSM_STREET_LENGTH_MAX,
  City: null,
  State: null,
  Zip_Code: null,
  Country: null,
} as const;

type Addresses = Pick<FsmPartyValues, 'addresses' | (typeof PARTS)[Part]>;

function readCoordinate(part: Part, name: 'Latitude' | 'Longitude', value: unknown): number | null {
  if (value === null) return null;
  if (typeof value !== 'number') throw wrongType({ apiName: name, parent: part }, 'double');
  return value;
}

/** An address with the members that the write names. */
function readAddress(organization: Organization, part: Part, value: Body, before: FsmAddress): FsmAddress {
  const next: Mutable<FsmAddress> = { ...before };
  for (const [name, lengthMax] of Object.entries(TEXT_LENGTHS_MAX)) {
    if (!(name in value)) continue;
    // The names are those of the table itself.
    const apiName = name as keyof typeof TEXT_LENGTHS_MAX;
    next[apiName] = readText(organization, { apiName, lengthMax, parent: part }, value[name]);
  }
  for (const name of ['Latitude', 'Longitude'] as const) {
    if (name in value) next[name] = readCoordinate(part, name, value[name]);
  }
  if ('Territory' in value) next.Territory = textOrNull(value.Territory);
  if ('Tax' in value && organization.taxEdition === 'us') {
    const member = { apiName: 'Tax', parent: part };
    const tax = before.Tax ?? NO_PARTY_TAX;
    next.Tax = value.Tax === null ? null : readPartyTax(organization, member, value.Tax, tax);
  }
  return next;
}

/** Which address a nested object stands for: one it names, the one in its place, or (null) a new one. */
function addressed(organization: Organization, part: Part, value: Body, now: Addresses): FsmAddress | null {
  const inPlace = organization.switches.fsmAddressWithoutId === 'edits' ? now[PARTS[part]] : null;
  const id = 'id' in value ? value.id : inPlace;
  if (id === null) return null;
  const known = now.addresses.find((address) => address.id === id);
  if (known === undefined) throw invalidData({ api_name: 'id', parent_api_name: part });
  return known;
}

function withPart(organization: Organization, part: Part, value: unknown, now: Addresses): Addresses {
  const key = PARTS[part];
  if (value === null) return organization.switches.fsmNullAddressClears ? { ...now, [key]: null } : now;
  if (value === FSM_SAME_AS_SERVICE_ADDRESS && part === 'Billing_Address') {
    if (now.serviceAddressId === null) throw invalidData({ api_name: part });
    return { ...now, [key]: now.serviceAddressId };
  }
  if (!isRecord(value)) throw wrongType({ apiName: part }, 'jsonobject');
  const known = addressed(organization, part, value, now);
  if (known !== null) {
    const next = readAddress(organization, part, value, known);
    const addresses = now.addresses.map((address) => (address === known ? next : address));
    return { ...now, addresses, [key]: known.id };
  }
  const name = part.replace('_', ' ');
  const made = readAddress(organization, part, value, { ...NEW_FSM_ADDRESS, Address_Name: name });
  const id = organization.ids.fsm.next();
  return { ...now, addresses: [...now.addresses, { ...made, id }], [key]: id };
}

/** What a write makes of a record's addresses; the service address comes first, as the billing one may point to it. */
export function readAddresses(organization: Organization, body: Body, before: Addresses): Addresses {
  let now: Addresses = {
    addresses: before.addresses,
    serviceAddressId: before.serviceAddressId,
    billingAddressId: before.billingAddressId,
  };
  for (const part of ['Service_Address', 'Billing_Address'] as const) {
    if (part in body) now = withPart(organization, part, body[part], now);
  }
  return now;
}
