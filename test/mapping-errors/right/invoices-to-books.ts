import { always, integerAsText, toBooks, truncate } from '#mapping';
import { invoices, workOrder } from '../catalog/index.ts';

export default invoices(
  {},
  {
    cf_work_order: toBooks(workOrder.Name),
    cf_summary: toBooks(workOrder.Summary).via(truncate(100)),
    cf_due: toBooks(workOrder.Due_Date),
    cf_site: toBooks(workOrder.Site_Code__C).via(integerAsText).via(truncate(20)),
    notes: always('Thank you'),
    reference_number: toBooks(workOrder.Name),
  },
);
