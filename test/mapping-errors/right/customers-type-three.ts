import { both } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'III', conflict: 'booksWins' },
  {
    business: { cf_region: both(company.Region) },
    person: { phone: both(contact.Phone) },
  },
);
