import { both, choice } from '#mapping';
import { company, customers } from '../catalog/index.ts';

const tier = choice('tier', {
  toBooks: { Gold: 'Gold', Silver: 'Silver', None: 'Silver' },
  toFsm: { Gold: 'Gold', Silver: 'Silver' },
});

export default customers(
  { syncType: 'I' },
  {
    business: { cf_region: both(company.Region), cf_tier: both(company.Tier__C).via(tier) },
  },
);
