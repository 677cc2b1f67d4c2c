/** The members that companies and contacts of FSM show alike (docs/zoho.md, fsm-api.md 4, 5). */
import type { Organization } from '../core/organization.ts';
import { addressOf } from './address-rows.ts';
import { userLookup } from './envelope.ts';
import type { FsmParty } from './party-record.ts';

export function partyMembers(organization: Organization, party: FsmParty): Record<string, unknown> {
  const user = userLookup(organization);
  const { fsm: currencies } = organization.currencies;
  const base = currencies.find((currency) => currency.base);
  const code = party.Currency ?? base?.code ?? null;
  return {
    Owner: user,
    Email: party.Email,
    Phone: party.Phone,
    Mobile: party.Mobile,
    Company_Type: party.Company_Type,
    Service_Address: addressOf(party, party.serviceAddressId),
    Billing_Address: addressOf(party, party.billingAddressId),
    Tax: party.Tax,
    GST_Treatment: party.GST_Treatment,
    Place_of_Supply: party.Place_of_Supply,
    Tax_Reg_Number: party.Tax_Reg_Number,
    VAT_Treatment: party.VAT_Treatment,
    Currency: code,
    Exchange_Rate: party.Exchange_Rate,
    $currency_symbol: (currencies.find((currency) => currency.code === code) ?? base)?.symbol ?? '$',
    Config: party.Config,
    ZBilling_Id: party.ZBilling_Id,
    ZCRM_Id: party.ZCRM_Id,
    $editable: true,
    $inactive: !party.active,
    $permissions: { read: true, edit: true, delete: true },
    Created_By: user,
    Created_Time: organization.zone.fsmTime(party.createdS * 1000),
    Modified_By: user,
    Modified_Time: organization.zone.fsmTime(party.modifiedS * 1000),
    id: party.id,
  };
}
