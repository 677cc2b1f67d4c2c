/** Reads what changed on both sides, as hashes, page by page; memory holds one page a side. */
import type { PairContext } from './context.ts';
import { throwIfStopped } from './context.ts';
import { stageRow } from './fingerprint.ts';
import type { PairCursor, Side, SideCursor, Watermark } from './model.ts';
import { readAhead } from './pool.ts';
import type { ServiceRecord } from './services.ts';

export async function collect(context: PairContext): Promise<PairCursor> {
  await context.store.clearStage(context.pair);
  const [fsm, books] = await Promise.all([collectSide(context, 'FSM'), collectSide(context, 'BOOKS')]);
  await stageCounterparts(context);
  return { fsm, books, unlisted: null };
}

async function collectSide(context: PairContext, side: Side): Promise<SideCursor> {
  const module = context.modules[side];
  const watermark = await context.store.watermark(side, module.module);
  const wanted = context.scope === 'INCREMENTAL' ? watermark : null;
  const bound = wanted === null ? null : lowerBound(wanted);
  const everything = wanted === null || scanIsDue(context, wanted);
  const read = await stageListing(context, side, everything ? null : bound, (record) =>
    bound === null ? true : record.modifiedAtMs > bound,
  );
  await stagePending(context, side);
  const cursor = { startedAtMs: read.startedAtMs, modifiedAfterMs: bound };
  if (everything || wanted === null) return { ...cursor, complete: true, count: read.seen };
  return { ...cursor, ...(await confirmCount(context, side, wanted, read)) };
}

/** Exclusive bound: stamps are whole seconds, so the second of the watermark itself is read again. */
const lowerBound = (watermark: Watermark): number => watermark.modifiedSinceMs - watermark.listLagMs - 1;

function scanIsDue(context: PairContext, watermark: Watermark): boolean {
  if (watermark.knownCount === null || watermark.fullScanAtMs === null) return true;
  return context.clock.nowMs() - watermark.fullScanAtMs >= context.limits.fullScanEveryMs;
}

interface Listing {
  readonly startedAtMs: number;
  readonly seen: number;
  readonly complete: boolean;
}

/** Stages a listing. `considered` says which rows take part; the others only prove that they exist. */
async function stageListing(
  context: PairContext,
  side: Side,
  modifiedAfterMs: number | null,
  considered: (record: ServiceRecord) => boolean,
): Promise<Listing> {
  const module = context.modules[side];
  const pages = readAhead(module.list(modifiedAfterMs, context.signal));
  let startedAtMs: number | null = null;
  for (;;) {
    throwIfStopped(context.signal);
    const next = await pages.next();
    if (next.done) {
      const now = context.clock.nowMs() + context.session.clockOffsetMs(side);
      return { startedAtMs: startedAtMs ?? now, seen: next.value.seen, complete: next.value.complete };
    }
    startedAtMs ??= next.value.serviceTimeMs;
    const rows = next.value.records.map((record) =>
      stageRow(context.table, side, record, context.hash, considered(record)),
    );
    if (rows.length > 0) await context.store.stage(context.pair, side, module.module, rows);
    await context.progress.tick();
  }
}

/** Failed records, and edits seen while the last run settled, are taken up although nothing changed since. */
async function stagePending(context: PairContext, side: Side): Promise<void> {
  const { store, pair, limits } = context;
  const module = context.modules[side];
  for (let after = ''; ; ) {
    throwIfStopped(context.signal);
    const ids = await store.unstagedPending(pair, side, module.module, after, limits.recordsPerChunk);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    const records = await module.getMany(ids, context.signal);
    await stageRecords(context, side, [...records.values()]);
    await store.dropPending(
      side,
      module.module,
      ids.filter((id) => !records.has(id)),
    );
  }
}

async function stageRecords(
  context: PairContext,
  side: Side,
  records: readonly ServiceRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map((record) => stageRow(context.table, side, record, context.hash, true));
  await context.store.stage(context.pair, side, context.modules[side].module, rows);
}

/** A new FSM record may already name its Books record, which need not have changed. */
async function stageCounterparts(context: PairContext): Promise<void> {
  for (let after = ''; ; ) {
    throwIfStopped(context.signal);
    const ids = await context.store.unstagedCounterparts(context.pair, after, context.limits.recordsPerChunk);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last; // an id may lead nowhere: it is not asked for again
    const records = await context.modules.BOOKS.getMany(ids, context.signal);
    await stageRecords(context, 'BOOKS', [...records.values()]);
  }
}

/**
 * Deletions show in no list. Counting is one call: fewer records than known means that some are gone, and only then is
 * the module scanned for which. A count that cannot be told makes the next run scan.
 */
async function confirmCount(
  context: PairContext,
  side: Side,
  watermark: Watermark,
  read: Listing,
): Promise<{ complete: boolean; count: number | null }> {
  const module = context.modules[side];
  const added = await context.store.countNew(
    context.pair,
    side,
    module.module,
    watermark.modifiedSinceMs - 1,
  );
  const expected = (watermark.knownCount ?? 0) + added;
  const counted = read.complete ? read.seen : await module.count(expected, context.signal);
  if (counted === null || counted >= expected) return { complete: false, count: counted };
  const scan = await stageListing(context, side, null, () => false);
  return { complete: scan.complete, count: scan.seen };
}
