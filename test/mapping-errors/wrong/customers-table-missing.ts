// editor: Property 'person' is missing in type
// check: sync type III needs the table person: add it
// code: TABLE_MISSING
// table: customers
import { both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'III' },
  {
    business: { cf_region: both(company.Region) },
  },
);
