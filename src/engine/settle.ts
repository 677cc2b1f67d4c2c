/**
 * After the writes: both services are asked what was changed since the run began. That proves that our writes were kept,
 * finds what people edited meanwhile, measures how far lists lag, and moves the watermark past our own echo.
 */

import { notKeptReason } from './compare.ts';
import type { PairContext } from './context.ts';
import { throwIfStopped } from './context.ts';
import {
  ACTIVE,
  ACTIVE_KEY,
  agreedBase,
  baseKey,
  changedSince,
  entryOfNothing,
  FSM_ACTIVE_KEY,
  hashesFromBase,
  hashRecord,
  INACTIVE,
  labelOf,
} from './fingerprint.ts';
import type { Counts, PairCursor, Side, SideCursor, Watermark } from './model.ts';
import { readAhead } from './pool.ts';
import type { ServiceRecord } from './services.ts';
import type { SettleLink, Settlement } from './store.ts';

/** FSM's answers to writes tell nothing, so one write is enough to look; Books has told already, so few are left to the next run. */
const WRITES_WORTH_LISTING: Readonly<Record<Side, number>> = { FSM: 1, BOOKS: 100 };
/** Direct reads spent on writes that a lagging list did not show; the rest is compared by the next run. */
const DIRECT_READS_MAX = 200;

export async function settle(context: PairContext, cursor: PairCursor): Promise<void> {
  const { toBooks, toFsm } = await context.store.countOutcomes(context.pair);
  const [fsm, books] = await Promise.all([
    settleSide(context, 'FSM', cursor.fsm, written(toFsm)),
    settleSide(context, 'BOOKS', cursor.books, written(toBooks)),
  ]);
  await verifyRest(context);
  await saveWatermark(context, 'FSM', cursor.fsm, fsm, toFsm.created);
  await saveWatermark(context, 'BOOKS', cursor.books, books, toBooks.created);
}

const written = (counts: Counts): number => counts.created + counts.updated + counts.deactivated;

interface Settled {
  readonly modifiedSinceMs: number;
  /** Null: not measured by this run. */
  readonly listLagMs: number | null;
}

async function settleSide(
  context: PairContext,
  side: Side,
  cursor: SideCursor,
  writes: number,
): Promise<Settled> {
  const fromStart = { modifiedSinceMs: wholeSecond(cursor.startedAtMs), listLagMs: null };
  if (writes < WRITES_WORTH_LISTING[side]) return fromStart;
  const before = await context.store.watermark(side, context.modules[side].module);
  const hiddenMs = before?.listLagMs ?? context.limits.listLagMsUnknown;
  const { startedAtMs, listLagMs, own } = await listSince(context, side, cursor.startedAtMs - hiddenMs);
  if (own >= writes && startedAtMs !== null && listLagMs !== null) {
    return { modifiedSinceMs: wholeSecond(startedAtMs), listLagMs };
  }
  // Some of our writes do not show yet: edits of others may be hidden likewise.
  return { modifiedSinceMs: fromStart.modifiedSinceMs, listLagMs: context.limits.listLagMsUnknown };
}

/** Stamps and the services' clocks are whole seconds. */
const STAMP_GRAIN_MS = 1_000;
const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

interface Listed {
  readonly startedAtMs: number | null;
  /** Records of ours that it showed. */
  readonly own: number;
  /** A change this old did show: the list lags no more than that. Null when it showed none. */
  readonly listLagMs: number | null;
}

/** Changes made since; also those that the collecting listing could not show yet. */
async function listSince(context: PairContext, side: Side, sinceMs: number): Promise<Listed> {
  const module = context.modules[side];
  let startedAtMs: number | null = null;
  let listLagMs: number | null = null;
  let own = 0;
  for await (const page of readAhead(module.list(wholeSecond(sinceMs) - 1, context.signal))) {
    throwIfStopped(context.signal);
    startedAtMs ??= page.serviceTimeMs;
    for (const { modifiedAtMs } of page.records) {
      const ageMs = Math.max(0, page.serviceTimeMs - modifiedAtMs) + STAMP_GRAIN_MS;
      listLagMs = Math.min(listLagMs ?? ageMs, ageMs);
    }
    if (page.records.length > 0) own += await settlePage(context, side, page.records);
    await context.progress.tick();
  }
  return { startedAtMs, own, listLagMs };
}

