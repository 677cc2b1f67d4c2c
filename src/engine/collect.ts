/** Reads what changed on both sides, as hashes, page by page; memory holds one page a module. */
import { collectSelected } from './collect-selected.ts';
import type { PairContext, SourceModule } from './context.ts';
import { throwIfStopped } from './context.ts';
import { moduleKey, type PairCursor, type Side, type SideCursor, type Watermark } from './model.ts';
import { notReadWhole, withoutPartial } from './partial.ts';
import { readAhead } from './pool.ts';
import type { ListHints, RecordPage, ServiceModule, ServiceRecord } from './services.ts';
import { readAlong, stageCounterparts, stagePending, stageRecords } from './stage.ts';

export async function collect(context: PairContext): Promise<PairCursor> {
  if (!context.readBefore) await context.store.clearStage(context.pair);
  // What somebody asked for is not listed: there is nothing to tell by what has gone since.
  const ages = context.readBefore && context.mode.kind !== 'selected';
  if (ages) await context.store.ageStage(context.pair);
  const sides = await Promise.all([collectSide(context, 'FSM'), collectSide(context, 'BOOKS')]);
  if (ages) await context.store.dropAged(context.pair);
  for (const table of context.tables) if (table.parents === null) await stageCounterparts(context, table);
  return {
    modules: Object.fromEntries(sides.flat()),
    kind: context.tables[0]?.kind ?? null,
    unlisted: { toBooks: 0, toFsm: 0 },
  };
}

/** The modules of one side one after the other; both sides at the same time. */
async function collectSide(context: PairContext, side: Side): Promise<readonly [string, SideCursor][]> {
  const cursors: [string, SideCursor][] = [];
  for (const source of context.sources.filter((each) => each.side === side)) {
    cursors.push([moduleKey(side, source.module.module), await collectModule(context, source)]);
  }
  return cursors;
}

async function collectModule(context: PairContext, source: SourceModule): Promise<SideCursor> {
  const { side, module } = source;
  if (context.mode.kind === 'selected') return collectSelected(context, source, context.mode.records);
  const watermark = await context.store.watermark(side, module.module);
  const wanted = context.scope === 'INCREMENTAL' ? watermark : null;
  const bound = wanted === null ? null : lowerBound(wanted);
  const everything = wanted === null || scanIsDue(context, wanted);
  const read = await stageListing(
    context,
    source,
    everything ? null : bound,
    (record) => (bound === null ? true : record.modifiedAtMs > bound),
    // A mapping that has changed makes every record worth reading.
    { asListed: true, ...(wanted === null ? {} : hintsOf(wanted)) },
  );
  for (const module of [source.module, ...readAlong(context, source.module)]) {
    if (context.readBefore) await context.store.keepPending(module.side, module.module);
    await stagePending(context, module);
  }
  const newestMs = Math.max(read.newestMs, watermark?.newestMs ?? 0);
  const cursor = {
    startedAtMs: read.startedAtMs,
    modifiedAfterMs: bound,
    newestMs: newestMs === 0 ? null : newestMs,
  };
  if (everything || wanted === null) return { ...cursor, complete: true, count: read.seen };
  return { ...cursor, ...(await confirmCount(context, source, wanted, read)) };
}

const hintsOf = ({ knownCount, newestMs }: Watermark): ListHints => ({
  expectedCount: knownCount,
  newestKnownMs: newestMs,
});

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
  readonly count: number | null;
  /** 0: nothing was seen. */
  readonly newestMs: number;
}

/** Stages a listing. `considered` says which rows take part; the others only prove that they exist. */
async function stageListing(
  context: PairContext,
  { side, module }: SourceModule,
  modifiedAfterMs: number | null,
  considered: (record: ServiceRecord) => boolean,
  hints: ListHints,
): Promise<Listing> {
  const pages = readAhead(module.list(modifiedAfterMs, context.signal, hints));
  let startedAtMs: number | null = null;
  let newestMs = 0;
  for (;;) {
    throwIfStopped(context.signal);
    const next = await pages.next();
    if (next.done) {
      const now = context.clock.nowMs() + context.session.clockOffsetMs(side);
      const { seen, complete, count = null } = next.value;
      return { startedAtMs: startedAtMs ?? now, seen, complete, count, newestMs };
    }
    startedAtMs ??= next.value.serviceTimeMs;
    for (const { modifiedAtMs } of next.value.records) newestMs = Math.max(newestMs, modifiedAtMs);
    await stagePage(context, side, module, next.value, considered);
    await context.progress.tick();
  }
}

async function stagePage(
  context: PairContext,
  side: Side,
  module: ServiceModule,
  page: RecordPage,
  considered: (record: ServiceRecord) => boolean,
): Promise<void> {
  const taken = page.records.filter(considered);
  const others = page.records.filter((record) => !taken.includes(record));
  await stageRecords(context, side, module.module, await notReadWhole(context, module, others), false);
  await stageRecords(context, side, module.module, await withoutPartial(context, side, module, taken), true);
}

/**
 * Deletions show in no list. Counting is one call, where the listing has not counted itself: fewer records than known
 * means that some are gone, and only then is the module scanned for which. A count that cannot be told makes the next
 * run scan.
 */
async function confirmCount(
  context: PairContext,
  source: SourceModule,
  watermark: Watermark,
  read: Listing,
): Promise<{ complete: boolean; count: number | null }> {
  const { side, module } = source;
  const added = await context.store.countNew(side, module.module, watermark.modifiedSinceMs - 1);
  const expected = (watermark.knownCount ?? 0) + added;
  const told = read.count ?? (read.complete ? read.seen : null);
  const counted = told ?? (await module.count(expected, context.signal));
  if (counted === null || counted >= expected) return { complete: false, count: counted };
  const scan = await stageListing(context, source, null, () => false, { asListed: true });
  return { complete: scan.complete, count: scan.seen };
}
