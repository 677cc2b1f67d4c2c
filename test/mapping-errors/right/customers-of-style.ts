import { always, both, integerAsText, toBooks, toFsm, truncate } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'IV', conflict: 'latestWins' },
  {
    business: {
      website: both(company.Website),
      cf_region: both(company.Region),
      cf_headcount: both(company.Employee_Count).via(integerAsText).via(truncate(10)),
      exchange_rate: toBooks(company.Exchange_Rate),
      language_code: always('en'),
    },
    person: { designation: both(contact.Job_Title).via(truncate(50)) },
    individual: {
      cf_region: always('unassigned'),
      notes: toFsm(contact.Description),
    },
  },
);
