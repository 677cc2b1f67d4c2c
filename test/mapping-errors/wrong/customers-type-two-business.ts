// editor: sync type II has no table business: remove it, or leave syncType out
// code: UNKNOWN_TABLE
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'II' },
  {
    business: { cf_region: both(company.Region) },
    individual: { cf_region: always('north') },
  },
);
