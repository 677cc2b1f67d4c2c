// editor: account_id points at account but fsm.Service_And_Parts.Tax.Tax_Id points at tax: map two fields that point at the same
// code: REFERENCE_MISMATCH
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    account_id: both(item.Tax.Tax_Id),
  },
);
