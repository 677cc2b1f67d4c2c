// editor: -
// check: cf_bin: what always gives is longer than the 20 characters it can hold: give it another value
// code: CONSTANT_REFUSED
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_bin: always('a shelf with a very long name'),
  },
);
