/** How many records both organisations hold, as far as a first sync's length depends on it. */
import { z } from 'zod';
import { addedCalls, type Calls, callsOfFirstSync, NO_CALLS } from './calls.ts';

const sides = z.object({ fsm: z.int(), books: z.int() });
const schema = z.partialRecord(z.enum(['ITEMS', 'CUSTOMERS']), sides);

/** By pair, the records of each side. */
export type RecordCounts = z.infer<typeof schema>;

/** What was stored with a run (`SyncRun.counted`); null where nothing was counted. */
export const recordCountsFromJson = (stored: unknown): RecordCounts | null =>
  stored === null ? null : schema.parse(stored);

/** The calls of a first sync of all these records, at most. */
export const callsOfCounts = (counts: RecordCounts): Calls =>
  (['ITEMS', 'CUSTOMERS'] as const)
    .map((pair) => {
      const sides = counts[pair];
      return sides === undefined ? NO_CALLS : callsOfFirstSync(sides, pair);
    })
    .reduce(addedCalls, NO_CALLS);
