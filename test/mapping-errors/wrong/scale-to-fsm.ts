// editor: fsm.Service_And_Parts.Weight__C keeps 3 decimals but transform decimalScale(4) may give 4: add .via(decimalScale(3))
// code: SCALE_MISMATCH
import { always, both, decimalScale, toFsm } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_margin: toFsm(item.Weight__C).via(decimalScale(4)),
  },
);
