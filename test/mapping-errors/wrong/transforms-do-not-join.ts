// editor: transform integerAsText takes integer but transform integerAsText is text: use another transform
// code: KIND_MISMATCH
import { always, both, integerAsText, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_bin: toBooks(item.Bin__C).via(integerAsText).via(integerAsText),
  },
);
