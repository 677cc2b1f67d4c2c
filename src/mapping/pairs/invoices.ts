import type { CatalogModule } from '../catalog/specs.ts';
import type { TableKeys, TableVerdict } from '../verdict/table.ts';
import type { InvoicesDefinition } from './definition.ts';
import type { PairTable } from './pair.ts';

const SET_BY_THE_INVOICE = 'is set by the invoice itself: remove it from the file';

/** Work orders with the invoices made from them (V1, V2): read in FSM, written in Books once. */
export const INVOICES = {
  table: 'invoices',
  pair: 'INVOICES',
  fsmModule: 'Work_Orders',
  booksModule: 'invoices',
  carried: [],
  carriedGroups: ['Service_Address', 'Billing_Address'],
  // Who pays, for what, sold by whom, and on which terms comes from the work order's links and from V3, V4 and V6.
  elsewhere: {
    customer_id: SET_BY_THE_INVOICE,
    line_items: SET_BY_THE_INVOICE,
    contact_persons: SET_BY_THE_INVOICE,
    salesperson_id: SET_BY_THE_INVOICE,
    salesperson_name: SET_BY_THE_INVOICE,
    payment_terms: SET_BY_THE_INVOICE,
    payment_terms_label: SET_BY_THE_INVOICE,
    payment_options: SET_BY_THE_INVOICE,
    currency_id: SET_BY_THE_INVOICE,
    exchange_rate: SET_BY_THE_INVOICE,
  },
  writesFsm: false,
} as const satisfies PairTable;

/** Nothing to choose: an invoice is written once, so there are no conflicts. */
export type InvoicesOptions = Readonly<Record<never, never>>;

/** `invoices` of a catalog: defines which work order fields go to which fields of the invoice. */
export type DefineInvoices<FsmFields, BooksFields> = <
  const Table extends TableKeys<typeof INVOICES, BooksFields>,
>(
  options: InvoicesOptions,
  table: Table & TableVerdict<typeof INVOICES, FsmFields, BooksFields, Table>,
) => InvoicesDefinition;

/** Binds `invoices` to a catalog's two modules. Generated catalogs call this; mapping files call what it returns. */
export function bindInvoices<FsmFields extends object, BooksFields extends object>(modules: {
  readonly fsm: CatalogModule<'fsm.Work_Orders', FsmFields>;
  readonly books: CatalogModule<'books.invoices', BooksFields>;
}): DefineInvoices<FsmFields, BooksFields> {
  return (_options, table) => ({
    mapping: 'invoices',
    table: {
      pairTable: INVOICES,
      fsm: modules.fsm,
      books: modules.books,
      conflict: 'fsmWins',
      entries: { ...table },
    },
  });
}
