// editor: company_name is carried by the pair itself: remove it from the file
// code: CARRIED_BY_PAIR
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), company_name: both(company.Website) },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
