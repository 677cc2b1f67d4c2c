/** Turns what was read into a plan, in batches, without any call that writes. Run again after a crash it gives the same plan. */
import { adoptable } from './adopt.ts';
import type { TableContext } from './context.ts';
import { moduleNames, reconcileContext, throwIfStopped } from './context.ts';
import { goneRecord, recordOf } from './decided.ts';
import { RunRefused } from './errors.ts';
import { contentOf, type Ends, endsOf, leftOut, wantedBy } from './mode.ts';
import type { DecidedRecord, Direction, PairCursor, Side, Unit } from './model.ts';
import { moduleKey } from './model.ts';
import { readAhead } from './pool.ts';
import { type ReconcileContext, reconcile } from './reconcile.ts';
import { READ_ALONG_WITH } from './shapes.ts';
import type { UnitCursor } from './store.ts';

/** `still`: about how many records are decided after this table. @throws RunRefused when a person has to confirm the plan */
export async function decide(context: TableContext, cursor: PairCursor, still: number): Promise<void> {
  const { store, kind, pair } = context;
  await store.clearPlan(kind);
  context.progress.restore(null, await store.countOutcomes(pair), cursor.unlisted);
  let planned = 0;
  const gone = new Set<string>();
  for (const side of ['FSM', 'BOOKS'] as const) {
    // What of the selected ones is gone shows when they are read to be written.
    if (context.mode.kind !== 'selected' && mayHaveLost(context, side, cursor)) {
      await planGone(context, side, gone);
    }
  }
  const rules = reconcileContext(context, false);
  const wanted = wantedBy(context.mode);
  const adopted = await planAdoptions(context, rules, wanted);
  planned += adopted.planned;
  for await (const units of readAhead(unitBatches(context))) {
    throwIfStopped(context.signal);
    const decided = decideBatch(context, units, rules, { gone, adopted: adopted.ids, wanted });
    planned += await planAll(context, decided);
    await context.progress.tick();
  }
  // A run of selected records has not decided about all that it has read, nor this one about what exists under these.
  if (context.mode.kind !== 'selected' && !context.hasRecordsBelow) await store.dropDonePending(kind);
  context.progress.setTotal(context.progress.done + planned + still);
  await guardDeactivations(context);
}

async function* unitBatches({ store, kind, limits }: TableContext): AsyncGenerator<readonly Unit[], void> {
  for (let at: UnitCursor | null = null; ; ) {
    const batch = await store.units(kind, at, limits.unitsPerBatch);
    yield batch.units;
    if (batch.next === null) return;
    at = batch.next;
  }
}

/** Answers how many of the records are still to be done. */
async function planAll(context: TableContext, decided: readonly DecidedRecord[]): Promise<number> {
  if (decided.length === 0) return 0;
  const records = await asPreviewed(context, decided);
  for (const { direction, outcome } of records) {
    if (outcome !== null) context.progress.add(direction, outcome);
  }
  await context.store.plan(context.kind, moduleNames(context), records);
  return records.filter(({ outcome }) => outcome === null).length;
}

/** Whether the reading can have left out what is gone: of persons, each customer that was read says it. */
function mayHaveLost(context: TableContext, side: Side, cursor: PairCursor): boolean {
  const { module } = context.modules[side];
  if (READ_ALONG_WITH[module] !== undefined) return true;
  return cursor.modules[moduleKey(side, module)]?.complete === true;
}

/** A mistake in Books, or of ours, must not take a whole company's records out of use before somebody has looked. */
async function guardDeactivations(context: TableContext): Promise<void> {
  const { store, kind, limits, mode } = context;
  // That is what a preview is for: the run that applies it asks.
  if (mode.kind === 'preview') return;
  const planned = await store.countOperation(kind, 'DEACTIVATE');
  if (planned <= limits.deactivationsMax) return;
  if (planned <= (await store.countLinks(kind)) * limits.deactivationShareMax) return;
  if ((await store.run()).confirmedDeactivations) return;
  const remedy =
    mode.kind === 'import'
      ? 'If that is meant, enable sync and confirm it there (syncNow with confirmDeactivations: true): an import cannot be told so.'
      : 'If that is meant, start a sync that confirms it (syncNow with confirmDeactivations: true).';
  throw new RunRefused(
    'DEACTIVATION_GUARD',
    `${planned} records that were made inactive in Books would be made inactive in FSM (${context.modules.FSM.module}). Nothing of it was done. ${remedy}`,
  );
}

function decideBatch(
  context: TableContext,
  units: readonly Unit[],
  rules: ReconcileContext,
  {
    gone,
    adopted,
    wanted,
  }: {
    readonly gone: ReadonlySet<string>;
    readonly adopted: ReadonlySet<string>;
    readonly wanted: (ends: Ends) => boolean;
  },
): DecidedRecord[] {
  const records: DecidedRecord[] = [];
  for (const each of units) {
    if (each.kind === 'linked' && (gone.has(each.link.id) || leavesTable(context, each))) continue;
    if (each.kind === 'unlinked' && adopted.has(each.row.recordId)) continue;
    const unit = withoutAdopted(each, adopted);
    if (unit.kind === 'unlinked' && isTheOtherHalf(context, unit)) continue;
    if (!wanted(endsOf(unit, context.duplicates))) continue;
    const record = decideOne(context, unit, rules);
    if (record !== null) records.push(record);
  }
  return records;
}

