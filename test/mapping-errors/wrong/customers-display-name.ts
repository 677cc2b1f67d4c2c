// editor: contact_name is carried by the pair itself: remove it from the file
// code: CARRIED_BY_PAIR
// table: individual
import { always, both, toBooks } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region) },
    person: {},
    individual: { cf_region: always('unassigned'), contact_name: toBooks(contact.Job_Title) },
  },
);
