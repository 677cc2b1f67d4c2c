// editor: cf_health is marked EPHI and cannot be mapped: remove its rule
// code: PRIVATE_FIELD
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_health: always('none'),
  },
);
