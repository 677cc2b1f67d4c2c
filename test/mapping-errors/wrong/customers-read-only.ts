// editor: status is read-only and cannot be written: use toFsm
// code: READ_ONLY
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), status: always('active') },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
