// editor: cf_secret is marked PII and cannot be mapped: remove its rule
// code: PRIVATE_FIELD
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), cf_secret: both(company.Website) },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
