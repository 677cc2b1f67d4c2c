// editor: fsm.Service_And_Parts.Since__C is date but created_time is datetime: add .via(transform)
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
    created_time: toFsm(item.Since__C),
  },
);
