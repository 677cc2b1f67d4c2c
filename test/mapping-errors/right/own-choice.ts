import { always, both, choice } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

const colour = choice('colour', {
  toBooks: { Red: 'Red', Green: 'Green', Blue: 'Green' },
  toFsm: { Red: 'Red', Green: 'Green' },
});

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_colour: both(item.Colour__C).via(colour),
  },
);
