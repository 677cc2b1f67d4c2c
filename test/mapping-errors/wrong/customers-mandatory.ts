// editor: MandatoryInBooks<"cf_region">
// check: cf_region is mandatory in Books and no rule writes it: add both, toBooks or always
// code: MANDATORY_UNMAPPED
// table: individual
import { both, toFsm } from '#mapping';
import { company, contact, customers } from '../catalog/index.ts';

export default customers(
  {},
  {
    business: { cf_region: both(company.Region) },
    person: {},
    individual: { notes: toFsm(contact.Description) },
  },
);
