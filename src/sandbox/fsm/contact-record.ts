/** An FSM contact as stored. */
import { by, RecordCollection } from '../core/collection.ts';
import { type FsmParty, type FsmPartyValues, NEW_PARTY } from './party-record.ts';

export interface FsmContactValues extends FsmPartyValues {
  readonly Salutation: string | null;
  readonly First_Name: string | null;
  readonly Last_Name: string;
  /** Id of the company it belongs to; null: it stands alone. */
  readonly companyId: string | null;
}

export interface FsmContact extends FsmParty, FsmContactValues {
  /** True where `ZBilling_Id` is that of a Books contact person, else null (fsm-api.md 5). */
  readonly ZBooks_Contact_Person: boolean | null;
  /** Last name and e-mail as ordered and searched. */
  readonly lastNameKey: string;
  readonly emailKey: string;
}

export const NEW_FSM_CONTACT: FsmContactValues = {
  ...NEW_PARTY,
  Salutation: null,
  First_Name: null,
  Last_Name: '',
  companyId: null,
};

/** What two contacts of one company may not share; null: nothing is compared (fsm-api.md 5). */
export function companyEmailKey(contact: Pick<FsmContactValues, 'companyId' | 'Email'>): string | null {
  const { companyId, Email } = contact;
  return companyId === null || Email === null || Email === '' ? null : `${companyId} ${Email.toLowerCase()}`;
}

/** The keys of a contact's current values. */
export function contactKeys(values: FsmContactValues): Pick<FsmContact, 'lastNameKey' | 'emailKey'> {
  return { lastNameKey: values.Last_Name.toLowerCase(), emailKey: values.Email?.toLowerCase() ?? '' };
}

export function fsmContactCollection(): RecordCollection<FsmContact> {
  return new RecordCollection<FsmContact>({
    orders: {
      Created_Time: by((contact) => contact.createdS),
      Modified_Time: by((contact) => contact.modifiedS),
      Last_Name: by((contact) => contact.lastNameKey),
      Email: by((contact) => contact.emailKey),
      ZBilling_Id: by((contact) => contact.ZBilling_Id ?? ''),
      id: by((contact) => contact.id),
    },
    keys: { companyEmail: companyEmailKey },
  });
}
