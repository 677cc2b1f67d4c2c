// editor: fsm.Companies.Region is not a field of fsm.Service_And_Parts, which this table maps: name one of its fields
// code: UNKNOWN_FIELD
import { always, both, concat, toBooks } from '#mapping';
import { company, item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_note: toBooks(concat([item.Model__C, company.Region], ' / ')),
  },
);
