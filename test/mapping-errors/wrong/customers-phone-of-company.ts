// editor: phone is the primary contact person's: map it in person or individual
// code: NOT_IN_THIS_TABLE
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), phone: always('+1 555 0100') },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
