// editor: fsm.Service_And_Parts.Name is carried by the pair itself: remove it from the file
// code: CARRIED_BY_PAIR
import { always, both, toBooks, upperCase } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: toBooks(item.Name).via(upperCase),
  },
);
