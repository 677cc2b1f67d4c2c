// editor: cf_patient is marked EPHI and cannot be mapped: remove its rule
// code: PRIVATE_FIELD
// table: invoices
import { toBooks } from '#mapping';
import { invoices, workOrder } from '../catalog/index.ts';

export default invoices(
  {},
  {
    cf_work_order: toBooks(workOrder.Name),
    cf_patient: toBooks(workOrder.Summary),
  },
);
