// editor: cf_note goes through something that is no transform: use defineTransform
// code: NOT_A_TRANSFORM
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: both(item.Unit).via((text: string) => text),
  },
);
