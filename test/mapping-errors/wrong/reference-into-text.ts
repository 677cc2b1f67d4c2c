// editor: cf_note is text but fsm.Service_And_Parts.Tax.Tax_Id is reference: add .via(transform)
// code: KIND_MISMATCH
import { always, both, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: toBooks(item.Tax.Tax_Id),
  },
);
