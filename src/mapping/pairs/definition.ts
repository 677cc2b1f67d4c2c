import type { CatalogModule } from '../catalog/specs.ts';
import type { ConflictPolicy } from '../plan.ts';
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
