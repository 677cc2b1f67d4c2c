import { always, both, convertUnit, dateAsText, joinLines, lookup, toBooks, truncate } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_weight: both(item.Weight__C).via(
      convertUnit({ unit: 'kg', decimals: 3 }, { unit: 'lb', decimals: 2 }),
    ),
    unit: both(item.Unit)
      .via(lookup('unit', { Hours: 'h', Pieces: 'pcs' }))
      .via(truncate(50)),
    cf_note: toBooks(item.Since__C).via(dateAsText('DD.MM.YYYY')),
    sku: toBooks(item.Description).via(joinLines('; ')).via(truncate(100)),
  },
);
