// editor: notes only goes to Books in invoices: use toBooks or always
// code: ONE_WAY_TABLE
// table: invoices
import { both, toBooks } from '#mapping';
import { invoices, workOrder } from '../catalog/index.ts';

export default invoices(
  {},
  {
    cf_work_order: toBooks(workOrder.Name),
    notes: both(workOrder.Summary),
  },
);
