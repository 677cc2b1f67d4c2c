import { both, phone } from '#mapping';
import { contact, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'II' },
  {
    individual: {
      cf_region: both(contact.Job_Title),
      phone: both(contact.Phone).via(phone('US', 'international')),
    },
  },
);
