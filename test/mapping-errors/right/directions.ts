import { always, both, toBooks, toFsm, truncate } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    // equal on both sides, whoever edits it
    unit: both(item.Unit),
    // from FSM to Books only
    description: toBooks(item.Description).via(truncate(2000)),
    // from Books to FSM only
    cf_note: toFsm(item.SKU).via(truncate(255)),
    // the same value in every record
    cf_fragile: always(false),
  },
);
