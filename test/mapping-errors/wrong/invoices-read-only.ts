// editor: total is read-only and cannot be written: use toFsm
// code: READ_ONLY
// table: invoices
import { toBooks } from '#mapping';
import { invoices, workOrder } from '../catalog/index.ts';

export default invoices(
  {},
  {
    cf_work_order: toBooks(workOrder.Name),
    total: toBooks(workOrder.Grand_Total),
  },
);
