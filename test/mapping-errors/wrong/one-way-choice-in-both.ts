// editor: product_type: transform forth has no toFsm, which both needs: use toBooks, or another transform
// code: NO_WAY_BACK
import { always, both, choice } from '#mapping';
import { item, items } from '../catalog/index.ts';

const forth = choice('forth', { toBooks: { Service: 'service', Goods: 'goods' } });

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(forth),
    cf_region: always('north'),
  },
);
