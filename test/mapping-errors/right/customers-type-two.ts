import { always, both } from '#mapping';
import { contact, customers } from '../catalog/index.ts';

export default customers(
  { syncType: 'II' },
  {
    individual: { cf_region: always('north'), phone: both(contact.Phone) },
  },
);
