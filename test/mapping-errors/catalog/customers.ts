// An invented catalog of customers and invoices, for the wrong and the right files beside it.
import { bindCustomers, bindInvoices, booksModule, type FieldSpecs, fsmModule, references } from '#mapping';

const fsmAddress = {
  Street_1: { kind: 'multiline', label: 'Street 1', maxLength: 255 },
  Street_2: { kind: 'multiline', label: 'Street 2', maxLength: 255 },
  City: { kind: 'text', label: 'City' },
  State: { kind: 'text', label: 'State' },
  Zip_Code: { kind: 'text', label: 'Zip Code' },
  Country: { kind: 'text', label: 'Country' },
} as const satisfies FieldSpecs;

const companyFields = {
  Company_Name: { kind: 'text', label: 'Company Name', mandatory: true },
  Website: { kind: 'text', label: 'Website' },
  Region: { kind: 'text', label: 'Region', mandatory: true },
  Phone: { kind: 'phone', label: 'Phone' },
  Fax: { kind: 'text', label: 'Fax' },
  Employee_Count: { kind: 'integer', label: 'Employees' },
  Exchange_Rate: { kind: 'decimal', label: 'Exchange Rate' },
  Tier__C: { kind: 'picklist', label: 'Tier', options: ['Gold', 'Silver', 'None'] },
  Founded__C: { kind: 'date', label: 'Founded' },
  National_Id: { kind: 'text', label: 'National Id', pii: true },
  Score__C: { kind: 'decimal', label: 'Score', formula: true },
  Service_Address: { kind: 'group', label: 'Service Address', fields: fsmAddress },
  Billing_Address: { kind: 'group', label: 'Billing Address', fields: fsmAddress },
  Created_Time: { kind: 'datetime', label: 'Created Time', readOnly: true },
} as const satisfies FieldSpecs;
type CompanyFields = typeof companyFields;
export interface Companies extends CompanyFields {}

const contactFields = {
  First_Name: { kind: 'text', label: 'First Name' },
  Last_Name: { kind: 'text', label: 'Last Name', mandatory: true, pii: true },
  Full_Name: { kind: 'text', label: 'Full Name', readOnly: true },
  Email: { kind: 'email', label: 'Email', mandatory: true, pii: true },
  Phone: { kind: 'phone', label: 'Phone' },
  Job_Title: { kind: 'text', label: 'Job Title', maxLength: 80 },
  Description: { kind: 'multiline', label: 'Description' },
  Birthday__C: { kind: 'date', label: 'Birthday', pii: true },
  Blood_Type__C: { kind: 'text', label: 'Blood Type', ephi: true },
  Service_Address: { kind: 'group', label: 'Service Address', fields: fsmAddress },
  Billing_Address: { kind: 'group', label: 'Billing Address', fields: fsmAddress },
} as const satisfies FieldSpecs;
type ContactFields = typeof contactFields;
export interface Contacts extends ContactFields {}

const booksAddress = {
  address: { kind: 'multiline', label: 'Street 1', maxLength: 500 },
  street2: { kind: 'multiline', label: 'Street 2', maxLength: 255 },
  city: { kind: 'text', label: 'City', maxLength: 100 },
  state: { kind: 'text', label: 'State', maxLength: 100 },
  zip: { kind: 'text', label: 'Zip', maxLength: 50 },
  country: { kind: 'text', label: 'Country', maxLength: 100 },
} as const satisfies FieldSpecs;

