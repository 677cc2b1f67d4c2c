// editor: created_time is read-only and cannot be written: use toFsm
// code: READ_ONLY
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    created_time: always('2026-01-01T00:00:00Z'),
  },
);
