// editor: transform integerAsText takes integer but fsm.Service_And_Parts.SKU is text: use another transform
// code: KIND_MISMATCH
import { always, both, integerAsText } from '#mapping';
import { item, items } from '../catalog/index.ts';
import { itemType } from '../transforms.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    product_type: both(item.Type).via(itemType),
    cf_region: always('north'),
    cf_bin: both(item.SKU).via(integerAsText),
  },
);
