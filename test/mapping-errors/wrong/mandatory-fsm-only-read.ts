// editor: fsm.Service_And_Parts.Unit_Price is mandatory in FSM and no rule writes it: add both or toFsm
// code: MANDATORY_UNMAPPED
import { always, both, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: toBooks(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
  },
);
