import { always, both, choice, toBooks } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

const forth = choice('forth', { toBooks: { Red: 'Red', Green: 'Green', Blue: 'Green' } });

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_colour: toBooks(item.Colour__C).via(forth),
  },
);
