// editor: Type '"V"' is not assignable to type
// check: syncType is not a sync type: use I, II, III or IV, or leave it out
// code: UNKNOWN_SYNC_TYPE
// table: customers
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'V' },
  {
    business: { cf_region: both(company.Region) },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
