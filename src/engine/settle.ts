/**
 * After the writes: both services are asked what was changed since the run began. That proves that our writes were kept,
 * finds what people edited meanwhile, measures how far lists lag, and moves the watermark past our own echo.
 */

import {
  type PairContext,
  type SourceModule,
  type TableContext,
  tableOf,
  throwIfStopped,
} from './context.ts';
import { movesWatermarks } from './mode.ts';
import {
  type Counts,
  moduleKey,
  PARENTS_OF_PERSONS,
  type PairCursor,
  type Side,
  type SideCursor,
  type Watermark,
} from './model.ts';
import { readAhead } from './pool.ts';
import { personIds, type ServiceModule, type ServiceRecord } from './services.ts';
import { compareWithBase, isOurs, STAMP_GRAIN_MS, settlementOf, wholeSecond } from './settle-compare.ts';
import { confirmWritten } from './settle-written.ts';
import { route } from './shapes.ts';
import type { SettleLink, Settlement } from './store.ts';

/** FSM's answers to writes tell nothing, so one write is enough to look; Books has told already, so few are left to the next run. */
const WRITES_WORTH_LISTING: Readonly<Record<Side, number>> = { FSM: 1, BOOKS: 100 };
/** A write under a record moves the record's stamp untold, and the next run would read the record for each. */
const WEIGHT_OF_WRITES_BELOW = 20;
/** Direct reads spent on writes that a lagging list did not show; the rest is compared by the next run. */
const DIRECT_READS_MAX = 200;

const NOWHERE: ReadonlySet<string> = new Set();

export async function settle(context: PairContext, cursor: PairCursor): Promise<void> {
  const outcomes: Outcomes[] = [];
  for (const table of context.tables)
    outcomes.push({ table, counts: await context.store.countOutcomes(context.pair, table.kind) });
  const writes = await Promise.all(context.sources.map((source) => countWrites(context, source, outcomes)));
  await outwaitSecond(context, writes);
  const settled = await Promise.all(
    context.sources.map((source, at) => settleModule(context, source, cursorOf(cursor, source), writes[at])),
  );
  for (const table of context.tables) await verifyRest(context, table);
  for (const [at, source] of movesWatermarks(context.mode) ? context.sources.entries() : []) {
    const done = settled[at];
    const made = writes[at]?.created ?? 0;
    if (done !== undefined) await saveWatermark(context, source, cursorOf(cursor, source), done, made);
  }
}

function cursorOf(cursor: PairCursor, { side, module }: SourceModule): SideCursor {
  const found = cursor.modules[moduleKey(side, module.module)];
  if (found === undefined) throw new Error(`module ${module.module} was not read`);
  return found;
}

interface Writes {
  /** Records of the module itself that this run has written to. */
  readonly own: number;
  readonly created: number;
  /** Of records under them. */
  readonly below: number;
}

/** What this run has done to the records of a table. */
interface Outcomes {
  readonly table: TableContext;
  readonly counts: Awaited<ReturnType<PairContext['store']['countOutcomes']>>;
}

async function countWrites(
  context: PairContext,
  { side, module }: SourceModule,
  outcomes: readonly Outcomes[],
): Promise<Writes> {
  let [own, created, below] = [0, 0, 0];
  for (const { table, counts } of outcomes) {
    const done = side === 'FSM' ? counts.toFsm : counts.toBooks;
    if (table.modules[side].module === module.module) {
      own += side === 'FSM' ? done.deactivated : written(done);
      created += done.created;
    } else if (table.parents?.[side] === module.module) below += written(done);
  }
  // Whatever was written to FSM is not verified yet.
  if (side === 'FSM') own += await context.store.countUnverified(module.module);
  return { own, created, below };
}

const written = (counts: Counts): number => counts.created + counts.updated + counts.deactivated;

/** An edit in the very second of our last write would bear the same stamp, and be taken for it. */
async function outwaitSecond(context: PairContext, writes: readonly Writes[]): Promise<void> {
  const below = writes.some((each) => each.below > 0);
  const thin = context.sources.some(({ side }, at) => side === 'BOOKS' && (writes[at]?.own ?? 0) > 0);
  if (context.pair === 'CUSTOMERS' && (below || thin))
    await context.clock.sleep(STAMP_GRAIN_MS, context.signal);
}

