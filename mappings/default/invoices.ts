import { toBooks } from '#mapping';
import { invoices, workOrder } from './catalog/index.ts';

export default invoices(
  {},
  {
    reference_number: toBooks(workOrder.Name),
  },
);
