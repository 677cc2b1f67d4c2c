// editor: supplier is no table of customers: use business, person or individual
// code: UNKNOWN_TABLE
// table: supplier
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  {},
  {
    business: { cf_region: both(company.Region) },
    person: {},
    individual: { cf_region: always('unassigned') },
    supplier: {},
  },
);