interface Settled {
  readonly modifiedSinceMs: number;
  /** Null: not measured by this run. */
  readonly listLagMs: number | null;
  readonly newestMs: number;
}

async function settleModule(
  context: PairContext,
  source: SourceModule,
  cursor: SideCursor,
  writes: Writes | undefined,
): Promise<Settled> {
  const { side, module } = source;
  const fromStart = { modifiedSinceMs: wholeSecond(cursor.startedAtMs), listLagMs: null, newestMs: 0 };
  const { own: made, below } = writes ?? { own: 0, below: 0 };
  const edited =
    made + below > 0 && context.pair === 'CUSTOMERS' ? await confirmWritten(context, source) : NOWHERE;
  if (made + below * WEIGHT_OF_WRITES_BELOW < WRITES_WORTH_LISTING[side]) return fromStart;
  const before = await context.store.watermark(side, module.module);
  const hiddenMs = before?.listLagMs ?? context.limits.listLagMsUnknown;
  const listed = await listSince(context, source, cursor.startedAtMs - hiddenMs, edited);
  const { startedAtMs, listLagMs, own, newestMs } = listed;
  if (own >= made && startedAtMs !== null && listLagMs !== null) {
    return { modifiedSinceMs: wholeSecond(startedAtMs), listLagMs, newestMs };
  }
  // Some of our writes do not show yet: edits of others may be hidden likewise.
  return { ...fromStart, listLagMs: context.limits.listLagMsUnknown, newestMs };
}

interface Listed {
  readonly startedAtMs: number | null;
  /** Records of ours that it showed. */
  readonly own: number;
  /** A change this old did show: the list lags no more than that. Null when it showed none. */
  readonly listLagMs: number | null;
  readonly newestMs: number;
}

/** Changes made since; also those that the collecting listing could not show yet. */
async function listSince(
  context: PairContext,
  source: SourceModule,
  sinceMs: number,
  known: ReadonlySet<string>,
): Promise<Listed> {
  let startedAtMs: number | null = null;
  let listLagMs: number | null = null;
  let newestMs = 0;
  let own = 0;
  const { module } = source;
  const pages = module.list(wholeSecond(sinceMs) - 1, context.signal, { asListed: true });
  for await (const page of readAhead(pages)) {
    throwIfStopped(context.signal);
    startedAtMs ??= page.serviceTimeMs;
    for (const { modifiedAtMs } of page.records) {
      const ageMs = Math.max(0, page.serviceTimeMs - modifiedAtMs) + STAMP_GRAIN_MS;
      listLagMs = Math.min(listLagMs ?? ageMs, ageMs);
      newestMs = Math.max(newestMs, modifiedAtMs);
    }
    if (page.records.length > 0) own += await settlePage(context, source.side, module, page.records, known);
    await context.progress.tick();
  }
  return { startedAtMs, own, listLagMs, newestMs };
}

/**
 * Answers how many of the page's records were written by this run and are shown as they are since. `known`: those that
 * were found edited before.
 */
async function settlePage(
  context: PairContext,
  side: Side,
  module: ServiceModule,
  records: readonly ServiceRecord[],
  known: ReadonlySet<string> = NOWHERE,
): Promise<number> {
  const { store, pair } = context;
  const ids = records.map((record) => record.id);
  const links = await store.settleLinks(side, module.module, ids);
  const byId = new Map(links.map((link) => [side === 'FSM' ? link.fsmId : link.booksId, link]));
  const settlements: Settlement[] = [];
  const stamps: { linkId: string; booksModifiedAtMs: number }[] = [];
  const edited: string[] = [];
  let own = 0;
  const elsewhere = side === 'FSM' ? await underOthers(context, byId, records) : NOWHERE;
  for (const record of records) {
    const link = byId.get(record.id);
    const table = link === undefined ? undefined : tableOf(context, link.kind);
    if (link === undefined || table === undefined) {
      if (record.active && isOfATable(context, side, module, record)) edited.push(record.id);
      continue;
    }
    const agreedAtMs = side === 'FSM' ? link.fsmModifiedAtMs : link.booksModifiedAtMs;
    if (agreedAtMs !== null && record.modifiedAtMs < agreedAtMs) continue; // an older version: the list lags
    if (record.partial === true) {
      const ours = !known.has(record.id) && isOurs(table, module, link, record);
      if (!ours) edited.push(record.id);
      else if (link.recordId !== null) own += 1;
      if (ours && agreedAtMs !== record.modifiedAtMs)
        stamps.push({ linkId: link.id, booksModifiedAtMs: record.modifiedAtMs });
      continue;
    }
    if (link.recordId !== null) own += 1;
    if (elsewhere.has(record.id)) {
      edited.push(record.id);
      continue;
    }
    const finding = compareWithBase(table, side, link, record);
    if (finding.edited) edited.push(record.id);
    else if (finding.notKept.length > 0 || (side === 'FSM' && link.unverified)) {
      settlements.push(settlementOf(table, link, record, finding.notKept));
    }
  }
  if (settlements.length > 0) await applySettlements(context, settlements);
  if (stamps.length > 0) await store.restamp(stamps);
  if (edited.length > 0) await store.addPending(pair, side, module.module, edited, 'EDITED_DURING_RUN');
  return own;
}

