// editor: transform dateAsText(YYYY-MM-DD) takes date but fsm.Service_And_Parts.Unit is text: use another transform
// code: KIND_MISMATCH
import { always, both, dateAsText } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: both(item.Unit).via(dateAsText('YYYY-MM-DD')),
  },
);
