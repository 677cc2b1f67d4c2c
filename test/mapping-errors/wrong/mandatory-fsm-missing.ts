// editor: fsm.Service_And_Parts.Type is mandatory in FSM and no rule writes it: add both or toFsm
// code: MANDATORY_UNMAPPED
import { always, both } from '#mapping';
import { item, items } from '../catalog/index.ts';

export default items(
  {},
  {
    rate: both(item.Unit_Price),
    cf_region: always('north'),
  },
);
