// editor: cf_count is integer but fsm.Service_And_Parts.Weight__C is decimal: add .via(transform)
// code: KIND_MISMATCH
import { always, both, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_count: toBooks(item.Weight__C),
  },
);
