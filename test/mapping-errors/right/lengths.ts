import { always, both, truncate } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    sku: both(item.SKU).via(truncate(100)),
    description: both(item.Description).via(truncate(2000)),
  },
);
