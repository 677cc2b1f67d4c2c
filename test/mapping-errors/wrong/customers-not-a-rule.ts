// editor: website is given no rule: use both, toBooks, toFsm or always
// code: NOT_A_RULE
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), website: company.Website },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
