/** How many calls a sync needs, from counts alone: the way the engine reads and writes, in sums. Pure. */
import type { Direction, Operation, PairName, TableName } from '../engine/model.ts';
import { CONFIRMING_READS_MAX } from '../engine/settle-written.ts';
import { pagesOf, RECORDS_PER_PAGE } from '../engine/sources.ts';

/** Ids in one bulk read of Books (books-api.md 5.2). FSM reads one record a call. */
const BULK_IDS = 100;
/** Below this many writes Books' list is not read again after them: its answers have told already. */
const BOOKS_WRITES_WORTH_LISTING = 100;

export interface Calls {
  readonly books: number;
  readonly fsm: number;
}

export const NO_CALLS: Calls = { books: 0, fsm: 0 };

export const addedCalls = (one: Calls, other: Calls): Calls => ({
  books: one.books + other.books,
  fsm: one.fsm + other.fsm,
});

/** What is planned and not done. */
export interface PlannedCount {
  readonly direction: Direction;
  readonly operation: Operation;
  readonly count: number;
}

/** How records of a pair are read and written. */
export interface PairHabits {
  /** Ids in one bulk read of Books; 1: it has none for them (books-api.md 3.7). */
  readonly bulkIds: number;
  /** FSM is told of each counterpart made in Books. */
  readonly notes: boolean;
  /** Of each record of Books, records that exist under it and are made in FSM as well; no list tells their number. */
  readonly personsEach: number;
}

export const HABITS: Readonly<Record<PairName, PairHabits>> = {
  ITEMS: { bulkIds: BULK_IDS, notes: false, personsEach: 0 },
  CUSTOMERS: { bulkIds: 1, notes: true, personsEach: 1 },
};

export interface PlanSize {
  readonly pair?: PairName;
  readonly planned: readonly PlannedCount[];
  /** Records of the FSM module, as far as a listing has counted them; null: unknown. */
  readonly fsmRecords: number | null;
  /** Writes done before, whose settling listing is still to come. */
  readonly written: Calls;
  /** Records of Books that need not be read again: the run has them in memory since it read them. */
  readonly recalled?: number;
}

const WRITES: ReadonlySet<Operation> = new Set(['CREATE', 'UPDATE', 'DEACTIVATE']);

function sumOf(
  planned: readonly PlannedCount[],
  direction: Direction,
  of: (operation: Operation) => boolean,
) {
  return planned
    .filter((row) => row.direction === direction && of(row.operation))
    .reduce((sum, { count }) => sum + count, 0);
}

/** Records are read where they come from, and where they go unless they are made there; then they are written. */
export function callsOfPlan({ pair = 'ITEMS', planned, fsmRecords, written, recalled = 0 }: PlanSize): Calls {
  const { bulkIds, notes } = HABITS[pair];
  const all = () => true;
  const made = (operation: Operation) => operation === 'CREATE';
  const there = (operation: Operation) => operation !== 'CREATE';
  const writes = (operation: Operation) => WRITES.has(operation);
  const toBooks = sumOf(planned, 'TO_BOOKS', all);
  const toFsm = sumOf(planned, 'TO_FSM', all);
  const booksWrites = sumOf(planned, 'TO_BOOKS', writes);
  const fsmWrites = sumOf(planned, 'TO_FSM', writes);
  // The engine lists FSM once more where that is cheaper than to read its records one by one.
  const sourcesInFsm = Math.min(toBooks, fsmRecords === null ? toBooks : pagesOf(fsmRecords));
  const books =
    bulkReads(Math.max(0, toFsm - recalled), bulkIds) +
    bulkReads(sumOf(planned, 'TO_BOOKS', there), bulkIds) +
    booksWrites +
    confirming(
      pair,
      sumOf(planned, 'TO_BOOKS', (operation) => operation === 'UPDATE'),
    ) +
    settling(written.books + booksWrites, BOOKS_WRITES_WORTH_LISTING);
  // A record made inactive is read again: FSM's answer proves nothing (fsm-api.md 4).
  const deactivations = sumOf(planned, 'TO_FSM', (operation) => operation === 'DEACTIVATE');
  const noted = notes ? sumOf(planned, 'TO_BOOKS', made) : 0;
  const fsm =
    sourcesInFsm +
    noted +
    (toFsm - sumOf(planned, 'TO_FSM', made)) +
    fsmWrites +
    deactivations +
    // A note changes the record as a write does.
    settling(written.fsm + fsmWrites + noted, 1);
  return { books, fsm };
}

const bulkReads = (records: number, bulkIds: number): number => Math.ceil(records / bulkIds);

/** The listing after the writes shows what was written, and ends with a page of older records. */
const settling = (writes: number, worthFrom: number): number =>
  writes < worthFrom ? 0 : Math.floor(writes / RECORDS_PER_PAGE) + 1;

/** Customers that were written to, and not made just now, are read once more (settle-written.ts). */
const confirming = (pair: PairName, updates: number): number =>
  pair === 'CUSTOMERS' ? Math.min(CONFIRMING_READS_MAX, updates) : 0;

/**
 * A first sync at most: every record of each side is new to the other. What the two share takes fewer calls, and how much
 * that is shows only when both were read.
 */
export function callsOfFirstSync(
  counts: { readonly fsm: number; readonly books: number },
  pair: PairName = 'ITEMS',
): Calls {
  const reading: Calls = { books: pagesOf(counts.books), fsm: pagesOf(counts.fsm) };
  // Persons come with their customer, so that no call reads them.
  const persons = counts.books * HABITS[pair].personsEach;
  const plan = callsOfPlan({
    pair,
    planned: [
      { direction: 'TO_BOOKS', operation: 'CREATE', count: counts.fsm },
      { direction: 'TO_FSM', operation: 'CREATE', count: counts.books + persons },
    ],
    fsmRecords: counts.fsm,
    written: NO_CALLS,
    recalled: persons,
  });
  return addedCalls(reading, plan);
}

/** What a preview shows of the records of one kind. */
export interface ShownCount extends PlannedCount {
  readonly kind: TableName;
}

/** The executing phase reads these; of the others the plan alone is recorded. */
const EXECUTED: ReadonlySet<Operation> = new Set([...WRITES, 'FAIL']);

/**
 * What it takes to do what a preview has shown, at most, and without the lists that any sync begins with: those cost the
 * same whatever they show.
 */
export function callsToApply(shown: readonly ShownCount[]): Calls {
  const pairs = Map.groupBy(
    shown.filter(({ operation }) => EXECUTED.has(operation)),
    ({ kind }): PairName => (kind === 'items' ? 'ITEMS' : 'CUSTOMERS'),
  );
  return [...pairs]
    .map(([pair, planned]) => callsOfPlan({ pair, planned, fsmRecords: null, written: NO_CALLS }))
    .reduce(addedCalls, NO_CALLS);
}
