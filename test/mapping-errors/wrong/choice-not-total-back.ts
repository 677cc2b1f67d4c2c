// editor: transform half does not list goods, which product_type may give: add it to the table of the transform
// code: NOT_IN_PICKLIST
import { always, both, choice } from '#mapping';
import { item, items } from '../catalog/index.ts';

const half = choice('half', { toBooks: { Service: 'service', Goods: 'goods' }, toFsm: { service: 'Service' } });

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(half),
    cf_region: always('north'),
  },
);
