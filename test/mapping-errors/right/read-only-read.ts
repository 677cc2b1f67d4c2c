import { always, both, defineTransform, toBooks, toFsm } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

const stamp = defineTransform({
  id: 'acme.stamp',
  version: 1,
  accepts: { fsm: 'multiline', books: 'datetime' },
  toFsm: (time) => `In Books since ${time.slice(0, 10)}`,
});

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    created_time: toFsm(item.Description).via(stamp),
    cf_margin: toBooks(item.Margin__C),
  },
);
