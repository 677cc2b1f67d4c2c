// editor: product_type is picklist but fsm.Service_And_Parts.SKU is text: add .via(transform)
// code: KIND_MISMATCH
import { always, both, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: toBooks(item.SKU),
    cf_region: always('north'),
  },
);
