// editor: Property 'Maker_Phone__C' does not exist on type 'NonPiiFields<"fsm.Service_And_Parts", ServiceAndParts>'
// check: cf_maker is given no FSM field (it is unknown, an object of fields, or marked PII or EPHI): name another
// code: UNKNOWN_FIELD
import { always, both, concat } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_maker: both(concat([item.Maker__C, item.Maker_Phone__C], ' / ')),
  },
);
