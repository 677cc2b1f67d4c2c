/** FSM's companies (docs/zoho.md, fsm-api.md 4). */
import { FSM_COMPANIES_MODULE } from '../../zoho-api/index.ts';
import type { StoredRecord } from '../core/collection.ts';
import type { Organization } from '../core/organization.ts';
import { type FsmCompany, type FsmCompanyValues, NEW_COMPANY } from './company-record.ts';
import { isBooksCustomerId } from './counterparts.ts';
import { invalidData } from './envelope.ts';
import { hideAndRemove } from './live-fields.ts';
import { pushCompany } from './party-push.ts';
import type { FsmPartyChange } from './party-record.ts';
import { partyRoutes } from './party-routes.ts';
import { partyMembers } from './party-rows.ts';
import { isOneOf, readParty } from './party-writes.ts';
import type { FsmResource } from './resource.ts';
import type { FsmRoutes } from './routes.ts';
import { type Body, type Mutable, readText } from './values.ts';

interface FsmCompanyChange
  extends FsmPartyChange,
    Partial<Pick<FsmCompanyValues, 'Company_Name' | 'Website' | 'Fax'>> {}

const TEXTS = ['Website', 'Fax'] as const;

function readCompany(organization: Organization, body: Body, before: FsmCompany | null): FsmCompanyChange {
  const change: Mutable<FsmCompanyChange> = {};
  readParty(organization, FSM_COMPANIES_MODULE, body, before, change, (field, value) => {
    const name = field.apiName;
    if (name === 'Company_Name') change.Company_Name = readText(organization, field, value) ?? '';
    else if (isOneOf(TEXTS, name)) change[name] = readText(organization, field, value);
  });
  return change;
}

function companyRow(organization: Organization, company: FsmCompany): Record<string, unknown> {
  const row = {
    ...partyMembers(organization, company),
    Company_Name: company.Company_Name,
    Website: company.Website,
    Fax: company.Fax,
  };
  return hideAndRemove(organization, FSM_COMPANIES_MODULE, company.custom, row);
}

function makeCompany(
  _organization: Organization,
  change: FsmCompanyChange,
  system: StoredRecord,
): FsmCompany {
  const made = { ...NEW_COMPANY, ZBilling_Id: null, ZCRM_Id: null, ...system, ...change };
  return { ...made, nameKey: made.Company_Name.toLowerCase() };
}

function applyCompany(company: FsmCompany, change: FsmCompanyChange): FsmCompany {
  const next = { ...company, ...change };
  return { ...next, nameKey: next.Company_Name.toLowerCase() };
}

function linkCompany(organization: Organization, company: FsmCompany, billingId: string | null): FsmCompany {
  if (billingId !== null && !isBooksCustomerId(organization, billingId)) {
    throw invalidData({ api_name: 'integ_id' });
  }
  return { ...company, ZBilling_Id: billingId };
}

const COMPANIES: FsmResource<FsmCompany, FsmCompanyChange> = {
  module: FSM_COMPANIES_MODULE,
  tabName: FSM_COMPANIES_MODULE,
  collection: (organization) => organization.companies,
  sorts: ['Created_Time', 'Modified_Time', 'Company_Name', 'id'],
  searches: {
    Company_Name: { read: (company) => company.Company_Name, indexed: true },
    ZBilling_Id: { read: (company) => company.ZBilling_Id ?? '', indexed: true },
    ZCRM_Id: { read: (company) => company.ZCRM_Id ?? '', indexed: false },
  },
  listRow: companyRow,
  detail: companyRow,
  read: readCompany,
  make: makeCompany,
  apply: applyCompany,
  link: linkCompany,
  push: pushCompany,
};

export const companyRoutes: FsmRoutes = partyRoutes(COMPANIES);