/** A contact that left its company is a customer of its own: the table of those, which comes later, releases its link. */
const leavesTable = ({ kind }: TableContext, { fsm }: Extract<Unit, { kind: 'linked' }>): boolean =>
  kind === 'person' && fsm?.kind === 'individual' && fsm.active;

/** A record that belongs to another by an open create is nobody else's counterpart. */
function withoutAdopted(unit: Unit, adopted: ReadonlySet<string>): Unit {
  if (unit.kind === 'linked' || unit.match === null || !adopted.has(unit.match.recordId)) return unit;
  return { ...unit, match: null, matchedBy: null };
}

/** Null when nothing is to be done or recorded about the unit. */
function decideOne(context: TableContext, unit: Unit, rules: ReconcileContext): DecidedRecord | null {
  const decision = reconcile(unit, rules);
  if (decision.kind === 'unchanged') {
    // What an import leaves alone is no part of it.
    const isForeign = rules.imports === true && unit.kind === 'unlinked';
    if (!isForeign) context.progress.addUnlisted(unchangedDirection(unit));
    return null;
  }
  const record = recordOf(context, unit, decision);
  const compared = context.mode.kind === 'preview' || context.mode.kind === 'apply';
  if (!compared) return record;
  const told = decision.kind === 'create' && unit.kind === 'unlinked' ? { ...unit, match: null } : unit;
  return { ...record, content: contentOf(context.table, told, context.hash) };
}

const LEAVES_ALONE: ReadonlySet<DecidedRecord['operation']> = new Set(['SKIP', 'FAIL', 'MARK_GONE']);

/** Of a preview only what it has shown is done; what differs stays as it is, until the next sync. */
async function asPreviewed(
  context: TableContext,
  records: readonly DecidedRecord[],
): Promise<readonly DecidedRecord[]> {
  if (context.mode.kind !== 'apply') return records;
  const shown = await context.store.previewed(context.mode.previewId, context.kind, records);
  return records.map((record, at) =>
    LEAVES_ALONE.has(record.operation) || shown.has(at) ? record : leftOut(record),
  );
}

/**
 * Pairs that an earlier run had begun to make: without this, a record created just before a crash would be taken for a
 * new one and replicated. Answers the ids that are taken care of; both services give theirs from one range each.
 */
async function planAdoptions(
  context: TableContext,
  rules: ReconcileContext,
  wanted: (ends: Ends) => boolean,
): Promise<{ readonly ids: ReadonlySet<string>; readonly planned: number }> {
  const ids = new Set<string>();
  let planned = 0;
  for (const direction of ['TO_BOOKS', 'TO_FSM'] as const) {
    const { pairs, undecided } = await adoptable(context, direction, ids);
    const decided = pairs
      .filter((unit) => wanted(endsOf(unit, context.duplicates)))
      .map((unit) => decideOne(context, unit, rules))
      .filter((record) => record !== null);
    planned += await planAll(context, [...undecided.filter(wanted), ...decided]);
  }
  return { ids, planned };
}

/** A matched pair is decided once, with its FSM record; the Books half of it is passed over. */
function isTheOtherHalf(context: TableContext, unit: Extract<Unit, { kind: 'unlinked' }>): boolean {
  if (unit.side === 'FSM' || unit.match === null) return false;
  return unit.matchedBy === 'counterpart' || context.duplicates === 'OVERWRITE';
}

const unchangedDirection = (unit: Unit): Direction =>
  unit.kind === 'linked' && unit.fsm === null ? 'TO_FSM' : 'TO_BOOKS';

/** A complete listing did not show these: each is read directly, and only a proof marks it as gone (D1, D2). */
async function planGone(context: TableContext, side: Side, gone: Set<string>): Promise<void> {
  const { store, kind, limits } = context;
  const module = context.modules[side];
  for (let after = ''; ; ) {
    throwIfStopped(context.signal);
    const links = await store.unlistedLinks(kind, side, module.module, after, limits.recordsPerChunk);
    const last = links.at(-1);
    if (last === undefined) return;
    after = last.id;
    const alive = await module.getMany(
      links.map((link) => (side === 'FSM' ? link.fsmId : link.booksId)),
      context.signal,
    );
    const lost = links.filter((link) => !alive.has(side === 'FSM' ? link.fsmId : link.booksId));
    for (const link of lost) gone.add(link.id);
    const records = lost.map((link) => goneRecord(side, link));
    for (const record of records) context.progress.add(record.direction, 'SKIPPED');
    if (records.length > 0) await store.plan(kind, moduleNames(context), records);
  }
}
