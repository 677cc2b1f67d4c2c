/** An FSM company as stored. */
import { by, RecordCollection } from '../core/collection.ts';
import { type FsmParty, type FsmPartyValues, NEW_PARTY } from './party-record.ts';

export interface FsmCompanyValues extends FsmPartyValues {
  readonly Company_Name: string;
  readonly Website: string | null;
  readonly Fax: string | null;
}

export interface FsmCompany extends FsmParty, FsmCompanyValues {
  /** The name as ordered and searched. */
  readonly nameKey: string;
}

export const NEW_COMPANY: FsmCompanyValues = { ...NEW_PARTY, Company_Name: '', Website: null, Fax: null };

export function fsmCompanyCollection(): RecordCollection<FsmCompany> {
  return new RecordCollection<FsmCompany>({
    orders: {
      Created_Time: by((company) => company.createdS),
      Modified_Time: by((company) => company.modifiedS),
      Company_Name: by((company) => company.nameKey),
      ZBilling_Id: by((company) => company.ZBilling_Id ?? ''),
      id: by((company) => company.id),
    },
    keys: {},
  });
}
