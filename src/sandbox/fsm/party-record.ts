/** What companies and contacts of FSM have in common as stored (docs/zoho.md, fsm-api.md 4, 5, 9). */
import type { FsmCustomValues, FsmStored } from './stored.ts';

export interface FsmPartyTax {
  readonly Taxable: boolean | null;
  readonly Tax_Name: string | null;
  readonly Tax_Id: string | null;
  readonly Tax_Percentage: number | null;
  readonly Tax_Authority: string | null;
  readonly Tax_Authority_Id: string | null;
  readonly Tax_Exemption_Id: string | null;
  readonly Tax_Exemption_Code: string | null;
}

/** An address is a record of its own, of one company or contact. */
export interface FsmAddress {
  readonly id: string;
  readonly Address_Name: string | null;
  readonly Street_1: string | null;
  readonly Street_2: string | null;
  readonly City: string | null;
  readonly State: string | null;
  readonly Zip_Code: string | null;
  readonly Country: string | null;
  /** As written; addresses written through the API are not located (fsm-api.md 4). */
  readonly Latitude: number | null;
  readonly Longitude: number | null;
  /** Id of the territory. */
  readonly Territory: string | null;
  /** United States only. */
  readonly Tax: FsmPartyTax | null;
}

export interface FsmPartyValues {
  readonly Email: string | null;
  readonly Phone: string | null;
  readonly Mobile: string | null;
  readonly Company_Type: string | null;
  readonly Tax: FsmPartyTax;
  readonly GST_Treatment: string | null;
  readonly Place_of_Supply: string | null;
  readonly Tax_Reg_Number: string | null;
  readonly VAT_Treatment: string | null;
  /** ISO code; null: the base currency. */
  readonly Currency: string | null;
  readonly Exchange_Rate: number;
  readonly Config: string | null;
  /** All of them, in the order they were made. */
  readonly addresses: readonly FsmAddress[];
  readonly serviceAddressId: string | null;
  readonly billingAddressId: string | null;
  readonly custom: FsmCustomValues | null;
}

export interface FsmParty extends FsmStored, FsmPartyValues {}

/** What a write sets, whatever the module. */
export interface FsmPartyChange extends Partial<FsmPartyValues> {
  readonly active?: boolean;
  readonly ZBilling_Id?: string | null;
}

export const NO_PARTY_TAX: FsmPartyTax = Object.freeze({
  Taxable: true,
  Tax_Name: null,
  Tax_Id: null,
  Tax_Percentage: null,
  Tax_Authority: null,
  Tax_Authority_Id: null,
  Tax_Exemption_Id: null,
  Tax_Exemption_Code: null,
});

export const NEW_FSM_ADDRESS: FsmAddress = {
  id: '',
  Address_Name: null,
  Street_1: null,
  Street_2: null,
  City: null,
  State: null,
  Zip_Code: null,
  Country: null,
  Latitude: null,
  Longitude: null,
  Territory: null,
  Tax: null,
};

export const NEW_PARTY: FsmPartyValues = {
  Email: null,
  Phone: null,
  Mobile: null,
  Company_Type: null,
  Tax: NO_PARTY_TAX,
  GST_Treatment: null,
  Place_of_Supply: null,
  Tax_Reg_Number: null,
  VAT_Treatment: null,
  Currency: null,
  Exchange_Rate: 1,
  Config: null,
  addresses: [],
  serviceAddressId: null,
  billingAddressId: null,
  custom: null,
};
