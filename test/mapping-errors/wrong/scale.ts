// editor: cf_weight keeps 2 decimals but fsm.Service_And_Parts.Weight__C may give 3: add .via(decimalScale(2))
// code: SCALE_MISMATCH
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_weight: both(item.Weight__C),
  },
);
