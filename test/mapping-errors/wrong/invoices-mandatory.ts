// editor: MandatoryInBooks<"cf_work_order">
// check: cf_work_order is mandatory in Books and no rule writes it: add both, toBooks or always
// code: MANDATORY_UNMAPPED
// table: invoices
import { toBooks } from '#mapping';
import { invoices, workOrder } from '../catalog/index.ts';

export default invoices(
  {},
  {
    notes: toBooks(workOrder.Summary),
  },
);
