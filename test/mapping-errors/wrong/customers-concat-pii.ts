// editor: Property 'National_Id' does not exist on type 'NonPiiFields<"fsm.Companies", Companies>'
// code: UNKNOWN_FIELD
// check: cf_site_contact is given no FSM field (it is unknown, an object of fields, or marked PII or EPHI): name another
// table: business
import { both, concat } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'I' },
  {
    business: {
      cf_region: both(company.Region),
      cf_site_contact: both(concat([company.Phone, company.National_Id], ' / ')),
    },
  },
);
