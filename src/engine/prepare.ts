/**
 * Before a table is decided whose records exist under others: which company each person belongs to by now, and which
 * records have become ones of this table since they were linked.
 */
import { type PairContext, type TableContext, throwIfStopped } from './context.ts';
import { stageCounterparts, stagePending } from './stage.ts';

export async function prepare(context: PairContext, table: TableContext): Promise<void> {
  const { store } = context;
  if (table.parents !== null) {
    // Those that waited for a company which has been linked just now.
    for (const side of context.mode.kind === 'selected' ? [] : (['FSM', 'BOOKS'] as const)) {
      await stagePending(context, table.modules[side]);
    }
    await store.scopeToParents(table.kind);
  }
  const recalled = await releaseMoved(table);
  if (table.parents === null && recalled === 0) return;
  await stageCounterparts(context, table);
  if (table.parents !== null) await store.scopeToParents(table.kind);
}

/**
 * A contact that joined, left or changed its company is another customer's person now, or a customer of its own. What it
 * was in Books stays as it is and is left alone: nobody has deleted it. One that comes back takes up again what it left.
 * Answers how many did.
 */
async function releaseMoved(table: TableContext): Promise<number> {
  const { store, kind, limits } = table;
  for (let after = ''; ; ) {
    throwIfStopped(table.signal);
    const moved = await store.movedLinks(kind, after, limits.unitsPerBatch);
    const last = moved.at(-1);
    if (last === undefined) break;
    after = last.linkId;
    await store.releaseMoved(kind, moved);
  }
  return store.recallLeftBehind(kind, table.modules.BOOKS.module);
}
