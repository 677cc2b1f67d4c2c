import { always, both, toFsm } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'booksWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    sku: toFsm(item.SKU),
  },
);
