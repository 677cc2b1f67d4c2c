// editor: An object literal cannot have multiple properties with the same name
// check: -
// code: None
import { always, both, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    unit: both(item.Unit),
    "unit": toBooks(item.Unit),
  },
);
