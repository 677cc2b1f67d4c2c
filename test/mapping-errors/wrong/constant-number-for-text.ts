// editor: cf_note is text but always gives number: give it a value of that kind
// code: KIND_MISMATCH
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: always(5),
  },
);
