// editor: fsm.Service_And_Parts.Label__C is a formula and cannot be written: use toBooks
// code: READ_ONLY
import { always, both, concat } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: both(concat([item.Model__C, item.Label__C], ' / ')),
  },
);
