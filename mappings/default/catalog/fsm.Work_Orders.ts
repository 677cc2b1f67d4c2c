// Standard fields of the FSM module Work_Orders, as invoices read them. Catalogs are generated; one edited by hand works
// as well. The addresses of a work order reach the invoice through its customer, so they are not listed.
import { type FieldSpecs, fsmModule } from '#mapping';

const fields = {
  Name: { kind: 'text', label: 'Work Order Number', readOnly: true },
  Summary: { kind: 'text', label: 'Summary', mandatory: true },
  Type: { kind: 'picklist', label: 'Type', mandatory: true, options: ['Service', 'Inspection'] },
  Priority: { kind: 'picklist', label: 'Priority' },
  Due_Date: { kind: 'date', label: 'Due Date' },
  Status: { kind: 'picklist', label: 'Status', readOnly: true },
  Billing_Status: { kind: 'picklist', label: 'Billing Status', readOnly: true },
  Email: { kind: 'email', label: 'Email' },
  Phone: { kind: 'phone', label: 'Phone' },
  Currency: { kind: 'text', label: 'Currency' },
  Exchange_Rate: { kind: 'decimal', label: 'Exchange Rate' },
  Sub_Total: { kind: 'decimal', label: 'Sub Total', readOnly: true },
  Discount: { kind: 'decimal', label: 'Discount' },
  Tax_Amount: { kind: 'decimal', label: 'Tax Amount', readOnly: true },
  Adjustment: { kind: 'decimal', label: 'Adjustment' },
  Round_Off: { kind: 'decimal', label: 'Round Off', readOnly: true },
  Grand_Total: { kind: 'decimal', label: 'Grand Total', readOnly: true },
  Company: { kind: 'reference', label: 'Company', refersTo: 'company' },
  Contact: { kind: 'reference', label: 'Contact', refersTo: 'contact' },
  Territory: { kind: 'reference', label: 'Territory', refersTo: 'territory' },
  Asset: { kind: 'reference', label: 'Asset', refersTo: 'asset' },
  Request: { kind: 'reference', label: 'Request', refersTo: 'request' },
  Estimate: { kind: 'reference', label: 'Estimate', refersTo: 'estimate' },
  Owner: { kind: 'reference', label: 'Owner', readOnly: true, refersTo: 'FSM user' },
  Closed_Time: { kind: 'datetime', label: 'Closed Time', readOnly: true },
  Cancelled_Or_Terminated_Time: {
    kind: 'datetime',
    label: 'Cancelled Or Terminated Time',
    readOnly: true,
  },
  Cancellation_Reason: { kind: 'text', label: 'Cancellation Reason', readOnly: true },
  Created_Time: { kind: 'datetime', label: 'Created Time', readOnly: true },
  Modified_Time: { kind: 'datetime', label: 'Modified Time', readOnly: true },
} as const satisfies FieldSpecs;
type Fields = typeof fields;
export interface WorkOrders extends Fields {}

export const workOrders = fsmModule('Work_Orders', fields as WorkOrders);
