/**
 * Standard fields of a Books or Invoice contact and of its persons (docs/zoho.md, books-api.md 4.1, 4.3). Those of the
 * primary person that contacts also show are fields here, too, although a write sets them through the persons.
 */
import { BOOKS_CONTACT_LENGTHS_MAX, BOOKS_PERSON_LENGTHS_MAX } from '../../zoho-api/index.ts';
import type { FieldSpec } from './catalog.ts';

const PERSON = BOOKS_PERSON_LENGTHS_MAX;
const CONTACT = BOOKS_CONTACT_LENGTHS_MAX;

const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pt', 'pt_br', 'sv', 'zh', 'en_gb'];

const REACHED_AT: readonly FieldSpec[] = [
  { name: 'last_name', label: 'Last Name', type: 'string', max: PERSON.last_name },
  { name: 'email', label: 'Email', type: 'email', max: PERSON.email },
  { name: 'phone', label: 'Phone', type: 'phone', max: PERSON.phone },
  { name: 'mobile', label: 'Mobile', type: 'phone', max: PERSON.mobile },
  { name: 'designation', label: 'Designation', type: 'string', max: PERSON.designation },
  { name: 'department', label: 'Department', type: 'string', max: PERSON.department },
];

/** Which edition has which, and with which values, is told by `contact-taxes.ts`; metadata shows all, as it does of items. */
const TAXES: readonly FieldSpec[] = [
  { name: 'is_taxable', label: 'Taxable', type: 'check_box' },
  { name: 'tax_id', label: 'Tax', type: 'lookup' },
  { name: 'tax_authority_id', label: 'Tax Authority', type: 'lookup' },
  { name: 'tax_authority_name', label: 'Tax Authority Name', type: 'string' },
  { name: 'tax_exemption_id', label: 'Tax Exemption', type: 'lookup' },
  { name: 'tax_exemption_code', label: 'Tax Exemption Code', type: 'string' },
  { name: 'tax_exemption_certificate_number', label: 'Exemption Certificate Number', type: 'string' },
  { name: 'track_1099', label: 'Track 1099', type: 'check_box' },
  { name: 'tax_id_type', label: 'Tax ID Type', type: 'dropdown', picks: ['SSN', 'ATIN', 'ITIN', 'EIN'] },
  { name: 'tax_id_value', label: 'Tax ID', type: 'string' },
  { name: 'vat_reg_no', label: 'VAT Registration Number', type: 'string', max: CONTACT.vat_reg_no },
  { name: 'vat_treatment', label: 'VAT Treatment', type: 'dropdown' },
  { name: 'country_code', label: 'Country Code', type: 'string', max: CONTACT.country_code },
  { name: 'tax_treatment', label: 'Tax Treatment', type: 'dropdown' },
  { name: 'tax_reg_no', label: 'Tax Registration Number', type: 'string', max: CONTACT.tax_reg_no },
  { name: 'gst_no', label: 'GSTIN', type: 'string', max: CONTACT.gst_no },
  { name: 'gst_treatment', label: 'GST Treatment', type: 'dropdown' },
  { name: 'place_of_contact', label: 'Place of Supply', type: 'string' },
  { name: 'tax_regime', label: 'Tax Regime', type: 'dropdown' },
  { name: 'legal_name', label: 'Legal Name', type: 'string' },
  { name: 'is_tds_registered', label: 'TDS Registered', type: 'check_box' },
];

export const BOOKS_CONTACT_FIELDS: readonly FieldSpec[] = [
  { name: 'contact_name', label: 'Display Name', type: 'string', max: CONTACT.contact_name, required: true },
  { name: 'company_name', label: 'Company Name', type: 'string', max: CONTACT.company_name },
  { name: 'contact_type', label: 'Contact Type', type: 'dropdown', picks: ['customer', 'vendor'] },
  { name: 'customer_sub_type', label: 'Customer Type', type: 'dropdown', picks: ['individual', 'business'] },
  { name: 'first_name', label: 'First Name', type: 'string', max: PERSON.first_name },
  ...REACHED_AT,
  { name: 'website', label: 'Website', type: 'url' },
  { name: 'language_code', label: 'Language', type: 'dropdown', picks: LANGUAGES },
  { name: 'currency_id', label: 'Currency Id', type: 'lookup' },
  // Shown beside the id, and how people name a currency.
  { name: 'currency_code', label: 'Currency', type: 'string' },
  { name: 'payment_terms', label: 'Payment Terms', type: 'number' },
  {
    name: 'payment_terms_label',
    label: 'Payment Terms Label',
    type: 'string',
    max: CONTACT.payment_terms_label,
  },
  { name: 'credit_limit', label: 'Credit Limit', type: 'amount' },
  { name: 'contact_number', label: 'Customer Number', type: 'string', max: CONTACT.contact_number },
  { name: 'pricebook_id', label: 'Price List', type: 'lookup' },
  { name: 'owner_id', label: 'Owner', type: 'lookup' },
  { name: 'notes', label: 'Remarks', type: 'multiline' },
  { name: 'facebook', label: 'Facebook', type: 'string', max: CONTACT.facebook },
  { name: 'twitter', label: 'Twitter', type: 'string', max: CONTACT.twitter },
  { name: 'billing_address', label: 'Billing Address', type: 'address' },
  { name: 'shipping_address', label: 'Shipping Address', type: 'address' },
  { name: 'contact_persons', label: 'Contact Persons', type: 'contact_persons' },
  ...TAXES,
  { name: 'status', label: 'Status', type: 'dropdown', readOnly: true, picks: ['active', 'inactive'] },
  { name: 'source', label: 'Source', type: 'string', readOnly: true },
  { name: 'outstanding_receivable_amount', label: 'Receivables', type: 'amount', readOnly: true },
  { name: 'unused_credits_receivable_amount', label: 'Unused Credits', type: 'amount', readOnly: true },
  { name: 'created_time', label: 'Created Time', type: 'datetime', readOnly: true },
  { name: 'last_modified_time', label: 'Last Modified Time', type: 'datetime', readOnly: true },
];

export const BOOKS_PERSON_FIELDS: readonly FieldSpec[] = [
  { name: 'salutation', label: 'Salutation', type: 'string', max: PERSON.salutation },
  { name: 'first_name', label: 'First Name', type: 'string', max: PERSON.first_name, required: true },
  ...REACHED_AT,
  { name: 'skype', label: 'Skype', type: 'string', max: PERSON.skype },
  { name: 'is_primary_contact', label: 'Primary Contact', type: 'check_box' },
  { name: 'is_added_in_portal', label: 'In the Portal', type: 'check_box', readOnly: true },
];
