// editor: customer_id is set by the invoice itself: remove it from the file
// code: NOT_IN_THIS_TABLE
// table: invoices
import { always, toBooks } from '#mapping';
import { invoices, workOrder } from '../catalog/index.ts';

export default invoices(
  {},
  {
    cf_work_order: toBooks(workOrder.Name),
    customer_id: always('460000000000001'),
  },
);
