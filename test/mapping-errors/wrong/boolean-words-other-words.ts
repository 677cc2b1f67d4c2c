// editor: cf_fragile_word does not list Ja, which transform booleanWords(Ja/No) may give: add .via(choice(...))
// code: NOT_IN_PICKLIST
import { always, booleanWords, both } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_fragile_word: both(item.Fragile__C).via(booleanWords({ true: 'Ja', false: 'No' })),
  },
);
