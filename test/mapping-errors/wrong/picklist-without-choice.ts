// editor: product_type does not list Service, Goods, which fsm.Service_And_Parts.Type may give: add .via(choice(...))
// code: NOT_IN_PICKLIST
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type),
    cf_region: always('north'),
  },
);
