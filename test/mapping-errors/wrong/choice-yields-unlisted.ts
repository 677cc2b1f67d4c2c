// editor: product_type does not list parts, which transform odd may give: add .via(choice(...))
// code: NOT_IN_PICKLIST
import { always, both, choice } from '#mapping';
import { item, items } from '../catalog/index.ts';

const odd = choice('odd', { toBooks: { Service: 'service', Goods: 'parts' }, toFsm: { service: 'Service', goods: 'Goods' } });

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(odd),
    cf_region: always('north'),
  },
);
