// editor: TablesOfSyncType<"individual">
// check: a set without a sync type needs the table individual: add it
// code: TABLE_MISSING
// table: customers
import { both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  {},
  {
    business: { cf_region: both(company.Region) },
    person: {},
  },
);
