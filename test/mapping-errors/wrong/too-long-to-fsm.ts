// editor: fsm.Service_And_Parts.SKU holds 255 characters but transform truncate(300) may give 300: add .via(truncate(255))
// code: LENGTH_MISMATCH
import { always, both, singleLine, toBooks, toFsm, truncate } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    description: toFsm(item.Unit).via(singleLine),
    unit: toBooks(item.Unit),
    sku: toFsm(item.SKU).via(truncate(300)),
  },
);
