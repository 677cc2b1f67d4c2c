import { both } from '#mapping';
import { item, items } from './catalog/index.ts';
import { itemType } from './transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    description: both(item.Description),
    sku: both(item.SKU),
    unit: both(item.Unit),
    // Left out by itself where the organisation's tax edition has no such field (US, India).
    tax_id: both(item.Tax.Tax_Id),
  },
);
