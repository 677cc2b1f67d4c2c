/** What a write to a contact may hold, and when FSM refuses it (docs/zoho.md, fsm-api.md 5, 10). */
import { FSM_CODE, FSM_CONTACTS_MODULE } from '../../zoho-api/index.ts';
import type { Organization } from '../core/organization.ts';
import type { FieldInfo } from '../fields/catalog.ts';
import { companyEmailKey, type FsmContact, type FsmContactValues } from './contact-record.ts';
import { isBooksPersonId } from './counterparts.ts';
import { fsmRecordRefusal, invalidData } from './envelope.ts';
import type { FsmPartyChange } from './party-record.ts';
import { isOneOf, readParty } from './party-writes.ts';
import { type Body, type Mutable, readText, wrongType } from './values.ts';

export interface FsmContactChange
  extends FsmPartyChange,
    Partial<Pick<FsmContactValues, 'Salutation' | 'First_Name' | 'Last_Name' | 'companyId'>> {
  readonly ZBooks_Contact_Person?: boolean | null;
}

const TEXTS = ['Salutation', 'First_Name'] as const;

/** The company a contact belongs to; null once that company is gone. */
export function companyIdOf(organization: Organization, contact: FsmContact): string | null {
  const { companyId } = contact;
  return companyId !== null && organization.companies.get(companyId) !== undefined ? companyId : null;
}

/** Lookups are written as a bare id (fsm-api.md 3). */
function readCompanyId(
  organization: Organization,
  field: FieldInfo,
  value: unknown,
  before: FsmContact | null,
): string | null {
  if (value !== null && typeof value !== 'string') throw wrongType(field, 'bigint');
  const id = value === '' ? null : value;
  if (id !== null && organization.companies.get(id) === undefined) throw invalidData({ api_name: 'Company' });
  const held = before === null ? null : companyIdOf(organization, before);
  if (held !== null && id !== held && !organization.switches.fsmCompanyChangeable) {
    throw invalidData({ api_name: 'Company' });
  }
  return id;
}

/** Whether an id of Books marks a contact as somebody's contact person (fsm-api.md 5). */
export function personMark(organization: Organization, billingId: string | null): true | null {
  return billingId !== null && isBooksPersonId(organization, billingId) ? true : null;
}

/** Contacts of one company have different e-mails (fsm-api.md 5). */
function refuseDuplicate(
  organization: Organization,
  next: Pick<FsmContactValues, 'companyId' | 'Email'>,
  before: FsmContact | null,
  earlier: readonly FsmContactChange[],
): void {
  const key = companyEmailKey(next);
  if (key === null) return;
  const ids = organization.fsmContacts.idsByKey('companyEmail', key);
  const id = ids.find((other) => other !== before?.id);
  const details = id === undefined ? {} : { id };
  const twin = earlier.some(
    ({ companyId = null, Email = null }) => companyEmailKey({ companyId, Email }) === key,
  );
  if (id === undefined && !twin) return;
  throw fsmRecordRefusal(FSM_CODE.duplicateData, 'duplicate data', { api_name: 'Email', ...details });
}

export function readContact(
  organization: Organization,
  body: Body,
  before: FsmContact | null,
  earlier: readonly FsmContactChange[],
): FsmContactChange {
  const change: Mutable<FsmContactChange> = {};
  readParty(organization, FSM_CONTACTS_MODULE, body, before, change, (field, value) => {
    const name = field.apiName;
    if (name === 'Last_Name') change.Last_Name = readText(organization, field, value) ?? '';
    else if (isOneOf(TEXTS, name)) change[name] = readText(organization, field, value);
    else if (name === 'Company') change.companyId = readCompanyId(organization, field, value, before);
  });
  if (change.ZBilling_Id !== undefined) {
    change.ZBooks_Contact_Person = personMark(organization, change.ZBilling_Id);
  }
  const { companyId = before?.companyId ?? null, Email = before?.Email ?? null } = change;
  if (change.companyId !== undefined || change.Email !== undefined) {
    refuseDuplicate(organization, { companyId, Email }, before, earlier);
  }
  return change;
}
