// editor: cf_note is text but concat(fsm.Service_And_Parts.Maker__C, fsm.Service_And_Parts.Description) is multiline: add .via(transform)
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
    cf_note: toBooks(concat([item.Maker__C, item.Description], ', ')),
  },
);
