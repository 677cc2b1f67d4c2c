// editor: cf_weight keeps 2 decimals but transform convertUnit(kg, lb) may give 3: add .via(decimalScale(2))
// code: SCALE_MISMATCH
import { always, both, convertUnit, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_weight: toBooks(item.Weight__C).via(convertUnit({ unit: 'kg', decimals: 4 }, { unit: 'lb', decimals: 3 })),
  },
);
