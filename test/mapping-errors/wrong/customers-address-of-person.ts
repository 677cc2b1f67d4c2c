// editor: fsm.Contacts.Billing_Address.City is carried by the pair itself: remove it from the file
// code: CARRIED_BY_PAIR
// table: person
import { always, both, toBooks } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region) },
    person: { designation: toBooks(contact.Billing_Address.City) },
    individual: { cf_region: always('unassigned') },
  },
);
