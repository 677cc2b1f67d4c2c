// editor: Type '"newest"' is not assignable to type 'ConflictPolicy'
// check: conflict is not a policy: use latestWins, fsmWins, booksWins or mergeFields
// code: UNKNOWN_POLICY
// table: customers
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'newest' },
  {
    business: { cf_region: both(company.Region) },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
