// editor: Property 'Tax_Code' does not exist on type 'NonPiiFields<"fsm.Service_And_Parts.Tax"
// check: tax_id is given no FSM field (it is unknown, an object of fields, or marked PII or EPHI): name another
// code: UNKNOWN_FIELD
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    tax_id: both(item.Tax.Tax_Code),
  },
);
