// editor: cf_region is mandatory in Books but toFsm does not write it: use both, toBooks or always
// code: MANDATORY_UNMAPPED
import { both, toFsm, truncate } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: toFsm(item.Unit).via(truncate(50)),
  },
);
