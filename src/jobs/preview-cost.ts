/** How many calls it takes to do what a preview has shown, from its counts alone. Pure. */
import type { Direction, Operation, TableName } from '../engine/model.ts';

/** Ids in one bulk read of Books' items (books-api.md 5.2); customers, and whatever FSM holds, are read one a call. */
const BULK_IDS = 100;
/** Rows in a page of either service (books-api.md 3.3, fsm-api.md 2). */
const PAGE_ROWS = 200;
/** Below this many writes Books' list is not read again after them: its answers have told already. */
const BOOKS_WRITES_WORTH_LISTING = 100;

export interface ShownCount {
  readonly kind: TableName;
  readonly direction: Direction;
  readonly operation: Operation;
  readonly count: number;
}

export interface CallEstimate {
  readonly books: number;
  readonly fsm: number;
}

interface Reads {
  readonly fsm: number;
  readonly items: number;
  readonly customers: number;
}

const WRITES: ReadonlySet<Operation> = new Set(['CREATE', 'UPDATE', 'DEACTIVATE']);
/** The executing phase reads these; of the others the plan alone is recorded. */
const READ: ReadonlySet<Operation> = new Set(['CREATE', 'UPDATE', 'DEACTIVATE', 'FAIL']);

/**
 * At most, and without the lists that any sync begins with: those cost the same whatever they show. A record is read where
 * it comes from and, unless it is made there, where it goes; then it is written.
 */
export function callsToApply(shown: readonly ShownCount[]): CallEstimate {
  let reads: Reads = { fsm: 0, items: 0, customers: 0 };
  const writes = { books: 0, fsm: 0 };
  for (const each of shown.filter(({ operation }) => READ.has(operation))) {
    reads = addedReads(reads, each);
    if (!WRITES.has(each.operation)) continue;
    if (each.direction === 'TO_BOOKS') writes.books += each.count;
    else writes.fsm += each.count;
    writes.fsm += notes(each);
  }
  return {
    books:
      Math.ceil(reads.items / BULK_IDS) +
      reads.customers +
      writes.books +
      settling(writes.books, BOOKS_WRITES_WORTH_LISTING),
    fsm: reads.fsm + writes.fsm + settling(writes.fsm, 1),
  };
}

function addedReads(reads: Reads, { kind, direction, operation, count }: ShownCount): Reads {
  const made = operation === 'CREATE';
  const inFsm = direction === 'TO_BOOKS' || !made ? count : 0;
  const inBooks = direction === 'TO_FSM' || !made ? count : 0;
  // FSM's answer to a deactivation proves nothing: the record is read again (fsm-api.md 4).
  const again = operation === 'DEACTIVATE' ? count : 0;
  return {
    fsm: reads.fsm + inFsm + again,
    items: reads.items + (kind === 'items' ? inBooks : 0),
    customers: reads.customers + (kind === 'items' ? 0 : inBooks),
  };
}

/** A company or contact is told of the customer that was made of it. */
const notes = ({ kind, direction, operation, count }: ShownCount): number =>
  operation === 'CREATE' && direction === 'TO_BOOKS' && kind !== 'items' ? count : 0;

/** The listing after the writes shows what was written, and ends with a page of older records. */
const settling = (writes: number, worthFrom: number): number =>
  writes < worthFrom ? 0 : Math.floor(writes / PAGE_ROWS) + 1;
