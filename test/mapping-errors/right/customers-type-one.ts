import { both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'I' },
  {
    business: { cf_region: both(company.Region) },
  },
);
