// editor: fsm.Service_And_Parts.Colour__C lists its values, and what is split from text may be any: use toBooks
// code: NOT_IN_PICKLIST
import { always, both, concat } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: both(concat([item.Colour__C, item.Model__C], ' / ')),
  },
);
