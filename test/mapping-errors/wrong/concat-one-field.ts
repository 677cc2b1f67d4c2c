// editor: cf_maker: concat joins two fields or more
// code: TOO_FEW_PARTS
import { always, both, concat } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_maker: both(concat([item.Maker__C], ' / ')),
  },
);
