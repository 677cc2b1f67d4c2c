// editor: transform prefix(B) takes text but fsm.Service_And_Parts.Bin__C is integer: use another transform
// code: KIND_MISMATCH
import { always, both, integerAsText, prefix, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_bin: toBooks(item.Bin__C).via(prefix('B')).via(integerAsText),
  },
);
