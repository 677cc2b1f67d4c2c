// editor: cf_note is text but transform dayOf(UTC) is date: add .via(transform)
// code: KIND_MISMATCH
import { always, both, dayOf, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: toBooks(item.Created_Time).via(dayOf('UTC')),
  },
);
