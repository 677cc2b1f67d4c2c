// editor: transform booleanWords(Yes/No) takes boolean but fsm.Service_And_Parts.Unit is text: use another transform
// code: KIND_MISMATCH
import { always, booleanWords, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_fragile_word: both(item.Unit).via(booleanWords({ true: 'Yes', false: 'No' })),
  },
);
