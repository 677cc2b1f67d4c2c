// editor: language_code does not list fr, which always gives: use a listed value
// code: NOT_IN_PICKLIST
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), language_code: always('fr') },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
