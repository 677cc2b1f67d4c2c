// editor: skuu is not a field of books.items: correct the name, or pull the catalog
// code: UNKNOWN_FIELD
import { always, both, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    skuu: toBooks(item.SKU),
  },
);
