// editor: fsm.Service_And_Parts.Maker__C stands twice in concat: name it once
// code: SAME_FIELD_TWICE
import { always, both, concat } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: both(concat([item.Maker__C, item.Maker__C], ' / ')),
  },
);
