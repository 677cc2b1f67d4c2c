// editor: Property 'cf_region' is missing in type
// check: cf_region is mandatory in Books and no rule writes it: add both, toBooks or always
// code: MANDATORY_UNMAPPED
import { both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
  },
);
