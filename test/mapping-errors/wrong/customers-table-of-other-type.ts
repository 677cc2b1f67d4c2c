// editor: sync type I has no table person: remove it, or leave syncType out
// code: UNKNOWN_TABLE
// table: person
import { both, truncate } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'I' },
  {
    business: { cf_region: both(company.Region) },
    person: { designation: both(contact.Job_Title).via(truncate(50)) },
  },
);
