/** FSM's contacts (docs/zoho.md, fsm-api.md 5). */
import { FSM_COMPANIES_MODULE, FSM_CONTACTS_MODULE } from '../../zoho-api/index.ts';
import type { StoredRecord } from '../core/collection.ts';
import type { Organization } from '../core/organization.ts';
import { contactKeys, type FsmContact, NEW_FSM_CONTACT } from './contact-record.ts';
import { companyIdOf, type FsmContactChange, personMark, readContact } from './contact-writes.ts';
import { isBooksCustomerId, isBooksPersonId } from './counterparts.ts';
import { invalidData } from './envelope.ts';
import { hideAndRemove, isHidden } from './live-fields.ts';
import { pushContact } from './party-push.ts';
import { partyRoutes } from './party-routes.ts';
import { partyMembers } from './party-rows.ts';
import type { FsmResource } from './resource.ts';
import type { FsmRoutes } from './routes.ts';

/** The company as a lookup; its name is hidden where the company's own is. */
function companyLookup(organization: Organization, contact: FsmContact) {
  const id = companyIdOf(organization, contact);
  const company = id === null ? undefined : organization.companies.get(id);
  if (company === undefined) return null;
  const hidden = isHidden(organization, FSM_COMPANIES_MODULE, 'Company_Name');
  return { name: hidden ? null : company.Company_Name, id: company.id };
}

/** Computed from names that may be hidden, and then hidden with them. */
function fullName(organization: Organization, contact: FsmContact): string | null {
  const hidden = ['First_Name', 'Last_Name'].some((name) =>
    isHidden(organization, FSM_CONTACTS_MODULE, name),
  );
  return hidden ? null : [contact.First_Name, contact.Last_Name].filter(Boolean).join(' ');
}

function contactRow(organization: Organization, contact: FsmContact): Record<string, unknown> {
  const name = fullName(organization, contact);
  const row = {
    ...partyMembers(organization, contact),
    Salutation: contact.Salutation,
    First_Name: contact.First_Name,
    Last_Name: contact.Last_Name,
    ...(name === null && organization.switches.hiddenPiiReads === 'absent' ? {} : { Full_Name: name }),
    Company: companyLookup(organization, contact),
    Service_Latitude: null,
    Service_Longitude: null,
    ZBooks_Contact_Person: contact.ZBooks_Contact_Person,
  };
  return hideAndRemove(organization, FSM_CONTACTS_MODULE, contact.custom, row);
}

function makeContact(
  _organization: Organization,
  change: FsmContactChange,
  system: StoredRecord,
): FsmContact {
  const links = { ZBilling_Id: null, ZCRM_Id: null, ZBooks_Contact_Person: null };
  const made = { ...NEW_FSM_CONTACT, ...links, ...system, ...change };
  return { ...made, ...contactKeys(made) };
}

function applyContact(contact: FsmContact, change: FsmContactChange): FsmContact {
  const next = { ...contact, ...change };
  return { ...next, ...contactKeys(next) };
}

/** With a customer, or with a contact person by the person's own id (fsm-api.md 10). */
function linkContact(organization: Organization, contact: FsmContact, billingId: string | null): FsmContact {
  const known =
    billingId === null ||
    isBooksCustomerId(organization, billingId) ||
    isBooksPersonId(organization, billingId);
  if (!known) throw invalidData({ api_name: 'integ_id' });
  return {
    ...contact,
    ZBilling_Id: billingId,
    ZBooks_Contact_Person: personMark(organization, billingId),
  };
}

const CONTACTS: FsmResource<FsmContact, FsmContactChange> = {
  module: FSM_CONTACTS_MODULE,
  tabName: FSM_CONTACTS_MODULE,
  collection: (organization) => organization.fsmContacts,
  sorts: ['Created_Time', 'Modified_Time', 'Last_Name', 'Email', 'id'],
  searches: {
    Email: { read: (contact) => contact.Email ?? '', indexed: true },
    Last_Name: { read: (contact) => contact.Last_Name, indexed: true },
    Mobile: { read: (contact) => contact.Mobile ?? '', indexed: false },
    Phone: { read: (contact) => contact.Phone ?? '', indexed: false },
    ZBilling_Id: { read: (contact) => contact.ZBilling_Id ?? '', indexed: true },
    ZCRM_Id: { read: (contact) => contact.ZCRM_Id ?? '', indexed: false },
  },
  listRow: contactRow,
  detail: contactRow,
  read: readContact,
  make: makeContact,
  apply: applyContact,
  link: linkContact,
  push: pushContact,
};

export const contactRoutes: FsmRoutes = partyRoutes(CONTACTS);
