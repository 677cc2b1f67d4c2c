// Standard fields of the invoices of Zoho Books and Zoho Invoice that a work order may fill. Catalogs are generated; one
// edited by hand works as well. Customer, lines, salesperson and terms are set by the invoice itself.
import { booksModule, type FieldSpecs } from '#mapping';

const fields = {
  reference_number: { kind: 'text', label: 'Order Number' },
  date: { kind: 'date', label: 'Invoice Date' },
  notes: { kind: 'multiline', label: 'Customer Notes' },
  terms: { kind: 'multiline', label: 'Terms and Conditions' },
  custom_subject: { kind: 'text', label: 'E-mail Subject' },
  custom_body: { kind: 'multiline', label: 'E-mail Text' },
  adjustment_description: { kind: 'text', label: 'Adjustment Description' },
  place_of_supply: { kind: 'text', label: 'Place of Supply', editions: ['in'] },
  gst_treatment: { kind: 'picklist', label: 'GST Treatment', editions: ['in'] },
  gst_no: { kind: 'text', label: 'GSTIN', maxLength: 15, editions: ['in'] },
  vat_treatment: { kind: 'picklist', label: 'VAT Treatment', editions: ['uk'] },
  tax_treatment: { kind: 'picklist', label: 'Tax Treatment', editions: ['gcc', 'mx', 'ke', 'za'] },
  is_reverse_charge_applied: { kind: 'boolean', label: 'Reverse Charge', editions: ['za'] },
  cfdi_usage: { kind: 'picklist', label: 'CFDI Usage', editions: ['mx'] },
  tax_authority_id: {
    kind: 'reference',
    label: 'Tax Authority',
    refersTo: 'tax authority',
    editions: ['us'],
  },
  tax_exemption_id: {
    kind: 'reference',
    label: 'Tax Exemption',
    refersTo: 'tax exemption',
    editions: ['us', 'in'],
  },
  invoice_number: { kind: 'text', label: 'Invoice Number', readOnly: true },
  status: { kind: 'picklist', label: 'Status', readOnly: true },
  total: { kind: 'decimal', label: 'Total', readOnly: true },
  balance: { kind: 'decimal', label: 'Balance', readOnly: true },
  created_time: { kind: 'datetime', label: 'Created Time', readOnly: true },
  last_modified_time: { kind: 'datetime', label: 'Last Modified Time', readOnly: true },
} as const satisfies FieldSpecs;
type Fields = typeof fields;
export interface Invoices extends Fields {}

export const booksInvoices = booksModule('invoices', fields as Invoices);
