// editor: fsm.Service_And_Parts.Unit is written by unit and by cf_note: keep one, or make one toBooks
// code: TWO_WRITERS
import { always, both, toFsm, truncate } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    unit: both(item.Unit),
    cf_note: toFsm(item.Unit).via(truncate(50)),
  },
);
