// editor: fsm.Contacts.Description is written by notes and by website: keep one, or make one toBooks
// code: TWO_WRITERS
// table: individual
import { always, both, toFsm } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region) },
    person: {},
    individual: { cf_region: always('unassigned'), notes: both(contact.Description), website: toFsm(contact.Description) },
  },
);
