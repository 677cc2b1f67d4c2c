import type { CatalogModule } from '../catalog/specs.ts';
import type { ConflictPolicy, SyncTypeName } from '../plan.ts';
import type { PairTable } from './pair.ts';

/** A table as a mapping file defines it, not yet checked: files may come from JavaScript. */
export interface TableDefinition {
  readonly pairTable: PairTable;
  readonly fsm: CatalogModule<string, object>;
  readonly books: CatalogModule<string, object>;
  readonly conflict: ConflictPolicy;
  readonly entries: Readonly<Record<string, unknown>>;
}

/** What a file of the pair `items` exports by default. */
export interface ItemsDefinition {
  readonly mapping: 'items';
  readonly table: TableDefinition;
}

type AnyModule = CatalogModule<string, object>;

/** What a file of the pair `customers` exports by default. */
export interface CustomersDefinition {
  readonly mapping: 'customers';
  /** The sync type the set is bound to; null: it serves every type. */
  readonly syncType: SyncTypeName | null;
  readonly conflict: ConflictPolicy;
  readonly modules: {
    readonly companies: AnyModule;
    readonly contacts: AnyModule;
    readonly customers: AnyModule;
    readonly persons: AnyModule;
  };
  /** By name; neither names nor tables are checked yet. */
  readonly tables: Readonly<Record<string, unknown>>;
}

/** What a file on invoices exports by default. */
export interface InvoicesDefinition {
  readonly mapping: 'invoices';
  readonly table: TableDefinition;
}
