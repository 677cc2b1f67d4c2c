// editor: fsm.Service_And_Parts.Margin__C is a formula and cannot be written: use toBooks
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
    cf_margin: both(item.Margin__C),
  },
);
