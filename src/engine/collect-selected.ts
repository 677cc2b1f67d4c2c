/** What a run reads that was given certain records: those, and what they may be the counterparts of. */
import {
  type PairContext,
  type SourceModule,
  type TableContext,
  tableOf,
  throwIfStopped,
} from './context.ts';
import { identityForTarget, identityNamed } from './direction.ts';
import { otherSide, type SelectedRecord, type Side, type SideCursor, towards } from './model.ts';
import type { ServiceModule, ServiceRecord } from './services.ts';
import { route } from './shapes.ts';
import { chunksOf, readAlong, stageRecords } from './stage.ts';

/** Only what was asked for, and what on the other side it may be the counterpart of. */
export async function collectSelected(
  context: PairContext,
  source: SourceModule,
  selected: readonly SelectedRecord[],
): Promise<SideCursor> {
  const { side } = source;
  for (const module of [source.module, ...readAlong(context, source.module)]) {
    const ids = selected.filter((one) => one.side === side && one.module === module.module);
    const kept = context.readBefore
      ? await context.store.keepStaged(
          side,
          module.module,
          ids.map(({ id }) => ({ id, modifiedAtMs: null })),
          [],
        )
      : new Set<string>();
    const unread = ids.filter(({ id }) => !kept.has(id));
    for (const chunk of chunksOf(unread, context.limits.recordsPerChunk)) {
      throwIfStopped(context.signal);
      const records = await module.getMany(
        chunk.map(({ id }) => id),
        context.signal,
      );
      // First: a record that is staged needs no other look for its namesakes.
      await stageNamesakes(context, module, [...records.values()]);
      await stageRecords(context, side, module.module, [...records.values()], true);
    }
  }
  const now = context.clock.nowMs() + context.session.clockOffsetMs(side);
  return { startedAtMs: now, modifiedAfterMs: null, complete: false, count: null, newestMs: null };
}

/**
 * Records that share the identity of one that has no link: without those of the other side it would be taken for new, and
 * without those of its own one of several would be taken for the only one (M3).
 */
async function stageNamesakes(
  context: PairContext,
  { side, module }: ServiceModule,
  records: readonly ServiceRecord[],
): Promise<void> {
  const linked = await context.store.linkedIds(
    side,
    module,
    records.map(({ id }) => id),
  );
  for (const record of records.filter(({ id }) => !linked.has(id))) {
    throwIfStopped(context.signal);
    for (const each of route(context.shapes, side, module, record)) {
      const table = each.kind === null ? undefined : tableOf(context, each.kind);
      if (table === undefined || each.module !== module) continue;
      const found = await namesakes(context, table, side, each.record);
      if (found.length === 0) continue;
      const own = await ownNamesakes(context, table, side, each.record);
      await stageRecords(context, side, module, own, true);
      await stageRecords(context, otherSide(side), table.modules[otherSide(side)].module, found, true);
    }
  }
}

/** Persons are told apart by e-mail within their company, where the services themselves allow each only once (T4). */
async function ownNamesakes(
  context: PairContext,
  { table, modules, parents }: TableContext,
  side: Side,
  record: ServiceRecord,
): Promise<readonly ServiceRecord[]> {
  const own = parents === null ? identityNamed(table, record, { of: side, as: side }) : null;
  return own === null ? [] : modules[side].findByIdentity(own.apiName, own.value, context.signal);
}

async function namesakes(
  context: PairContext,
  table: TableContext,
  side: Side,
  record: ServiceRecord,
): Promise<readonly ServiceRecord[]> {
  const target = table.modules[otherSide(side)];
  if (table.parents !== null && target.findWithin !== undefined) {
    const parentId = record.parentId ?? '';
    const parents = await context.store.counterparts(side, table.parents[side], [parentId]);
    const parent = parents.get(parentId);
    return parent === undefined ? [] : target.findWithin(parent, context.signal);
  }
  const name = identityForTarget(table.table, towards(otherSide(side)), record);
  return name === null ? [] : target.findByIdentity(name.apiName, name.value, context.signal);
}
