// editor: Property 'Patient__C' does not exist on type 'NonPiiFields<"fsm.Work_Orders", WorkOrders>'
// check: notes is given no FSM field (it is unknown, an object of fields, or marked PII or EPHI): name another
// code: UNKNOWN_FIELD
// table: invoices
import { toBooks } from '#mapping';
import { invoices, workOrder } from '../catalog/index.ts';

export default invoices(
  {},
  {
    cf_work_order: toBooks(workOrder.Name),
    notes: toBooks(workOrder.Patient__C),
  },
);
