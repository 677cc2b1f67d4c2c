// Standard fields of the FSM module Service_And_Parts. Catalogs are generated; one edited by hand works as well.
// A length or a number of decimals that Zoho does not publish is left out: values are then checked by the service alone.
import { type FieldSpecs, fsmModule } from '#mapping';

const taxFields = {
  Taxable: { kind: 'boolean', label: 'Taxable' },
  Tax_Name: { kind: 'text', label: 'Tax Name' },
  Tax_Id: { kind: 'reference', label: 'Tax', refersTo: 'tax' },
  Tax_Exemption_Id: { kind: 'reference', label: 'Tax Exemption', refersTo: 'tax exemption' },
  Tax_Exemption_Code: { kind: 'text', label: 'Tax Exemption Code' },
} as const satisfies FieldSpecs;
type TaxFields = typeof taxFields;
export interface ServiceAndPartsTax extends TaxFields {}

const fields = {
  Name: { kind: 'text', label: 'Name', mandatory: true },
  Type: { kind: 'picklist', label: 'Type', mandatory: true, options: ['Service', 'Goods'] },
  Unit_Price: { kind: 'decimal', label: 'Unit Price', mandatory: true },
  Description: { kind: 'multiline', label: 'Description' },
  SKU: { kind: 'text', label: 'SKU' },
  Unit: { kind: 'text', label: 'Unit' },
  Work_Type: { kind: 'text', label: 'Work Type' },
  Tax: { kind: 'group', label: 'Tax', fields: taxFields as ServiceAndPartsTax },
  ZBilling_Id: { kind: 'reference', label: 'Billing Id', readOnly: true, refersTo: 'item' },
  ZCRM_Id: { kind: 'reference', label: 'CRM Id', readOnly: true, refersTo: 'CRM product' },
  Created_Time: { kind: 'datetime', label: 'Created Time', readOnly: true },
  Modified_Time: { kind: 'datetime', label: 'Modified Time', readOnly: true },
} as const satisfies FieldSpecs;
type Fields = typeof fields;
export interface ServiceAndParts extends Fields {}

export const serviceAndParts = fsmModule('Service_And_Parts', fields as ServiceAndParts);
