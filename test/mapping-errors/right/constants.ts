import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_colour: always('Red'),
    cf_weight: always(1.5),
    cf_count: always(3),
    cf_note: always('made by the sync'),
    tax_id: always('460000000000001'),
  },
);
