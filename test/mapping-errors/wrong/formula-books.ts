// editor: cf_total is a formula and cannot be written: use toFsm
// code: READ_ONLY
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_total: both(item.Weight__C),
  },
);
