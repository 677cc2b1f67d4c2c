import type { CatalogModule, FieldSpec } from '../catalog/specs.ts';
import type { ConflictPolicy } from '../plan.ts';
import type { TableKeys, TableVerdict } from '../verdict/table.ts';
import type { ItemsDefinition } from './definition.ts';
import type { PairTable } from './pair.ts';

/** Services And Parts with Items (I1), matched by name (M1). */
export const ITEMS = {
  table: 'items',
  pair: 'ITEMS',
  fsmModule: 'Service_And_Parts',
  booksModule: 'items',
  carried: [{ fsm: 'Name', books: 'name', identity: true }],
  carriedGroups: [],
  elsewhere: {},
  writesFsm: true,
} as const satisfies PairTable;

export interface ItemsOptions {
  /** Which side keeps its value when both changed since the last sync. Default: `latestWins`. */
  readonly conflict?: ConflictPolicy;
}

/** `items` of a catalog: defines how Services And Parts and Items are mapped. */
export type DefineItems<FsmFields, BooksFields> = <const Table extends TableKeys<typeof ITEMS, BooksFields>>(
  options: ItemsOptions,
  table: Table & TableVerdict<typeof ITEMS, FsmFields, BooksFields, Table>,
) => ItemsDefinition;

/** Binds `items` to a catalog's two modules. Generated catalogs call this; mapping files call what it returns. */
export function bindItems<
  FsmFields extends { readonly Name: FieldSpec },
  BooksFields extends { readonly name: FieldSpec },
>(modules: {
  readonly fsm: CatalogModule<'fsm.Service_And_Parts', FsmFields>;
  readonly books: CatalogModule<'books.items', BooksFields>;
}): DefineItems<FsmFields, BooksFields> {
  return (options, table) => ({
    mapping: 'items',
    table: {
      pairTable: ITEMS,
      fsm: modules.fsm,
      books: modules.books,
      conflict: options.conflict ?? 'latestWins',
      entries: { ...table },
    },
  });
}
