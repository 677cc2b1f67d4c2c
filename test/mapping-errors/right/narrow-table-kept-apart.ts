import { always, both, choice } from '#mapping';
import { item, items } from '../catalog/index.ts';

// A table may know more values than the field lists.
const kind = choice('kind', {
  toBooks: { Service: 'service', Goods: 'goods', Part: 'goods' },
  toFsm: { service: 'Service', goods: 'Goods', digital_service: 'Service' },
});

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(kind),
    cf_region: always('north'),
  },
);
