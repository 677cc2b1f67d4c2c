// Standard fields of the customers (contacts) of Zoho Books and Zoho Invoice, for every tax edition: `editions` names
// those that have the field. Catalogs are generated; one edited by hand works as well. What is read-only here although
// Books would take it (type, sub-type) is decided by the pair.
import { booksModule, type FieldSpecs } from '#mapping';

const addressFields = {
  attention: { kind: 'text', label: 'Attention', maxLength: 100 },
  address: { kind: 'multiline', label: 'Street 1', maxLength: 500 },
  street2: { kind: 'multiline', label: 'Street 2', maxLength: 255 },
  city: { kind: 'text', label: 'City', maxLength: 100 },
  state: { kind: 'text', label: 'State', maxLength: 100 },
  state_code: { kind: 'text', label: 'State Code', maxLength: 100 },
  zip: { kind: 'text', label: 'Zip Code', maxLength: 50 },
  country: { kind: 'text', label: 'Country', maxLength: 100 },
  phone: { kind: 'phone', label: 'Phone', maxLength: 50 },
  fax: { kind: 'text', label: 'Fax', maxLength: 50 },
} as const satisfies FieldSpecs;
type AddressFields = typeof addressFields;
export interface CustomersAddress extends AddressFields {}

const taxFields = {
  is_taxable: { kind: 'boolean', label: 'Taxable', editions: ['us', 'ca', 'au', 'in', 'mx', 'ke', 'za'] },
  tax_id: { kind: 'reference', label: 'Tax', refersTo: 'tax', editions: ['in', 'us'] },
  tax_authority_id: {
    kind: 'reference',
    label: 'Tax Authority',
    refersTo: 'tax authority',
    editions: ['us'],
  },
  tax_authority_name: { kind: 'text', label: 'Tax Authority Name', editions: ['us'] },
  tax_exemption_id: {
    kind: 'reference',
    label: 'Tax Exemption',
    refersTo: 'tax exemption',
    editions: ['us', 'ca', 'au', 'in'],
  },
  tax_exemption_code: { kind: 'text', label: 'Tax Exemption Code', editions: ['us', 'ca', 'au', 'in'] },
  tax_exemption_certificate_number: { kind: 'text', label: 'Exemption Certificate Number', editions: ['ke'] },
  track_1099: { kind: 'boolean', label: 'Track 1099', editions: ['us'] },
  tax_id_type: {
    kind: 'picklist',
    label: 'Tax ID Type',
    options: ['SSN', 'ATIN', 'ITIN', 'EIN'],
    editions: ['us'],
  },
  // A social security number, for one.
  tax_id_value: { kind: 'text', label: 'Tax ID', pii: true, editions: ['us'] },
  vat_reg_no: { kind: 'text', label: 'VAT Registration Number', maxLength: 12, editions: ['uk'] },
  vat_treatment: { kind: 'picklist', label: 'VAT Treatment', editions: ['uk'] },
  country_code: { kind: 'text', label: 'Country Code', editions: ['uk', 'gcc'] },
  tax_treatment: { kind: 'picklist', label: 'Tax Treatment', editions: ['gcc', 'mx', 'ke', 'za'] },
  tax_reg_no: {
    kind: 'text',
    label: 'Tax Registration Number',
    maxLength: 15,
    editions: ['gcc', 'mx', 'ke', 'za'],
  },
  gst_no: { kind: 'text', label: 'GSTIN', maxLength: 15, editions: ['in'] },
  gst_treatment: { kind: 'picklist', label: 'GST Treatment', editions: ['in'] },
  place_of_contact: { kind: 'text', label: 'Place of Supply', editions: ['in'] },
  tax_regime: { kind: 'picklist', label: 'Tax Regime', editions: ['mx'] },
  legal_name: { kind: 'text', label: 'Legal Name', editions: ['mx'] },
  is_tds_registered: { kind: 'boolean', label: 'TDS Registered', editions: ['mx'] },
} as const satisfies FieldSpecs;

const fields = {
  contact_name: { kind: 'text', label: 'Display Name', mandatory: true, maxLength: 200 },
  company_name: { kind: 'text', label: 'Company Name', maxLength: 200 },
  contact_type: {
    kind: 'picklist',
    label: 'Contact Type',
    readOnly: true,
    options: ['customer', 'vendor'],
  },
  customer_sub_type: {
    kind: 'picklist',
    label: 'Customer Type',
    readOnly: true,
    options: ['individual', 'business'],
  },
  // Those of the primary contact person.
  first_name: { kind: 'text', label: 'First Name', maxLength: 100 },
  last_name: { kind: 'text', label: 'Last Name', maxLength: 100 },
  email: { kind: 'email', label: 'Email', maxLength: 100 },
  phone: { kind: 'phone', label: 'Phone', maxLength: 50 },
  mobile: { kind: 'phone', label: 'Mobile', maxLength: 50 },
  designation: { kind: 'text', label: 'Designation', maxLength: 50 },
  department: { kind: 'text', label: 'Department', maxLength: 50 },
  website: { kind: 'text', label: 'Website' },
  language_code: {
    kind: 'picklist',
    label: 'Language',
    createOnly: true,
    options: ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pt', 'pt_br', 'sv', 'zh', 'en_gb'],
  },
  // Read as a code; Books takes the id of the currency that has it.
  currency_code: { kind: 'text', label: 'Currency' },
  payment_terms: { kind: 'integer', label: 'Payment Terms' },
  payment_terms_label: { kind: 'text', label: 'Payment Terms Label', maxLength: 200 },
  credit_limit: { kind: 'decimal', label: 'Credit Limit' },
  contact_number: { kind: 'text', label: 'Customer Number', maxLength: 200 },
  pricebook_id: { kind: 'reference', label: 'Price List', refersTo: 'price list' },
  owner_id: { kind: 'reference', label: 'Owner', refersTo: 'Books user' },
  notes: { kind: 'multiline', label: 'Remarks' },
  facebook: { kind: 'text', label: 'Facebook', maxLength: 100 },
  twitter: { kind: 'text', label: 'Twitter', maxLength: 100 },
  billing_address: { kind: 'group', label: 'Billing Address', fields: addressFields as CustomersAddress },
  shipping_address: { kind: 'group', label: 'Shipping Address', fields: addressFields as CustomersAddress },
  ...taxFields,
  status: { kind: 'picklist', label: 'Status', readOnly: true, options: ['active', 'inactive'] },
  source: { kind: 'text', label: 'Source', readOnly: true },
  outstanding_receivable_amount: { kind: 'decimal', label: 'Receivables', readOnly: true },
  unused_credits_receivable_amount: { kind: 'decimal', label: 'Unused Credits', readOnly: true },
  created_time: { kind: 'datetime', label: 'Created Time', readOnly: true },
  last_modified_time: { kind: 'datetime', label: 'Last Modified Time', readOnly: true },
} as const satisfies FieldSpecs;
type Fields = typeof fields;
export interface Customers extends Fields {}

export const booksContacts = booksModule('contacts', fields as Customers);
