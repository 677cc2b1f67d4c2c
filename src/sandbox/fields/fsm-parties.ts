/** Fields that companies and contacts of FSM share (docs/zoho.md, fsm-api.md 4, 5). */
import { FSM_PARTY_LENGTHS_MAX } from '../../zoho-api/index.ts';
import type { FieldSpec } from './catalog.ts';

const { Phone: PHONE_MAX, singleLine: LINE_MAX } = FSM_PARTY_LENGTHS_MAX;
const INDIA = ['in'];
const UNITED_KINGDOM = ['uk'];

export const PHONE_FIELDS: readonly FieldSpec[] = [
  { name: 'Phone', label: 'Phone', type: 'phone', max: PHONE_MAX },
  { name: 'Mobile', label: 'Mobile', type: 'phone', max: PHONE_MAX },
];

export const PARTY_FIELDS: readonly FieldSpec[] = [
  { name: 'Company_Type', label: 'Company Type', type: 'picklist' },
  { name: 'Service_Address', label: 'Service Address', type: 'jsonobject' },
  { name: 'Billing_Address', label: 'Billing Address', type: 'jsonobject' },
  { name: 'Tax', label: 'Tax', type: 'jsonobject' },
  { name: 'GST_Treatment', label: 'GST Treatment', type: 'picklist', editions: INDIA },
  { name: 'Place_of_Supply', label: 'Place of Supply', type: 'text', max: LINE_MAX, editions: INDIA },
  { name: 'Tax_Reg_Number', label: 'GSTIN / UIN', type: 'text', max: LINE_MAX, editions: INDIA },
  { name: 'VAT_Treatment', label: 'VAT Treatment', type: 'picklist', editions: UNITED_KINGDOM },
  { name: 'Currency', label: 'Currency', type: 'text', max: 3 },
  { name: 'Exchange_Rate', label: 'Exchange Rate', type: 'double' },
  { name: 'Config', label: 'Config', type: 'textarea', max: 32_000 },
  { name: 'ZBilling_Id', label: 'Billing Id', type: 'text', max: 50, readOnly: true },
  { name: 'ZCRM_Id', label: 'CRM Id', type: 'text', max: 50, readOnly: true },
  { name: 'Owner', label: 'Owner', type: 'ownerlookup', readOnly: true },
  { name: 'Created_Time', label: 'Created Time', type: 'datetime', readOnly: true },
  { name: 'Modified_Time', label: 'Modified Time', type: 'datetime', readOnly: true },
  { name: '$inactive', label: 'Inactive', type: 'boolean' },
];
