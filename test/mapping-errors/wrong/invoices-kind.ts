// editor: cf_due is date but fsm.Work_Orders.Closed_Time is datetime: add .via(transform)
// code: KIND_MISMATCH
// table: invoices
import { toBooks } from '#mapping';
import { invoices, workOrder } from '../catalog/index.ts';

export default invoices(
  {},
  {
    cf_work_order: toBooks(workOrder.Name),
    cf_due: toBooks(workOrder.Closed_Time),
  },
);
