/** Reads what changed on both sides, as hashes, page by page; memory holds one page a module. */
import type { PairContext, SourceModule, TableContext } from './context.ts';
import { tableOf, throwIfStopped } from './context.ts';
import { identityForTarget, identityNamed } from './direction.ts';
import { changedSinceAgreed, stageRow, unroutedRow } from './fingerprint.ts';
import {
  type LinkRow,
  moduleKey,
  otherSide,
  type PairCursor,
  type SelectedRecord,
  type Side,
  type SideCursor,
  type StagedRow,
  towards,
  type Watermark,
} from './model.ts';
import { readAhead } from './pool.ts';
import type { ListHints, RecordPage, ServiceModule, ServiceRecord } from './services.ts';
import { READ_ALONG_WITH, route } from './shapes.ts';

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

/** Only what was asked for, and what on the other side it may be the counterpart of. */
async function collectSelected(
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

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < all.length; at += size) chunks.push(all.slice(at, at + size));
  return chunks;
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

const hintsOf = ({ knownCount, newestMs }: Watermark): ListHints => ({
  expectedCount: knownCount,
  newestKnownMs: newestMs,
});

/** Modules whose records the listing of this one brings along. */
function readAlong(
  context: PairContext,
  { side, module }: Pick<ServiceModule, 'side' | 'module'>,
): readonly ServiceModule[] {
  return context.tables
    .map((table) => table.modules[side])
    .filter((each) => READ_ALONG_WITH[each.module] === module);
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
  await stageRecords(context, side, module.module, others, false);
  await stageRecords(context, side, module.module, await withoutPartial(context, side, module, taken), true);
}

/**
 * Rows that show less than a direct read are read and staged, unless they are, as far as they show, what was last agreed
 * on. Answers the others.
 */
async function withoutPartial(
  context: PairContext,
  side: Side,
  module: ServiceModule,
  records: readonly ServiceRecord[],
): Promise<readonly ServiceRecord[]> {
  const partial = records.filter((record) => record.partial === true);
  if (partial.length === 0) return records;
  // Records of no table are not read any further: their number is all that counts.
  const routed = partial.filter((record) => kindsOf(context, side, module, record).length > 0);
  const agreed =
    context.scope === 'INCREMENTAL'
      ? await context.store.unchangedSince(side, module.module, routed)
      : new Map<string, LinkRow>();
  const changed = routed.filter((record) => !isAgreed(context, side, record, agreed.get(record.id)));
  const kept = await keptOf(context, module, changed);
  const wanted = changed.filter(({ id }) => !kept.has(id));
  for (const chunk of chunksOf(wanted, context.limits.recordsPerChunk)) {
    throwIfStopped(context.signal);
    const whole = await module.getMany(
      chunk.map(({ id }) => id),
      context.signal,
    );
    // Each of them took a call: what ends the reading here must not have it begin anew.
    await stageRecords(context, side, module.module, [...whole.values()], true);
  }
  const done = new Set(routed);
  return records.filter((record) => !done.has(record));
}

/** Those that this run has read whole before it was broken off, and that have not changed since. */
async function keptOf(
  context: PairContext,
  source: ServiceModule,
  records: readonly ServiceRecord[],
): Promise<ReadonlySet<string>> {
  if (!context.readBefore) return new Set();
  const below = readAlong(context, source).map(({ module }) => module);
  return context.store.keepStaged(source.side, source.module, records, below);
}

const kindsOf = (context: PairContext, side: Side, module: ServiceModule, record: ServiceRecord) =>
  route(context.shapes, side, module.module, record).filter(({ kind }) => kind !== null);

/** The stamp is that of the version that was agreed on, and what the row shows is what was agreed. */
function isAgreed(
  context: PairContext,
  side: Side,
  record: ServiceRecord,
  link: LinkRow | undefined,
): boolean {
  const table = link === undefined ? undefined : tableOf(context, link.kind);
  if (table === undefined || link === undefined || !record.active) return false;
  return !changedSinceAgreed(table.table, side, link.base, record, context.hash);
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

async function stageRecords(
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
