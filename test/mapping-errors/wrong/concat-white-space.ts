// editor: cf_maker: white space alone does not tell where to split: use another separator, or toBooks
// code: SEPARATOR_UNCLEAR
import { always, both, concat } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_maker: both(concat([item.Maker__C, item.Model__C], '   ')),
  },
);
