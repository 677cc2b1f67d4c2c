import type { PairName, TableName } from '../plan.ts';

/** A field the pair itself carries (P2): no mapping file names it. */
export interface CarriedField {
  readonly fsm: string;
  readonly books: string;
  /** Takes part in matching records that are not linked yet (M1). */
  readonly identity: boolean;
}

/** One table of a pair: which modules it joins, and what the pair carries by itself. */
export interface PairTable {
  readonly table: TableName;
  readonly pair: PairName;
  readonly fsmModule: string;
  readonly booksModule: string;
  readonly carried: readonly CarriedField[];
}
