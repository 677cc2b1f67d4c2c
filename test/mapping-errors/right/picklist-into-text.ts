import { always, both, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: toBooks(item.Colour__C),
  },
);
