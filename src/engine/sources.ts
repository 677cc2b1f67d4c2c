/** Brings planned records together with their source's present values, in chunks, with as few calls as the services allow. */
import type { TableContext } from './context.ts';
import { throwIfStopped } from './context.ts';
import type { Direction, PairCursor, PlannedRow, SideCursor } from './model.ts';
import { moduleKey, sourceOf } from './model.ts';
import { readAhead } from './pool.ts';
import type { ServiceRecord } from './services.ts';

export interface SourcedRow {
  readonly planned: PlannedRow;
  /** Null: proven gone. */
  readonly source: ServiceRecord | null;
  /** The source was read by a listing, which may lag. */
  readonly listed: boolean;
}

/** Records on one page of a listing, in both services (books-api.md 3.3, fsm-api.md 2). */
export const RECORDS_PER_PAGE = 200;

/** Calls that read a list to its end: an empty one takes a call too. */
export const pagesOf = (records: number): number => Math.max(1, Math.ceil(records / RECORDS_PER_PAGE));

export const sourceIdOf = (planned: PlannedRow): string =>
  (sourceOf(planned.direction) === 'FSM' ? planned.fsmId : planned.booksId) ?? '';

/**
 * Books reads a hundred items in one call, so its records are read by id. FSM reads one a call: when a listing is
 * cheaper than that, the changed records are listed once more and matched with the plan.
 */
export async function listingIsCheaper(
  context: TableContext,
  direction: Direction,
  cursor: PairCursor,
): Promise<boolean> {
  if (direction !== 'TO_BOOKS') return false;
  return (await context.store.countPlanned(context.kind, direction)) > listingCalls(context, cursor);
}

/** Calls of a listing of the FSM side; unknown counts as many. */
function listingCalls(context: TableContext, cursor: PairCursor): number {
  const count = readingOf(context, cursor)?.count ?? Number.POSITIVE_INFINITY;
  return pagesOf(count);
}

const readingOf = ({ modules }: TableContext, cursor: PairCursor): SideCursor | undefined =>
  cursor.modules[moduleKey('FSM', modules.FSM.module)];

/** Planned records as the source's listing shows them; those that it does not show stay planned. */
export async function* listedChunks(
  context: TableContext,
  direction: Direction,
  cursor: PairCursor,
): AsyncGenerator<readonly SourcedRow[], void> {
  const module = context.modules.FSM;
  const after = readingOf(context, cursor)?.modifiedAfterMs ?? null;
  for await (const page of readAhead(module.list(after, context.signal))) {
    throwIfStopped(context.signal);
    const byId = new Map(page.records.map((record) => [record.id, record]));
    const rows = await context.store.plannedFor(context.kind, direction, [...byId.keys()]);
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
  context: TableContext,
  direction: Direction,
): AsyncGenerator<readonly SourcedRow[], void> {
  const module = context.modules[sourceOf(direction)];
  for (let after = '0'; ; ) {
    throwIfStopped(context.signal);
    const rows = await context.store.planned(context.kind, direction, after, context.limits.recordsPerChunk);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    const ids = rows.map(sourceIdOf);
    // What was read a moment ago is good enough to be carried over: a later edit comes with the next run.
    const recalled = module.recall?.(ids) ?? new Map<string, ServiceRecord>();
    const open = ids.filter((id) => !recalled.has(id));
    const records =
      open.length === 0 ? new Map<string, ServiceRecord>() : await module.getMany(open, context.signal);
    yield rows.map((planned) => {
      const known = recalled.get(sourceIdOf(planned));
      const source = known ?? records.get(sourceIdOf(planned)) ?? null;
      return { planned, source, listed: known !== undefined };
    });
  }
}
