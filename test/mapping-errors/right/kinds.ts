import { always, both, decimalScale, integerAsText } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_bin: both(item.Bin__C).via(integerAsText),
    cf_fragile: both(item.Fragile__C),
    tax_id: both(item.Tax.Tax_Id),
    cf_weight: both(item.Weight__C).via(decimalScale(2)),
  },
);
