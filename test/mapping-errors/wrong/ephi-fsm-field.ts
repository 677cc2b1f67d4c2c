// editor: Property 'Allergen__C' does not exist on type 'NonPiiFields<"fsm.Service_And_Parts", ServiceAndParts>'
// check: cf_note is given no FSM field (it is unknown, an object of fields, or marked PII or EPHI): name another
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
    cf_note: toBooks(item.Allergen__C),
  },
);
