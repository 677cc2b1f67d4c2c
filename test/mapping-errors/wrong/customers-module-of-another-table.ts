// editor: fsm.Companies.Website is not a field of fsm.Contacts, which this table maps: name one of its fields
// code: UNKNOWN_FIELD
// table: individual
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region) },
    person: {},
    individual: { cf_region: always('unassigned'), website: both(company.Website) },
  },
);
