// editor: nickname is not a field of books.contact_persons: correct the name, or pull the catalog
// code: UNKNOWN_FIELD
// table: person
import { always, both } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region) },
    person: { nickname: both(contact.Job_Title) },
    individual: { cf_region: always('unassigned') },
  },
);
