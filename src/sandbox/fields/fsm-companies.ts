/** Fields of an FSM company (docs/zoho.md, fsm-api.md 4); lengths are CRM's, inferred. */
import { FSM_PARTY_LENGTHS_MAX } from '../../zoho-api/index.ts';
import type { FieldSpec } from './catalog.ts';
import { PARTY_FIELDS, PHONE_FIELDS } from './fsm-parties.ts';

const { Company_Name: NAME_MAX, Email: EMAIL_MAX, Phone: PHONE_MAX, singleLine } = FSM_PARTY_LENGTHS_MAX;

export const FSM_COMPANY_FIELDS: readonly FieldSpec[] = [
  { name: 'Company_Name', label: 'Company Name', type: 'text', max: NAME_MAX, required: true },
  { name: 'Website', label: 'Website', type: 'website', max: singleLine },
  { name: 'Email', label: 'Email', type: 'email', max: EMAIL_MAX },
  ...PHONE_FIELDS,
  { name: 'Fax', label: 'Fax', type: 'text', max: PHONE_MAX },
  ...PARTY_FIELDS,
];
