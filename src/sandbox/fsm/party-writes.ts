/** What a write to a company or a contact may hold, and when FSM refuses it (docs/zoho.md, fsm-api.md 4, 5, 10). */
import type { Organization } from '../core/organization.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { readAddresses } from './address-writes.ts';
import { invalidData } from './envelope.ts';
import { liveFields } from './live-fields.ts';
import { type FsmParty, type FsmPartyChange, NEW_PARTY, NO_PARTY_TAX } from './party-record.ts';
import { readPartyTax } from './party-tax.ts';
import {
  type Body,
  type Mutable,
  readText,
  requireMandatory,
  textOrNull,
  withCustom,
  wrongType,
} from './values.ts';

const TEXTS = [
  'Email',
  'Phone',
  'Mobile',
  'Company_Type',
  'GST_Treatment',
  'Place_of_Supply',
  'Tax_Reg_Number',
  'VAT_Treatment',
  'Config',
] as const;

/** True for a name of the list; narrows it. */
export function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}

function readMember(
  organization: Organization,
  field: FieldInfo,
  value: unknown,
  before: FsmParty | null,
  change: Mutable<FsmPartyChange>,
): void {
  const name = field.apiName;
  if (isOneOf(TEXTS, name)) change[name] = readText(organization, field, value);
  else if (name === 'Tax') {
    change.Tax = readPartyTax(organization, field, value, before?.Tax ?? NO_PARTY_TAX);
  } else if (name === '$inactive' && organization.switches.fsmInactiveSettable) {
    if (typeof value !== 'boolean') throw wrongType(field, 'boolean');
    change.active = !value;
  } else if (field.custom) {
    change.custom = withCustom(organization, field, value, change.custom ?? before?.custom);
  }
}

/** The rate that was written; null: none was. */
function readRate(organization: Organization, value: unknown): number {
  if (value === undefined || value === null) {
    if (organization.switches.fsmRateLeftOut === 'one') return 1;
    throw invalidData({ api_name: 'Exchange_Rate' });
  }
  if (typeof value !== 'number' || !(value > 0)) throw invalidData({ api_name: 'Exchange_Rate' });
  return value;
}

/** The currency must be one of the organisation's; the rate of the base currency is always 1 (fsm-api.md 9). */
function readCurrency(organization: Organization, body: Body, before: FsmParty | null) {
  const held = before?.Currency ?? null;
  const code = 'Currency' in body ? textOrNull(body.Currency) : held;
  const currency = organization.currencies.fsm.find((known) => known.code === code);
  if (code !== null && code !== held && currency === undefined) throw invalidData({ api_name: 'Currency' });
  if (code === null || currency?.base === true) return { Currency: code, Exchange_Rate: 1 };
  const kept = before !== null && code === held ? before.Exchange_Rate : undefined;
  return { Currency: code, Exchange_Rate: readRate(organization, body.Exchange_Rate ?? kept) };
}

/**
 * Fills `change` with what a record of a write sets.
 * @param own takes a field of the module's own that can be written
 */
export function readParty(
  organization: Organization,
  module: string,
  body: Body,
  before: FsmParty | null,
  change: Mutable<FsmPartyChange>,
  own: (field: FieldInfo, value: unknown) => void,
): void {
  const fields = new Map(liveFields(organization, module).map((field) => [field.apiName, field]));
  for (const field of fields.values()) requireMandatory(field, body, before === null);
  for (const [name, value] of Object.entries(body)) {
    const field = fields.get(name);
    if (field === undefined) continue;
    if (!field.readOnly) {
      readMember(organization, field, value, before, change);
      own(field, value);
    } else if (name === 'ZBilling_Id' && organization.switches.fsmBillingIdWritable) {
      change.ZBilling_Id = textOrNull(value);
    }
  }
  const live = Object.fromEntries(Object.entries(body).filter(([name]) => fields.has(name)));
  if ('Currency' in live || 'Exchange_Rate' in live) {
    Object.assign(change, readCurrency(organization, live, before));
  }
  // Last: new addresses take ids, which a refusal above leaves alone.
  Object.assign(change, readAddresses(organization, live, before ?? NEW_PARTY));
}