const customerFields = {
  contact_name: { kind: 'text', label: 'Display Name', mandatory: true, maxLength: 200 },
  company_name: { kind: 'text', label: 'Company Name', maxLength: 200 },
  first_name: { kind: 'text', label: 'First Name', maxLength: 100 },
  last_name: { kind: 'text', label: 'Last Name', maxLength: 100 },
  email: { kind: 'email', label: 'Email', maxLength: 100 },
  phone: { kind: 'phone', label: 'Phone', maxLength: 50 },
  website: { kind: 'text', label: 'Website' },
  language_code: { kind: 'picklist', label: 'Language', createOnly: true, options: ['de', 'en'] },
  notes: { kind: 'multiline', label: 'Notes' },
  exchange_rate: { kind: 'decimal', label: 'Exchange Rate' },
  billing_address: { kind: 'group', label: 'Billing Address', fields: booksAddress },
  shipping_address: { kind: 'group', label: 'Shipping Address', fields: booksAddress },
  cf_region: { kind: 'text', label: 'Region', mandatory: true },
  cf_site_contact: { kind: 'text', label: 'Site contact' },
  cf_headcount: { kind: 'text', label: 'Headcount', maxLength: 10 },
  cf_tier: { kind: 'picklist', label: 'Tier', options: ['Gold', 'Silver'] },
  cf_founded: { kind: 'date', label: 'Founded' },
  cf_founded_year: { kind: 'text', label: 'Founded in' },
  cf_secret: { kind: 'text', label: 'Secret', pii: true },
  status: { kind: 'picklist', label: 'Status', readOnly: true, options: ['active', 'inactive'] },
} as const satisfies FieldSpecs;
type CustomerFields = typeof customerFields;
export interface Customers extends CustomerFields {}

const personFields = {
  first_name: { kind: 'text', label: 'First Name', maxLength: 100 },
  last_name: { kind: 'text', label: 'Last Name', maxLength: 100 },
  email: { kind: 'email', label: 'Email', maxLength: 100 },
  phone: { kind: 'phone', label: 'Phone', maxLength: 50 },
  designation: { kind: 'text', label: 'Designation', maxLength: 50 },
} as const satisfies FieldSpecs;
type PersonFields = typeof personFields;
export interface ContactPersons extends PersonFields {}

const workOrderFields = {
  Name: { kind: 'text', label: 'Number', readOnly: true },
  Summary: { kind: 'text', label: 'Summary', mandatory: true },
  Due_Date: { kind: 'date', label: 'Due Date' },
  Grand_Total: { kind: 'decimal', label: 'Grand Total', readOnly: true },
  Site_Code__C: { kind: 'integer', label: 'Site Code' },
  Patient__C: { kind: 'text', label: 'Patient', ephi: true },
  Closed_Time: { kind: 'datetime', label: 'Closed Time', readOnly: true },
} as const satisfies FieldSpecs;
type WorkOrderFields = typeof workOrderFields;
export interface WorkOrders extends WorkOrderFields {}

const invoiceFields = {
  reference_number: { kind: 'text', label: 'Order Number' },
  notes: { kind: 'multiline', label: 'Notes' },
  cf_work_order: { kind: 'text', label: 'Work Order', mandatory: true },
  cf_summary: { kind: 'text', label: 'Summary', maxLength: 100 },
  cf_due: { kind: 'date', label: 'Due' },
  cf_site: { kind: 'text', label: 'Site', maxLength: 20 },
  cf_patient: { kind: 'text', label: 'Patient', ephi: true },
  total: { kind: 'decimal', label: 'Total', readOnly: true },
} as const satisfies FieldSpecs;
type InvoiceFields = typeof invoiceFields;
export interface Invoices extends InvoiceFields {}

const companies = fsmModule('Companies', companyFields as Companies);
const contacts = fsmModule('Contacts', contactFields as Contacts);
const workOrders = fsmModule('Work_Orders', workOrderFields as WorkOrders);
export const company = references(companies);
export const contact = references(contacts);
export const workOrder = references(workOrders);
export const customers = bindCustomers({
  companies,
  contacts,
  customers: booksModule('contacts', customerFields as Customers),
  persons: booksModule('contact_persons', personFields as ContactPersons),
});
export const invoices = bindInvoices({
  fsm: workOrders,
  books: booksModule('invoices', invoiceFields as Invoices),
});
