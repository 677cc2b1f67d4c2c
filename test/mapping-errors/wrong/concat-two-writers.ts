// editor: fsm.Service_And_Parts.Maker__C is written by cf_maker and by cf_note: keep one, or make one toBooks
// code: TWO_WRITERS
import { always, both, concat, toFsm, truncate } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_maker: both(concat([item.Maker__C, item.Model__C], ' / ')),
    cf_note: toFsm(item.Maker__C).via(truncate(60)),
  },
);
