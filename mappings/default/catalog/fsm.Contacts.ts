// Standard fields of the FSM module Contacts. Catalogs are generated; one edited by hand works as well. Last_Name and
// Email are personal data by default, as FSM itself marks them; both are carried by the pair, and no file names them.
import { type FieldSpecs, fsmModule } from '#mapping';

const addressFields = {
  Address_Name: { kind: 'text', label: 'Address Name' },
  Street_1: { kind: 'multiline', label: 'Street 1', maxLength: 255 },
  Street_2: { kind: 'multiline', label: 'Street 2', maxLength: 255 },
  City: { kind: 'text', label: 'City' },
  State: { kind: 'text', label: 'State' },
  Zip_Code: { kind: 'text', label: 'Zip Code' },
  Country: { kind: 'text', label: 'Country' },
} as const satisfies FieldSpecs;
type AddressFields = typeof addressFields;
export interface ContactsAddress extends AddressFields {}

const taxFields = {
  Taxable: { kind: 'boolean', label: 'Taxable' },
  Tax_Name: { kind: 'text', label: 'Tax Name' },
  Tax_Id: { kind: 'reference', label: 'Tax', refersTo: 'tax' },
  Tax_Percentage: { kind: 'decimal', label: 'Tax Percentage', readOnly: true },
  Tax_Authority: { kind: 'text', label: 'Tax Authority Name', editions: ['us'] },
  Tax_Authority_Id: {
    kind: 'reference',
    label: 'Tax Authority',
    refersTo: 'tax authority',
    editions: ['us'],
  },
  Tax_Exemption_Id: { kind: 'reference', label: 'Tax Exemption', refersTo: 'tax exemption' },
  Tax_Exemption_Code: { kind: 'text', label: 'Tax Exemption Code' },
} as const satisfies FieldSpecs;
type TaxFields = typeof taxFields;
export interface ContactsTax extends TaxFields {}

const fields = {
  Salutation: { kind: 'text', label: 'Salutation' },
  First_Name: { kind: 'text', label: 'First Name' },
  Last_Name: { kind: 'text', label: 'Last Name', mandatory: true, pii: true },
  Full_Name: { kind: 'text', label: 'Full Name', readOnly: true },
  Email: { kind: 'email', label: 'Email', mandatory: true, pii: true },
  Phone: { kind: 'phone', label: 'Phone' },
  Mobile: { kind: 'phone', label: 'Mobile' },
  Company: { kind: 'reference', label: 'Company', refersTo: 'company', readOnly: true },
  Tax: { kind: 'group', label: 'Tax', fields: taxFields as ContactsTax },
  GST_Treatment: { kind: 'picklist', label: 'GST Treatment', editions: ['in'] },
  Place_of_Supply: { kind: 'text', label: 'Place of Supply', editions: ['in'] },
  Tax_Reg_Number: { kind: 'text', label: 'Tax Registration Number', editions: ['in'] },
  VAT_Treatment: { kind: 'picklist', label: 'VAT Treatment', editions: ['uk'] },
  Currency: { kind: 'text', label: 'Currency' },
  Exchange_Rate: { kind: 'decimal', label: 'Exchange Rate' },
  Service_Address: { kind: 'group', label: 'Service Address', fields: addressFields as ContactsAddress },
  Billing_Address: { kind: 'group', label: 'Billing Address', fields: addressFields as ContactsAddress },
  ZBilling_Id: { kind: 'reference', label: 'Billing Id', readOnly: true, refersTo: 'customer' },
  ZBooks_Contact_Person: { kind: 'boolean', label: 'Is a Books Contact Person', readOnly: true },
  ZCRM_Id: { kind: 'reference', label: 'CRM Id', readOnly: true, refersTo: 'CRM contact' },
  Owner: { kind: 'reference', label: 'Owner', readOnly: true, refersTo: 'FSM user' },
  Created_Time: { kind: 'datetime', label: 'Created Time', readOnly: true },
  Modified_Time: { kind: 'datetime', label: 'Modified Time', readOnly: true },
} as const satisfies FieldSpecs;
type Fields = typeof fields;
export interface Contacts extends Fields {}

export const contacts = fsmModule('Contacts', fields as Contacts);
