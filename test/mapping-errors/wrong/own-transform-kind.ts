// editor: transform acme.shelf takes integer but fsm.Service_And_Parts.Weight__C is decimal: use another transform
// code: KIND_MISMATCH
import { always, both, defineTransform, refuse } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

const shelf = defineTransform({
  id: 'acme.shelf',
  version: 1,
  accepts: { fsm: 'integer', books: 'text' },
  toBooks: (bin) => `S${bin}`,
  toFsm: (text) => (text.startsWith('S') ? text.slice(1) : refuse('does not begin with S')),
});

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_bin: both(item.Weight__C).via(shelf),
  },
);
