// editor: fsm.Companies.Service_Address.City is carried by the pair itself: remove it from the file
// code: CARRIED_BY_PAIR
// table: business
import { always, both, toBooks } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), website: toBooks(company.Service_Address.City) },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