/** FSM contacts that joined, left or changed their company while the run went on. */
async function underOthers(
  context: PairContext,
  links: ReadonlyMap<string, SettleLink>,
  records: readonly ServiceRecord[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const persons: { readonly id: string; readonly parentId: string; readonly booksId: string }[] = [];
  for (const record of records) {
    const link = links.get(record.id);
    const table = link === undefined ? undefined : tableOf(context, link.kind);
    if (link === undefined || table === undefined) continue;
    // Between two counterparts: it has none yet that its place could be compared with.
    if (link.booksModule === '') {
      found.add(record.id);
      continue;
    }
    const [own] = route(context.shapes, 'FSM', table.modules.FSM.module, record);
    if (own?.kind !== link.kind) found.add(record.id);
    else if (table.parents !== null) {
      persons.push({ id: record.id, parentId: record.parentId ?? '', booksId: link.booksId });
    }
  }
  if (persons.length === 0) return found;
  const companies = [...new Set(persons.map(({ parentId }) => parentId))];
  const customers = await context.store.counterparts('FSM', PARENTS_OF_PERSONS.FSM, companies);
  for (const { id, parentId, booksId } of persons) {
    if (customers.get(parentId) !== personIds(booksId).contactId) found.add(id);
  }
  return found;
}

const isOfATable = (
  context: PairContext,
  side: Side,
  module: ServiceModule,
  record: ServiceRecord,
): boolean => route(context.shapes, side, module.module, record).some(({ kind }) => kind !== null);

async function applySettlements(context: PairContext, settlements: readonly Settlement[]): Promise<void> {
  await context.store.settle(context.pair, settlements);
  const failed = settlements.filter(({ notKept }) => notKept?.recordId != null).length;
  if (failed === 0) return;
  context.progress.replaceListed(await context.store.countOutcomes(context.pair));
}

/** Writes to FSM that no list has shown: read directly, as far as that is worth its calls. */
async function verifyRest(context: PairContext, table: TableContext): Promise<void> {
  const { store, limits } = context;
  const module = table.modules.FSM;
  let reads = 0;
  for (let after = ''; reads < DIRECT_READS_MAX; ) {
    throwIfStopped(context.signal);
    const links = await store.unverifiedLinks(table.kind, after, limits.recordsPerChunk);
    const last = links.at(-1);
    if (last === undefined) return;
    after = last.id;
    reads += links.length;
    const records = await module.getMany(
      links.map((link) => link.fsmId),
      context.signal,
    );
    if (records.size > 0) await settlePage(context, 'FSM', module, [...records.values()]);
  }
}

async function saveWatermark(
  context: PairContext,
  { side, module }: SourceModule,
  cursor: SideCursor,
  settled: Settled,
  created: number,
): Promise<void> {
  const { store, limits, clock } = context;
  const before = await store.watermark(side, module.module);
  const newestMs = Math.max(cursor.newestMs ?? 0, settled.newestMs);
  const watermark: Watermark = {
    modifiedSinceMs: settled.modifiedSinceMs,
    knownCount: cursor.count === null ? null : cursor.count + created,
    fullScanAtMs: cursor.complete ? clock.nowMs() : (before?.fullScanAtMs ?? null),
    listLagMs: settled.listLagMs ?? before?.listLagMs ?? limits.listLagMsUnknown,
    newestMs: newestMs === 0 ? null : newestMs,
  };
  await store.saveWatermark(side, module.module, watermark);
}
