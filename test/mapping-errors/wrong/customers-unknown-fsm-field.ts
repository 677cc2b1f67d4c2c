// editor: Property 'Employees' does not exist on type 'NonPiiFields<"fsm.Companies", Companies>'
// check: cf_headcount is given no FSM field (it is unknown, an object of fields, or marked PII or EPHI): name another
// code: UNKNOWN_FIELD
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), cf_headcount: both(company.Employees) },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
