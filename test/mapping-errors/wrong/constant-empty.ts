// editor: -
// check: cf_note always gets nothing: give it a value or remove it
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
    cf_note: always(' '),
  },
);
