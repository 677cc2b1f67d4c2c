import type { PlanPair, PlanTable } from '../plan.ts';

/** A field the pair itself carries (P2): no mapping file names it. */
export interface CarriedField {
  readonly fsm: string;
  readonly books: string;
  /** Takes part in matching records that are not linked yet (M1). */
  readonly identity: boolean;
  /** Gives a new Books record its value and leaves it alone afterwards; otherwise the field is kept in step, both ways. */
  readonly onCreate?: true;
}

/** One table of a pair: which modules it joins, and what the pair carries by itself. */
export interface PairTable {
  readonly table: PlanTable;
  readonly pair: PlanPair;
  readonly fsmModule: string;
  readonly booksModule: string;
  readonly carried: readonly CarriedField[];
  /** Objects of either side that no mapping file names, member or whole: the addresses (P2). */
  readonly carriedGroups: readonly string[];
  /** Books fields that this table may not name, each with what to do instead, as `map it in person`. */
  readonly elsewhere: Readonly<Record<string, string>>;
  /** False: FSM's record is only read, so every rule goes to Books. */
  readonly writesFsm: boolean;
}

/** Whether the pair carries the field itself, alone or as a member of an address (P2). */
export function isCarried(pair: PairTable, side: 'fsm' | 'books', name: string): boolean {
  const group = name.split('.', 1)[0] ?? name;
  return pair.carriedGroups.includes(group) || pair.carried.some((carried) => carried[side] === name);
}