/** Answers how many of the page's records were written by this run and are shown as they are since. */
async function settlePage(
  context: PairContext,
  side: Side,
  records: readonly ServiceRecord[],
): Promise<number> {
  const { store, pair } = context;
  const module = context.modules[side].module;
  const ids = records.map((record) => record.id);
  const links = await store.settleLinks(side, module, ids);
  const byId = new Map(links.map((link) => [side === 'FSM' ? link.fsmId : link.booksId, link]));
  const settlements: Settlement[] = [];
  const edited: string[] = [];
  let own = 0;
  for (const record of records) {
    const link = byId.get(record.id);
    if (link === undefined) {
      if (record.active) edited.push(record.id);
      continue;
    }
    const agreedAtMs = side === 'FSM' ? link.fsmModifiedAtMs : link.booksModifiedAtMs;
    if (agreedAtMs !== null && record.modifiedAtMs < agreedAtMs) continue; // an older version: the list lags
    if (link.recordId !== null) own += 1;
    const finding = compareWithBase(context, side, link, record);
    if (finding.edited) edited.push(record.id);
    else if (finding.notKept.length > 0 || (side === 'FSM' && link.unverified)) {
      settlements.push(settlementOf(context, link, record, finding.notKept));
    }
  }
  if (settlements.length > 0) await applySettlements(context, settlements);
  if (edited.length > 0) await store.addPending(pair, side, module, edited, 'EDITED_DURING_RUN');
  return own;
}

interface Finding {
  /** Rules whose value the service did not keep. */
  readonly notKept: readonly string[];
  /** Somebody changed the record since. */
  readonly edited: boolean;
}

/** Not what was agreed: not kept when we wrote that field and the stamp is still that of our write, else an edit. */
function compareWithBase(context: PairContext, side: Side, link: SettleLink, record: ServiceRecord): Finding {
  const now = hashRecord(context.table, side, record, context.hash);
  const ours = side === 'FSM' && link.unverified && link.fsmModifiedAtMs === record.modifiedAtMs;
  const notKept: string[] = [];
  let edited = side === 'FSM' ? woke(link, record) : record.active !== (link.base[ACTIVE_KEY] === ACTIVE);
  for (const rule of context.table.rules) {
    const { key } = rule.plan;
    const base = link.base[baseKey(rule)];
    const entry = now[key];
    if (entry === undefined || (base !== undefined && !changedSince(base, side, entry))) continue;
    const written = link.fields?.includes(key) ?? !entryOfNothing(rule, base, context.hash);
    if (ours && base !== undefined && written) notKept.push(key);
    else edited = true;
  }
  return { notKept: edited ? [] : notKept, edited };
}

const woke = (link: SettleLink, record: ServiceRecord): boolean =>
  record.active && link.base[FSM_ACTIVE_KEY] === INACTIVE;

function settlementOf(
  context: PairContext,
  link: SettleLink,
  record: ServiceRecord,
  notKept: readonly string[],
): Settlement {
  if (notKept.length === 0) return { link, base: link.base, notKept: null };
  const now = hashRecord(context.table, 'FSM', record, context.hash);
  const books = hashesFromBase(context.table, 'BOOKS', link.base);
  const booksActive = link.base[ACTIVE_KEY] !== INACTIVE;
  return {
    link,
    // The difference is accepted so that it is reported, not written again each time.
    base: agreedBase(context.table, link.base, now, books, booksActive, { accepted: notKept }),
    notKept: {
      recordId: link.recordId,
      reason: notKeptReason(notKept),
      label: labelOf(context.table, 'FSM', record),
    },
  };
}

async function applySettlements(context: PairContext, settlements: readonly Settlement[]): Promise<void> {
  await context.store.settle(context.pair, settlements);
  const failed = settlements.filter(({ notKept }) => notKept?.recordId != null).length;
  if (failed === 0) return;
  context.progress.replaceListed(await context.store.countOutcomes(context.pair));
}

/** Writes to FSM that no list has shown: read directly, as far as that is worth its calls. */
async function verifyRest(context: PairContext): Promise<void> {
  const { store, pair, limits } = context;
  const module = context.modules.FSM;
  let reads = 0;
  for (let after = ''; reads < DIRECT_READS_MAX; ) {
    throwIfStopped(context.signal);
    const links = await store.unverifiedLinks(pair, after, limits.recordsPerChunk);
    const last = links.at(-1);
    if (last === undefined) return;
    after = last.id;
    reads += links.length;
    const records = await module.getMany(
      links.map((link) => link.fsmId),
      context.signal,
    );
    if (records.size > 0) await settlePage(context, 'FSM', [...records.values()]);
  }
}

async function saveWatermark(
  context: PairContext,
  side: Side,
  cursor: SideCursor,
  settled: Settled,
  created: number,
): Promise<void> {
  const { store, limits, clock } = context;
  const module = context.modules[side].module;
  const before = await store.watermark(side, module);
  const watermark: Watermark = {
    modifiedSinceMs: settled.modifiedSinceMs,
    knownCount: cursor.count === null ? null : cursor.count + created,
    fullScanAtMs: cursor.complete ? clock.nowMs() : (before?.fullScanAtMs ?? null),
    listLagMs: settled.listLagMs ?? before?.listLagMs ?? limits.listLagMsUnknown,
  };
  await store.saveWatermark(side, module, watermark);
}
