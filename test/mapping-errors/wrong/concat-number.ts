// editor: fsm.Service_And_Parts.Bin__C is integer, and concat joins text only: give it a Books field of its own
// code: KIND_MISMATCH
import { always, both, concat, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: toBooks(concat([item.Maker__C, item.Bin__C], ' / ')),
  },
);
