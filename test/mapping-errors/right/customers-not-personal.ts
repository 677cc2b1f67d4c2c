import { both, notPersonal } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'I' },
  {
    business: {
      cf_region: both(company.Region),
      cf_founded: both(company.Founded__C).via(notPersonal('the birth year of a company')),
      website: both(company.Website).notPersonal('a web address'),
    },
  },
);
