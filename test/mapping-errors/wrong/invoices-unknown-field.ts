// editor: cf_colour is not a field of books.invoices: correct the name, or pull the catalog
// code: UNKNOWN_FIELD
// table: invoices
import { toBooks } from '#mapping';
import { invoices, workOrder } from '../catalog/index.ts';

export default invoices(
  {},
  {
    cf_work_order: toBooks(workOrder.Name),
    cf_colour: toBooks(workOrder.Summary),
  },
);
