/** Stages records as hashes, each under the table it belongs to. */
import { type PairContext, type TableContext, tableOf, throwIfStopped } from './context.ts';
import { stageRow, unroutedRow } from './fingerprint.ts';
import type { Side, StagedRow } from './model.ts';
import type { ServiceModule, ServiceRecord } from './services.ts';
import { READ_ALONG_WITH, route } from './shapes.ts';

export function chunksOf<T>(all: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < all.length; at += size) chunks.push(all.slice(at, at + size));
  return chunks;
}

/** Modules whose records the listing of this one brings along. */
export function readAlong(
  context: PairContext,
  { side, module }: Pick<ServiceModule, 'side' | 'module'>,
): readonly ServiceModule[] {
  return context.tables
    .map((table) => table.modules[side])
    .filter((each) => READ_ALONG_WITH[each.module] === module);
}

/** Failed records, and edits seen while the last run settled, are taken up although nothing changed since. */
export async function stagePending(context: PairContext, module: ServiceModule): Promise<void> {
  const { store, limits } = context;
  for (let after = ''; ; ) {
    throwIfStopped(context.signal);
    const ids = await store.unstagedPending(module.side, module.module, after, limits.recordsPerChunk);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    const records = await module.getMany(ids, context.signal);
    await stageRecords(context, module.side, module.module, [...records.values()], true);
    await store.dropPending(
      module.side,
      module.module,
      ids.filter((id) => !records.has(id)),
    );
  }
}

/** The records, and what they bring along; `considered`: the run is to decide about them. */
export async function stageRecords(
  context: PairContext,
  side: Side,
  module: string,
  records: readonly ServiceRecord[],
  considered: boolean,
): Promise<void> {
  const rows = new Map<string, StagedRow[]>();
  for (const record of records) {
    for (const each of route(context.shapes, side, module, record)) {
      const table = each.kind === null ? undefined : tableOf(context, each.kind);
      const row =
        table === undefined
          ? unroutedRow(each.record)
          : stageRow(table.table, side, each.record, context.hash, considered);
      rows.set(each.module, [...(rows.get(each.module) ?? []), row]);
    }
  }
  for (const [name, each] of rows) await context.store.stage(side, name, each);
}

/** A new FSM record may already name its Books record, which need not have changed. */
export async function stageCounterparts(context: PairContext, table: TableContext): Promise<void> {
  const module = table.modules.BOOKS;
  for (let after = ''; ; ) {
    throwIfStopped(context.signal);
    const { kind, limits } = table;
    const ids = await context.store.unstagedCounterparts(kind, after, limits.recordsPerChunk);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last; // an id may lead nowhere: it is not asked for again
    const records = await module.getMany(ids, context.signal);
    await stageRecords(context, 'BOOKS', module.module, [...records.values()], true);
  }
}
