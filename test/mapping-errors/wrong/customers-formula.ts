// editor: fsm.Companies.Score__C is a formula and cannot be written: use toBooks
// code: READ_ONLY
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), exchange_rate: both(company.Score__C) },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
