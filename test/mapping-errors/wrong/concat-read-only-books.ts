// editor: created_time is read-only and cannot be written: use toFsm
// code: READ_ONLY
import { always, both, concat, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    created_time: toBooks(concat([item.Maker__C, item.Model__C], ' / ')),
  },
);
