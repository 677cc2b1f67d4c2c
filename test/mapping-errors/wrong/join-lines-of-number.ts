// editor: transform joinLines(; ) takes multiline but fsm.Service_And_Parts.Bin__C is integer: use another transform
// code: KIND_MISMATCH
import { always, both, joinLines } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  { conflict: 'latestWins' },
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_bin: both(item.Bin__C).via(joinLines('; ')),
  },
);
