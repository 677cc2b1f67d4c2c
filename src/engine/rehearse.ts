/** The executing phase of a preview: the values are prepared and checked as they would be, and nothing is sent. */
import { type TableContext, throwIfStopped } from './context.ts';
import type { Direction, PairCursor, Reason } from './model.ts';
import { listedChunks, listingIsCheaper, readChunks, type SourcedRow } from './sources.ts';
import { valuesForCreate, valuesForUpdate } from './values.ts';

export async function rehearse(context: TableContext, cursor: PairCursor): Promise<void> {
  for (const direction of ['TO_BOOKS', 'TO_FSM'] as const) {
    const chunks = (await listingIsCheaper(context, direction, cursor))
      ? listedChunks(context, direction, cursor)
      : readChunks(context, direction);
    for await (const chunk of chunks) {
      throwIfStopped(context.signal);
      const failures = chunk.flatMap((row) => {
        const reason = failureOf(context, direction, row);
        return reason === null ? [] : [{ id: row.planned.id, reason }];
      });
      if (failures.length > 0) await context.store.foresee(context.kind, failures);
    }
  }
}

/** Why the record would fail before anything is sent; what a service refuses shows itself only then. */
function failureOf(
  { table }: TableContext,
  direction: Direction,
  { planned, source }: SourcedRow,
): Reason | null {
  if (source === null) return null;
  if (planned.operation === 'FAIL') return planned.reason;
  if (planned.operation !== 'CREATE' && planned.operation !== 'UPDATE') return null;
  const values =
    planned.operation === 'CREATE'
      ? valuesForCreate(table, direction, source)
      : valuesForUpdate(table, direction, source, planned.fields);
  return values.ok ? null : values.reason;
}
