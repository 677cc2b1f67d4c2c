import { always, both, defineTransform, refuse } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

const shelf = defineTransform({
  id: 'acme.shelf',
  version: 1,
  accepts: { fsm: 'integer', books: { kind: 'text', maxLength: 20 } },
  toBooks: (bin) => `Shelf ${bin}`,
  toFsm: (text) =>
    /^Shelf \d+$/.test(text) ? text.slice('Shelf '.length) : refuse('is not "Shelf" and a number'),
});

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_bin: both(item.Bin__C).via(shelf),
  },
);
