// editor: Type '"newestWins"' is not assignable to type 'ConflictPolicy'
// check: conflict is not a policy: use latestWins, fsmWins, booksWins or mergeFields
// code: UNKNOWN_POLICY
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'newestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
  },
);
