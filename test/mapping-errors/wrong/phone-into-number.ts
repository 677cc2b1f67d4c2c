// editor: cf_count is integer but transform phone(US, e164) is phone: add .via(transform)
// code: KIND_MISMATCH
import { always, both, phone, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_count: toBooks(item.Unit).via(phone('US')),
  },
);
