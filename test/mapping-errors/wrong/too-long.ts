// editor: sku holds 100 characters but fsm.Service_And_Parts.SKU may give 255: add .via(truncate(100))
// code: LENGTH_MISMATCH
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    sku: both(item.SKU),
  },
);
