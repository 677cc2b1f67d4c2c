// editor: cf_count is integer but transform integerAsText is text: add .via(transform)
// code: KIND_MISMATCH
import { always, both, integerAsText } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_count: both(item.Bin__C).via(integerAsText),
  },
);
