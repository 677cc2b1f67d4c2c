/**
 * The organisation, its taxes and its users. FSM documents only the users; the other shapes are inferred from CRM and
 * their paths are the sandbox's choice (docs/zoho.md, fsm-api.md 9).
 */
import { FSM_ID_PATTERN } from '../../zoho-api/index.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import type { Organization } from '../core/organization.ts';
import { invalidUrl, NO_CONTENT, userReference } from './envelope.ts';
import type { FsmRoutes } from './routes.ts';

const PAID_UNTIL = '2099-01-01T00:00:00-06:00';

function license(organization: Organization) {
  const paid = organization.fsmEdition !== 'Free';
  return {
    paid,
    paid_type: organization.fsmEdition.toLowerCase(),
    paid_expiry: paid ? PAID_UNTIL : null,
    trial_type: null,
    trial_expiry: null,
    users_license_purchased: 10,
  };
}

function readOrganization({ organization }: ServiceCall): Answer {
  const base = organization.currencies.fsm.find((currency) => currency.base);
  const row = {
    id: organization.fsmId,
    company_name: organization.name,
    country: 'United States',
    country_code: 'US',
    state: 'Illinois',
    city: 'Rockford',
    street: null,
    zip: null,
    currency: `${base?.name} - ${base?.code}`,
    currency_symbol: base?.symbol,
    currency_locale: base?.code,
    iso_code: base?.code,
    time_zone: organization.zone.name,
    primary_email: organization.person.email,
    zgid: organization.booksId,
    primary_zuid: organization.userId.slice(-9),
    mc_status: organization.currencies.fsm.length > 1,
    privacy_settings: true,
    hipaa_compliance_enabled: false,
    created_time: organization.zone.fsmTime(organization.createdMs),
    license_details: license(organization),
  };
  return { status: 200, body: { org: [row] } };
}

function place() {
  return {
    country: 'United States',
    city: 'Rockford',
    state: 'Illinois',
    street: null,
    zip: null,
    language: 'en_US',
    locale: 'en_US',
    country_locale: 'US',
    time_format: 'hh:mm a',
    date_format: 'dd MMM yyyy',
  };
}

const UNFILLED = {
  alias: null,
  fax: null,
  Reporting_To: null,
  website: null,
  Territory: null,
  mobile: null,
  phone: null,
  dob: null,
  Active_Territory: null,
  employee_id: null,
} as const;

function user(organization: Organization, nowMs: number): Record<string, unknown> {
  const { firstName, lastName, email } = organization.person;
  const reference = userReference(organization);
  const created = organization.zone.fsmTime(organization.createdMs);
  return {
    Organization: organization.name,
    ...place(),
    ...UNFILLED,
    Isonline: false,
    Modified_By: reference,
    id: organization.userId,
    first_name: firstName,
    last_name: lastName,
    full_name: reference.name,
    email,
    created_time: created,
    Service_Resources: {
      User: organization.userId,
      id: `${organization.fsmPrefix}000205164`,
      SE_PRESENCE: 1,
      isActive: true,
      Name: reference.name,
    },
    Modified_Time: created,
    offset: organization.zone.offsetMinutes(nowMs) * 60_000,
    time_zone: organization.zone.name,
    profile: { api_name: 'Administrator', name: 'Administrator', id: `${organization.fsmPrefix}000108442` },
    client_profile: 'Administrator',
    sr_creation: true,
    isUserPhotoExist: false,
    created_by: reference,
    zuid: organization.userId.slice(-9),
    confirm: true,
    client_status: 'Active',
    status: 'active',
  };
}

function listUsers({ organization, nowMs }: ServiceCall): Answer {
  return { status: 200, body: { users: [user(organization, nowMs)] } };
}

function readUser({ organization, nowMs, params }: ServiceCall): Answer {
  if (!FSM_ID_PATTERN.test(params.id ?? '')) throw invalidUrl();
  if (params.id !== organization.userId) return NO_CONTENT;
  return { status: 200, body: { users: [user(organization, nowMs)] } };
}

/** Taxes are Books' own: FSM shows their Books ids. */
function readTaxes({ organization }: ServiceCall): Answer {
  if (!organization.taxesEnabled.fsm) return { status: 200, body: { taxes: [], tax_exemptions: [] } };
  const exemption = (serial: number, code: string, type: string) => ({
    Tax_Exemption_Id: `${organization.booksPrefix}${String(98_010 + serial).padStart(11, '0')}`,
    Tax_Exemption_Code: code,
    type,
  });
  const taxes = organization.taxes.map((tax) => ({
    Tax_Id: tax.id,
    Tax_Name: tax.name,
    Tax_Percentage: tax.percentage,
    Tax_Authority: tax.authority,
    Tax_Authority_Id: tax.authorityId,
  }));
  const exemptions = [exemption(1, 'RESALE', 'customer'), exemption(2, 'NONTAX', 'item')];
  return { status: 200, body: { taxes, tax_exemptions: exemptions } };
}

export const organizationRoutes: FsmRoutes = (on) => {
  on('GET', '/org', readOrganization);
  on('GET', '/users', listUsers);
  on('GET', '/users/{id}', readUser);
  on('GET', '/settings/taxes', readTaxes);
};
