/** Sums over the counts of a run. */
import type { CountsPartsFragment, Direction, Outcome } from '../gql/graphql.ts';

export type Counts = Omit<CountsPartsFragment, '__typename'>;

export interface PairCounts {
  readonly toBooks: Counts;
  readonly toFsm: Counts;
}

const KEYS = {
  CREATED: 'created',
  UPDATED: 'updated',
  LINKED: 'linked',
  DEACTIVATED: 'deactivated',
  UNCHANGED: 'unchanged',
  SKIPPED: 'skipped',
  FAILED: 'failed',
} as const satisfies Record<Outcome, keyof Counts>;

/** In the order they are shown. */
export const OUTCOMES = Object.keys(KEYS) as readonly Outcome[];

/** Unchanged records are counted in a run and have no row in its log. */
export const LISTED_OUTCOMES: readonly Outcome[] = OUTCOMES.filter((outcome) => outcome !== 'UNCHANGED');

export const countOf = (counts: Counts, outcome: Outcome): number => counts[KEYS[outcome]];

export const countsOf = (pair: PairCounts, direction: Direction): Counts =>
  direction === 'TO_BOOKS' ? pair.toBooks : pair.toFsm;

/** All records of one direction: the outcomes add up to what was considered. */
export const considered = (counts: Counts): number =>
  OUTCOMES.reduce((sum, outcome) => sum + countOf(counts, outcome), 0);

/** One outcome over all pairs and both directions. */
export const totalOf = (pairs: readonly PairCounts[], outcome: Outcome): number =>
  pairs.reduce((sum, { toBooks, toFsm }) => sum + countOf(toBooks, outcome) + countOf(toFsm, outcome), 0);

const WRITTEN: readonly Outcome[] = ['CREATED', 'UPDATED', 'DEACTIVATED'];

/** Records that one direction wrote. */
export const written = (pairs: readonly PairCounts[], direction: Direction): number =>
  pairs.reduce(
    (sum, pair) =>
      sum + WRITTEN.reduce((inner, outcome) => inner + countOf(countsOf(pair, direction), outcome), 0),
    0,
  );
