// editor: cf_headcount is text but fsm.Companies.Employee_Count is integer: add .via(transform)
// code: KIND_MISMATCH
// table: business
import { always, both } from '#mapping';
import { company, customers } from '../catalog/index.ts';

export default customers(
  { conflict: 'latestWins' },
  {
    business: { cf_region: both(company.Region), cf_headcount: both(company.Employee_Count) },
    person: {},
    individual: { cf_region: always('unassigned') },
  },
);
