// editor: fsm.Companies.Region is mandatory in FSM and no rule writes it: add both or toFsm
// code: MANDATORY_UNMAPPED
// table: business
import { always } from '#mapping';
import { customers } from '../catalog/index.ts';

export default customers(
  {},
  {
    business: { cf_region: always('north') },
    person: {},
    individual: { cf_region: always('north') },
  },
);
