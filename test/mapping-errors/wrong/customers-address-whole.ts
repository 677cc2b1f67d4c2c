// editor: billing_address is carried by the pair itself: remove it from the file
// code: CARRIED_BY_PAIR
// table: business
import { always, both, toBooks } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), billing_address: toBooks(company.Website) },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
