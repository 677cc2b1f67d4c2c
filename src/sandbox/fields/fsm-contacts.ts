/** Fields of an FSM contact (docs/zoho.md, fsm-api.md 5, 8); lengths are CRM's, inferred. */
import { FSM_PARTY_LENGTHS_MAX } from '../../zoho-api/index.ts';
import type { FieldSpec } from './catalog.ts';
import { PARTY_FIELDS, PHONE_FIELDS } from './fsm-parties.ts';

const { First_Name: FIRST_MAX, Last_Name: LAST_MAX, Email: EMAIL_MAX, singleLine } = FSM_PARTY_LENGTHS_MAX;

export const FSM_CONTACT_FIELDS: readonly FieldSpec[] = [
  { name: 'Salutation', label: 'Salutation', type: 'text', max: singleLine },
  { name: 'First_Name', label: 'First Name', type: 'text', max: FIRST_MAX },
  { name: 'Last_Name', label: 'Last Name', type: 'text', max: LAST_MAX, required: true, pii: true },
  { name: 'Full_Name', label: 'Full Name', type: 'text', readOnly: true },
  // Mandatory unless the switch `fsmContactEmailMandatory` says otherwise.
  { name: 'Email', label: 'Email', type: 'email', max: EMAIL_MAX, required: true, pii: true },
  ...PHONE_FIELDS,
  { name: 'Company', label: 'Company', type: 'lookup', lookupModule: 'Companies' },
  ...PARTY_FIELDS,
  { name: 'ZBooks_Contact_Person', label: 'Books Contact Person', type: 'boolean', readOnly: true },
];
