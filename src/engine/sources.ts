/** Brings planned records together with their source's present values, in chunks, with as few calls as the services allow. */
import type { PairContext } from './context.ts';
import { throwIfStopped } from './context.ts';
import type { Direction, PairCursor, PlannedRow } from './model.ts';
import { sourceOf } from './model.ts';
import { readAhead } from './pool.ts';
import type { ServiceRecord } from './services.ts';

export interface SourcedRow {
  readonly planned: PlannedRow;
  /** Null: proven gone. */
  readonly source: ServiceRecord | null;
  /** The source was read by a listing, which may lag. */
  readonly listed: boolean;
}

/** Records on one page of a listing, in both services. */
const RECORDS_PER_PAGE = 200;

export const sourceIdOf = (planned: PlannedRow): string =>
  (sourceOf(planned.direction) === 'FSM' ? planned.fsmId : planned.booksId) ?? '';

/**
 * Books reads a hundred items in one call, so its records are read by id. FSM reads one a call: when a listing is
 * cheaper than that, the changed records are listed once more and matched with the plan.
 */
export async function listingIsCheaper(
  context: PairContext,
  direction: Direction,
  cursor: PairCursor,
): Promise<boolean> {
  if (direction !== 'TO_BOOKS') return false;
  return (await context.store.countPlanned(context.pair, direction)) > listingCalls(cursor);
}

/** Calls of a listing of the FSM side; unknown counts as many. */
function listingCalls(cursor: PairCursor): number {
  const count = cursor.fsm.count ?? Number.POSITIVE_INFINITY;
  return Math.max(1, Math.ceil(count / RECORDS_PER_PAGE));
}

/** Planned records as the source's listing shows them; those that it does not show stay planned. */
export async function* listedChunks(
  context: PairContext,
  direction: Direction,
  cursor: PairCursor,
): AsyncGenerator<readonly SourcedRow[], void> {
  const module = context.modules.FSM;
  for await (const page of readAhead(module.list(cursor.fsm.modifiedAfterMs, context.signal))) {
    throwIfStopped(context.signal);
    const byId = new Map(page.records.map((record) => [record.id, record]));
    const rows = await context.store.plannedFor(context.pair, direction, [...byId.keys()]);
    const chunk = rows.map((planned) => ({
      planned,
      source: byId.get(sourceIdOf(planned)) ?? null,
      listed: true,
    }));
    // A page shifted by an edit may show a record twice; what is done by then is no longer planned.
    if (chunk.length > 0) yield chunk;
  }
}

/** What is still planned, ascending by id, each source read directly. */
export async function* readChunks(
  context: PairContext,
  direction: Direction,
): AsyncGenerator<readonly SourcedRow[], void> {
  const module = context.modules[sourceOf(direction)];
  for (let after = '0'; ; ) {
    throwIfStopped(context.signal);
    const rows = await context.store.planned(context.pair, direction, after, context.limits.recordsPerChunk);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    const records = await module.getMany(rows.map(sourceIdOf), context.signal);
    yield rows.map((planned) => ({
      planned,
      source: records.get(sourceIdOf(planned)) ?? null,
      listed: false,
    }));
  }
}
