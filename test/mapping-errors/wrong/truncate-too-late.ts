// editor: description holds 2000 characters but transform truncate(2001) may give 2001: add .via(truncate(2000))
// code: LENGTH_MISMATCH
import { always, both, truncate } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    description: both(item.Description).via(truncate(2001)),
  },
);
