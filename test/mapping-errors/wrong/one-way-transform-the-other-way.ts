// editor: cf_colour: transform forth has no toFsm, which toFsm needs: use toBooks, or another transform
// code: NO_WAY_BACK
import { always, both, choice, toFsm } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

const forth = choice('forth', { toBooks: { Red: 'Red', Green: 'Green', Blue: 'Green' } });

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_colour: toFsm(item.Colour__C).via(forth),
  },
);
