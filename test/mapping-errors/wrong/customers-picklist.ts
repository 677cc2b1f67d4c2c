// editor: cf_tier does not list None, which fsm.Companies.Tier__C may give: add .via(choice(...))
// code: NOT_IN_PICKLIST
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), cf_tier: both(company.Tier__C) },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
