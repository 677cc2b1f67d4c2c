// editor: unit holds 50 characters but concat(fsm.Service_And_Parts.Maker__C, fsm.Service_And_Parts.Model__C) may give 100: add .via(truncate(50))
// code: LENGTH_MISMATCH
import { always, both, concat, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    unit: toBooks(concat([item.Maker__C, item.Model__C], ' / ')),
  },
);
