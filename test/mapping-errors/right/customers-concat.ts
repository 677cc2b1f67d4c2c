import { both, concat } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'I' },
  {
    business: {
      cf_region: both(company.Region),
      cf_site_contact: both(concat([company.Phone, company.Fax], ' / ')),
    },
  },
);
