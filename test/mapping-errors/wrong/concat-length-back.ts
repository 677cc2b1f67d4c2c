// editor: concat(fsm.Service_And_Parts.Maker__C, fsm.Service_And_Parts.Model__C) holds 100 characters but cf_maker_long may give 200: add .via(truncate(100))
// code: LENGTH_MISMATCH
import { always, both, concat } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_maker_long: both(concat([item.Maker__C, item.Model__C], ' / ')),
  },
);
