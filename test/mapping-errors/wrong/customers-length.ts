// editor: designation holds 50 characters but fsm.Contacts.Job_Title may give 80: add .via(truncate(50))
// code: LENGTH_MISMATCH
// table: person
import { always, both } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region) },
    person: { designation: both(contact.Job_Title) },
    individual: { cf_region: always('unassigned') },
  },
);
