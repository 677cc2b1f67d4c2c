/** Fields of an FSM service or part (docs/zoho.md, fsm-api.md 6); lengths are CRM's, inferred. */
import { FSM_ITEM_LENGTHS_MAX } from '../../zoho-api/index.ts';
import type { FieldSpec } from './catalog.ts';

export const FSM_ITEM_FIELDS: readonly FieldSpec[] = [
  { name: 'Name', label: 'Name', type: 'text', max: FSM_ITEM_LENGTHS_MAX.Name, required: true },
  { name: 'Unit_Price', label: 'Unit Price', type: 'currency', required: true },
  { name: 'Type', label: 'Type', type: 'picklist', required: true, picks: ['Service', 'Goods', 'Part'] },
  { name: 'SKU', label: 'SKU', type: 'text', max: FSM_ITEM_LENGTHS_MAX.SKU },
  { name: 'Unit', label: 'Unit', type: 'text', max: FSM_ITEM_LENGTHS_MAX.Unit },
  { name: 'Description', label: 'Description', type: 'textarea', max: FSM_ITEM_LENGTHS_MAX.Description },
  { name: 'Work_Type', label: 'Work Type', type: 'text', max: FSM_ITEM_LENGTHS_MAX.Work_Type },
  { name: 'Tax', label: 'Tax', type: 'jsonobject' },
  { name: 'Service_Tasks', label: 'Service Tasks', type: 'subform' },
  { name: 'Layout', label: 'Layout', type: 'lookup', readOnly: true },
  { name: 'ZBilling_Id', label: 'Billing Id', type: 'text', max: 50, readOnly: true },
  { name: 'ZCRM_Id', label: 'CRM Id', type: 'text', max: 50, readOnly: true },
  { name: 'Created_Time', label: 'Created Time', type: 'datetime', readOnly: true },
  { name: 'Modified_Time', label: 'Modified Time', type: 'datetime', readOnly: true },
  { name: '$inactive', label: 'Inactive', type: 'boolean' },
];
