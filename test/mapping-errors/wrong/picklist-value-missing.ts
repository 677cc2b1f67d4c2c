// editor: cf_colour does not list Blue, which fsm.Service_And_Parts.Colour__C may give: add .via(choice(...))
// code: NOT_IN_PICKLIST
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_colour: both(item.Colour__C),
  },
);
