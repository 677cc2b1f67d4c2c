import { always, both, concat, toBooks, truncate } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    // one below the other, those that are empty left out
    cf_maker_notes: toBooks(concat([item.Maker__C, item.Model__C, item.Colour__C, item.Label__C], '\n')),
    cf_note: toBooks(concat([item.Maker__C, item.Maker_Email__C], ' ')).via(truncate(80)),
  },
);
