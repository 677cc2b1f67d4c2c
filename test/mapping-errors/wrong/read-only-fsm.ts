// editor: fsm.Service_And_Parts.Created_Time is read-only and cannot be written: use toBooks
// code: READ_ONLY
import { always, both, toFsm } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    created_time: toFsm(item.Created_Time),
  },
);
