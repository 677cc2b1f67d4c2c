/** `GET /organizations` and one of them (docs/zoho.md, books-api.md 7.1). List and detail differ in keys and types. */
import { BOOKS_CODE } from '../../zoho-api/index.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import type { Organization } from '../core/organization.ts';
import { formattedDate } from './dates.ts';
import { booksRefusal, booksSuccess } from './envelope.ts';
import type { BooksRoutes } from './routes.ts';

const PLAN_TYPE = 130;
const CURRENCY_FORMAT = '###,##0.00';

function baseCurrency(organization: Organization) {
  const base = organization.currencies.books.find((currency) => currency.base);
  return {
    currency_id: base?.id ?? '',
    currency_code: base?.code ?? '',
    currency_symbol: base?.symbol ?? '',
    currency_format: CURRENCY_FORMAT,
    price_precision: base?.pricePrecision ?? 2,
  };
}

function listRow(organization: Organization): Record<string, unknown> {
  const created = organization.zone.date(organization.createdMs);
  return {
    organization_id: organization.booksId,
    name: organization.name,
    contact_name: `${organization.person.firstName} ${organization.person.lastName}`,
    email: organization.person.email,
    is_default_org: true,
    plan_type: PLAN_TYPE,
    tax_group_enabled: organization.taxesEnabled.books,
    zi_migration_status: 0,
    plan_name: organization.booksEdition.toUpperCase(),
    plan_period: 'Monthly',
    language_code: 'en',
    fiscal_year_start_month: 0,
    account_created_date: created,
    account_created_date_formatted: formattedDate(created),
    time_zone: organization.zone.name,
    is_org_active: true,
    ...baseCurrency(organization),
  };
}

/** Members of a detail that are the same for every organisation of the sandbox; values as in the sample. */
const FIXED_DETAIL = {
  industry_type: 'Services',
  industry_size: '',
  previous_invoicing_option: '',
  previous_product_option: '',
  company_id_label: 'Company ID :',
  custom_field_type: 2,
  is_trial_period_extended: false,
  is_sez: false,
  is_designated_zone: false,
  is_free_zone: false,
  store_url: '',
  company_id_value: '',
  label_for_company_id: 'Company ID',
  tax_id_label: 'Tax ID :',
  tax_id_value: '',
} as const;

const FIXED_FLAGS = {
  is_org_active: true,
  is_new_customer_custom_fields: true,
  is_late_fee_disabled: true,
  is_portal_enabled: true,
} as const;

const FIXED_MODULES = {
  company_identification_labels_list: [],
  portal_name: 'sandbox',
  is_estimate_enabled: true,
  is_project_enabled: true,
  is_purchaseorder_enabled: false,
  is_salesorder_enabled: false,
  is_retainerinvoice_enabled: false,
  mode: 'live',
  payments_url: '',
} as const;

const ADDRESS = {
  street_address1: '4900 Hopyard Rd',
  street_address2: 'Suite 310',
  city: 'Pleasanton',
  state: 'California',
  state_code: 'CA',
  country: 'U.S.A',
  zip: '94588',
  latitude: '',
  longitude: '',
  attention: '',
} as const;

function customMembers() {
  const indexes = [1, 2, 3, 4, 5];
  return {
    custom_fields: indexes.map((index) => ({ index, label: '', value: '' })),
    custom_field_hash: Object.fromEntries(
      indexes.flatMap((index) => [
        [`cf_${index}_unformatted`, ''],
        [`cf_${index}`, ''],
      ]),
    ),
  };
}

function detail(organization: Organization): Record<string, unknown> {
  const { firstName, lastName, email } = organization.person;
  return {
    organization_id: organization.booksId,
    name: organization.name,
    first_name: firstName,
    last_name: lastName,
    logo_url: '',
    store_logo_url: '',
    is_default_org: true,
    user_role: 'Admin',
    role_id: `${organization.booksPrefix}00000006005`,
    account_created_date: organization.zone.date(organization.createdMs),
    time_zone: organization.zone.name,
    language_code: 'en',
    customer_languages: ['en'],
    date_format: 'MM/dd/yy',
    field_separator: '/',
    fiscal_year_start_month: 'january',
    primary_domain_name: 'example.com',
    is_public_domain: false,
    can_show_authentication_warning: false,
    fiscal_year_start_date: 1,
    contact_name: `${firstName} ${lastName}`,
    ...FIXED_DETAIL,
    ...baseCurrency(organization),
    status: '1',
    address: ADDRESS,
    tax_settings: { is_tax_registered: organization.taxesEnabled.books, tax_reg_no: '' },
    is_registered_for_gst: false,
    org_address: '',
    remit_to_address: '',
    phone: '',
    fax: '',
    website: '',
    version: organization.taxEdition,
    weight_unit: '',
    dimension_unit: '',
    business_type: 'sole_proprietorship',
    email,
    unverified_emails_count: 0,
    tax_basis: 'cash',
    ...customMembers(),
    ...FIXED_FLAGS,
    org_joined_app_list: [organization.product],
    ...FIXED_MODULES,
  };
}

/** Needs no `organization_id`: lists the organisations of the token's user. */
function list({ organization }: ServiceCall): Answer {
  return booksSuccess({ organizations: [listRow(organization)] });
}

function readOne({ organization, params }: ServiceCall): Answer {
  if (params.id !== organization.booksId) {
    throw booksRefusal(404, BOOKS_CODE.notFound, 'Organization does not exist.');
  }
  return booksSuccess({ organization: detail(organization) });
}

/** As the sandbox's own call writes a sync type: `III` is `type_iii`. */
function syncTypeWord(type: string): string {
  const word = type.toLowerCase();
  return word.startsWith('type_') ? word : `type_${word}`;
}

/**
 * Whether this organisation is integrated with a CRM, with which type, and whether that sync runs. No such call is
 * known to the public: the path is the sandbox's own, for rules that depend on the CRM's sync.
 */
function crmIntegration({ organization: { crmSync }, world }: ServiceCall): Answer {
  if (!world.switches.booksShowsCrmIntegration)
    throw booksRefusal(404, BOOKS_CODE.invalidUrl, 'Invalid URL Passed');
  const { type, running } = crmSync;
  return booksSuccess({
    integration: {
      is_enabled: type !== null,
      sync_type: type === null ? null : syncTypeWord(type),
      is_sync_running: running,
    },
  });
}

export const organizationRoutes: BooksRoutes = (on) => {
  on('GET', '/organizations', list);
  on('GET', '/organizations/{id}', readOne);
  on('GET', '/settings/integrations/zohocrm', crmIntegration);
};
