// editor: fsm.Contacts.First_Name is carried by the pair itself: remove it from the file
// code: CARRIED_BY_PAIR
// table: person
import { always, both, toBooks } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region) },
    person: { designation: toBooks(contact.First_Name) },
    individual: { cf_region: always('unassigned') },
  },
);
