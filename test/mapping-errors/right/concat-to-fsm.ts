import { always, both, concat, toFsm } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_maker: toFsm(concat([item.Maker__C, item.Model__C], ' / ')),
    cf_note: always('made by the sync'),
  },
);
