// editor: fsm.Service_And_Parts.Colour__C is picklist but unit is text: add .via(transform)
// code: KIND_MISMATCH
import { always, both, toFsm } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    unit: toFsm(item.Colour__C),
  },
);
