// editor: Property 'Blood_Type__C' does not exist on type 'NonPiiFields<"fsm.Contacts", Contacts>'
// check: notes is given no FSM field (it is unknown, an object of fields, or marked PII or EPHI): name another
// code: UNKNOWN_FIELD
// table: individual
import { always, both, toBooks } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region) },
    person: {},
    individual: { cf_region: always('unassigned'), notes: toBooks(contact.Blood_Type__C) },
  },
);
