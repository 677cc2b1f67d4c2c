// editor: designation is text but fsm.Contacts.Description is multiline: add .via(transform)
// code: KIND_MISMATCH
// table: person
import { always, both } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region) },
    person: { designation: both(contact.Description) },
    individual: { cf_region: always('unassigned') },
  },
);
