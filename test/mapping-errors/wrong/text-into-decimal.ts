// editor: cf_weight is decimal but fsm.Service_And_Parts.Unit is text: add .via(transform)
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
    cf_weight: both(item.Unit),
  },
);
