/** How contacts read: list rows and details, whose keys differ much (docs/zoho.md, books-api.md 3.7; key order as recorded live). */
import type { Organization } from '../core/organization.ts';
import { addressRow } from './contact-addresses.ts';
import {
  BALANCES,
  currencyOf,
  languageMembers,
  nameMembers,
  portalStatus,
  primaryMembers,
  rareMembers,
  termsMembers,
} from './contact-members.ts';
import { type BooksContact, primaryPerson } from './contact-record.ts';
import { taxRow } from './contact-taxes.ts';
import { customMembers, withoutRemoved } from './custom-members.ts';
import { formattedDate } from './dates.ts';
import {
  EMPTY_ACCOUNT,
  EMPTY_APPROVAL,
  EMPTY_BEFORE_NOTES,
  EMPTY_CONSENT,
  EMPTY_CRM,
  EMPTY_PERSON,
  EMPTY_TEMPLATES,
  LOCKS,
  OPENING_BALANCES,
} from './empty-contact.ts';
import { personInContact } from './person-rows.ts';

/** No addresses, persons or notes: those want the detail. */
export function contactListRow(organization: Organization, contact: BooksContact): Record<string, unknown> {
  const { zone } = organization;
  const { list, hash } = customMembers(organization, 'contacts', contact.custom);
  const portal = portalStatus(contact);
  const currency = currencyOf(organization, contact);
  return withoutRemoved(organization, 'contacts', {
    contact_id: contact.id,
    ...nameMembers(contact),
    customer_name: contact.contact_name,
    vendor_name: contact.contact_name,
    website: contact.website,
    ...languageMembers(contact),
    contact_type: contact.contact_type,
    contact_type_formatted: contact.contact_type === 'vendor' ? 'Vendors' : 'Customer',
    status: contact.active ? 'active' : 'inactive',
    customer_sub_type: contact.customer_sub_type,
    source: contact.source,
    is_linked_with_zohocrm: false,
    ...termsMembers(organization, contact),
    currency_id: currency?.id ?? '',
    twitter: contact.twitter,
    facebook: contact.facebook,
    currency_code: currency?.code ?? '',
    ...BALANCES,
    ...primaryMembers(contact),
    ...rareMembers(contact),
    portal_status: portal,
    portal_status_formatted: portal === 'enabled' ? 'Enabled' : 'Disabled',
    ...taxRow(organization, contact, 'list'),
    created_time: zone.booksTime(contact.createdS * 1000),
    created_time_formatted: formattedDate(zone.date(contact.createdS * 1000)),
    last_modified_time: zone.booksTime(contact.modifiedS * 1000),
    last_modified_time_formatted: formattedDate(zone.date(contact.modifiedS * 1000)),
    custom_fields: list,
    custom_field_hash: hash,
    contactperson_custom_fields: [],
    tags: [],
    ach_supported: false,
    has_attachment: false,
    ...hash,
  });
}

function userId(organization: Organization): string {
  return `${organization.booksPrefix}00000093001`;
}

function userName({ person }: Organization): string {
  return `${person.firstName} ${person.lastName}`;
}

function currencyMembers(organization: Organization, contact: BooksContact) {
  const currency = currencyOf(organization, contact);
  return {
    currency_id: currency?.id ?? '',
    ...LOCKS,
    currency_code: currency?.code ?? '',
    currency_symbol: currency?.symbol ?? '',
    price_precision: currency?.pricePrecision ?? 2,
    exchange_rate: '',
    can_show_customer_ob: true,
    can_show_vendor_ob: true,
    ...OPENING_BALANCES,
    ...BALANCES,
    unused_retainer_payments: 0,
  };
}

function currencySummaries(organization: Organization, contact: BooksContact) {
  const currency = currencyOf(organization, contact);
  if (currency === undefined) return [];
  return [
    {
      currency_id: currency.id,
      currency_code: currency.code,
      currency_symbol: currency.symbol,
      price_precision: currency.pricePrecision,
      is_base_currency: currency.base,
      currency_name_formatted: `${currency.code}- ${currency.name}`,
      outstanding_receivable_amount: 0,
      unused_credits_receivable_amount: 0,
    },
  ];
}

function identityMembers(organization: Organization, contact: BooksContact) {
  const person = primaryPerson(contact);
  const { first_name, last_name, ...reached } = primaryMembers(contact);
  return {
    contact_id: contact.id,
    ...nameMembers(contact),
    ...rareMembers(contact),
    contact_tax_information: '',
    first_name,
    last_name,
    designation: person?.designation ?? '',
    department: person?.department ?? '',
    website: contact.website,
    is_bcy_only_contact: currencyOf(organization, contact)?.base ?? true,
    is_credit_limit_migration_completed: true,
    ...languageMembers(contact),
    contact_salutation: person?.salutation ?? '',
    ...reached,
    ...EMPTY_PERSON,
    portal_status: portalStatus(contact),
    is_client_review_asked: false,
    // Contacts that cannot be deleted are those with transactions.
    has_transaction: organization.capabilities.refuseDeletes,
    contact_type: contact.contact_type,
    customer_sub_type: contact.customer_sub_type,
    contact_relation_type: '',
    owner_id: contact.owner_id,
    owner_name: contact.owner_id === userId(organization) ? userName(organization) : '',
    source: contact.source,
  };
}

function stampMembers(organization: Organization, contact: BooksContact) {
  const { zone } = organization;
  return {
    created_time: zone.booksTime(contact.createdS * 1000),
    created_date: formattedDate(zone.date(contact.createdS * 1000)),
    created_by_name: userName(organization),
    created_by_id: userId(organization),
    last_modified_by_id: userId(organization),
    last_modified_time: zone.booksTime(contact.modifiedS * 1000),
  };
}

export function contactDetail(organization: Organization, contact: BooksContact): Record<string, unknown> {
  const { list, hash } = customMembers(organization, 'contacts', contact.custom);
  return withoutRemoved(organization, 'contacts', {
    ...identityMembers(organization, contact),
    documents: [],
    twitter: contact.twitter,
    facebook: contact.facebook,
    is_crm_customer: false,
    is_linked_with_zohocrm: false,
    primary_contact_id: primaryPerson(contact)?.contact_person_id ?? '',
    ...EMPTY_CRM,
    ...termsMembers(organization, contact),
    credit_limit_exceeded_amount: 0,
    ...currencyMembers(organization, contact),
    status: contact.active ? 'active' : 'inactive',
    ...EMPTY_CONSENT,
    custom_fields: list,
    custom_field_hash: hash,
    ...taxRow(organization, contact, 'detail'),
    tax_reg_label: '',
    ...EMPTY_ACCOUNT,
    entity_address_id: contact.entity_address_id,
    billing_address: addressRow(contact.billing_address),
    shipping_address: addressRow(contact.shipping_address),
    contact_persons: contact.contact_persons.map((person) => personInContact(organization, person)),
    addresses: contact.addresses.map(addressRow),
    pricebook_id: contact.pricebook_id,
    pricebook_name: '',
    default_templates: EMPTY_TEMPLATES,
    ...EMPTY_BEFORE_NOTES,
    notes: contact.notes,
    ...stampMembers(organization, contact),
    tags: [],
    zohopeople_client_id: '',
    customer_currency_summaries: currencySummaries(organization, contact),
    ...EMPTY_APPROVAL,
  });
}
