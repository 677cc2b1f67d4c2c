import { always, booleanWords, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_fragile_word: both(item.Fragile__C).via(booleanWords({ true: 'Yes', false: 'No' })),
  },
);
