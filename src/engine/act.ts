/**
 * Does one record: reconciles what was read just now, writes, and says what became of it. Expected faults become
 * FAILED results here; faults of the whole run are thrown.
 */
import type { TableContext } from './context.ts';
import { reconcileContext } from './context.ts';
import { create } from './create.ts';
import { WriteInDoubt } from './errors.ts';
import { skippedBase, stageRow } from './fingerprint.ts';
import { goneLink, withBase } from './links.ts';
import { changedSincePreview, contentOf } from './mode.ts';
import type { Decision, Direction, LinkWrite, RecordResult, Side, StagedRow, Unit } from './model.ts';
import { ACTIVE_KEY, INACTIVE, sourceOf } from './model.ts';
import { type Done, idsOf, linkWrite, reasonOf, resultOf, skipped, type Task } from './outcome.ts';
import { reconcile } from './reconcile.ts';
import type { ServiceRecord } from './services.ts';
import { update } from './update.ts';

/** @throws every fault that is not the record's own (quota, authorisation, lease, stop), and WriteInDoubt of a create. */
export async function act(context: TableContext, task: Task): Promise<RecordResult> {
  try {
    return resultOf(context, task, await perform(context, task));
  } catch (error) {
    if (error instanceof WriteInDoubt && task.planned.operation === 'CREATE') throw error;
    const reason = reasonOf(error);
    if (reason === null) throw error;
    return resultOf(context, task, { outcome: 'FAILED', reason });
  }
}

async function perform(context: TableContext, task: Task): Promise<Done> {
  const { planned, fsm, books } = task;
  if (planned.operation === 'FAIL' && planned.reason !== null && planned.linkId === null) {
    return { outcome: 'FAILED', reason: planned.reason };
  }
  if (planned.operation === 'CREATE') {
    return context.mode.kind === 'apply' && !isAsPlanned(context, task, fsm, books)
      ? notAsPreviewed()
      : create(context, task);
  }
  const lost = fsm === null ? 'FSM' : books === null ? 'BOOKS' : null;
  if (lost !== null) return lostRecord(task, lost);
  if (fsm === null || books === null) return { outcome: 'SKIPPED' };
  const asleep = !fsm.active || !books.active;
  if (asleep && planned.linkId === null && planned.cause === 'MATCHED_BY_IDENTITY')
    return lostMatch('made inactive');
  const decision = freshDecision(context, task, fsm, books);
  if (context.mode.kind === 'apply' && !isAsPlanned(context, task, fsm, books)) return notAsPreviewed();
  if (!task.listed || onlyWritesAway(planned.direction, decision)) {
    return apply(context, task, fsm, books, decision);
  }
  const from = sourceOf(planned.direction);
  const now = await context.modules[from].get(from === 'FSM' ? fsm.id : books.id, context.signal);
  return perform(context, { ...task, ...(from === 'FSM' ? { fsm: now } : { books: now }), listed: false });
}

/** Whether the records hold what the plan was made from. */
function isAsPlanned(
  context: TableContext,
  { planned, link }: Task,
  fsm: ServiceRecord | null,
  books: ServiceRecord | null,
): boolean {
  if ((planned.content ?? null) === null) return true;
  const staged = (side: Side, record: ServiceRecord | null): StagedRow | null =>
    record === null ? null : stageRow(context.table, side, record, context.hash, true);
  const [left, right] = [staged('FSM', fsm), staged('BOOKS', books)];
  const row = left ?? right;
  if (row === null) return true;
  const unit: Unit =
    link === null
      ? { ...NO_MATCH, side: left === null ? 'BOOKS' : 'FSM', row, match: left === null ? null : right }
      : { kind: 'linked', link, fsm: left, books: right };
  return contentOf(context.table, unit, context.hash) === planned.content;
}

const NO_MATCH = {
  kind: 'unlinked',
  matchedBy: null,
  sameOnOwnSide: 1,
  sameOnOtherSide: 0,
  inactiveMatchId: null,
} as const;

const notAsPreviewed = (): Done => ({ outcome: 'SKIPPED', reason: changedSincePreview(), stayPending: true });

/** What an earlier reading hides of the source reaches the target with the next run; nothing else may rest on one. */
const onlyWritesAway = (direction: Direction, decision: Decision): boolean => {
  if (decision.kind !== 'update') return false;
  const { toBooks, toFsm } = decision;
  const [target, source] = direction === 'TO_BOOKS' ? [toBooks, toFsm] : [toFsm, toBooks];
  return target.fields.length > 0 && source.fields.length === 0;
};

/** The plan was made from hashes some time ago; what counts is what both services say now. */
function freshDecision(
  context: TableContext,
  task: Task,
  fsm: ServiceRecord,
  books: ServiceRecord,
): Decision {
  const left = stageRow(context.table, 'FSM', fsm, context.hash, true);
  const staged = stageRow(context.table, 'BOOKS', books, context.hash, true);
  // A customer whose sub-type was changed is of another table by now, whatever its values say.
  const right = { ...staged, kind: books.group ?? context.kind };
  const rules = { ...reconcileContext(context, true), ...laterAsPlanned(context, task) };
  if (task.link !== null) {
    return reconcile({ kind: 'linked', link: task.link, fsm: left, books: right }, rules);
  }
  // That the two belong together was decided with the plan; the duplicate policy may have been changed since (E7).
  return reconcile(
    {
      kind: 'unlinked',
      side: 'FSM',
      row: left,
      match: right,
      matchedBy: wasMadeByUs(task) ? 'intent' : 'counterpart',
      sameOnOwnSide: 1,
      sameOnOtherSide: 1,
      inactiveMatchId: null,
    },
    rules,
  );
}

/**
 * A contact person has the time of its customer (books-api.md 4.3), and this run may have moved that since: by a write to
 * the customer, or to another person of it. Which of two records that both moved is the later one was seen by the plan.
 */
function laterAsPlanned(context: TableContext, { planned }: Task): { readonly later?: Side } {
  const { cause, direction, fields } = planned;
  const compared = cause.startsWith('MATCHED_') || cause === 'CHANGED_ON_BOTH';
  if (context.parents === null || !compared || fields.length === 0) return {};
  // Where each side keeps its own changes, the direction tells nothing of who was later.
  if (cause === 'CHANGED_ON_BOTH' && context.table.plan.conflict === 'mergeFields') return {};
  return { later: sourceOf(direction) };
}

const wasMadeByUs = ({ planned }: Task): boolean =>
  planned.operation === 'CREATE' || (planned.operation === 'DEACTIVATE' && planned.linkId === null);

function lostRecord(task: Task, side: Side): Done {
  if (task.link === null) return lostMatch('deleted');
  return {
    ...skipped(side === 'FSM' ? 'DELETED_IN_FSM' : 'DELETED_IN_BOOKS'),
    link: goneLink(side, task.link),
  };
}

function lostMatch(how: string): Done {
  const message = `The matching record was ${how} while the run went on; the next run takes this one up again.`;
  return { outcome: 'FAILED', reason: { code: 'COUNTERPART_VANISHED', message, field: null } };
}

async function apply(
  context: TableContext,
  task: Task,
  fsm: ServiceRecord,
  books: ServiceRecord,
  decision: Decision,
): Promise<Done> {
  const base = task.link?.base ?? {};
  switch (decision.kind) {
    case 'unchanged':
      return { outcome: 'UNCHANGED', link: linkWrite(context, base, fsm, books, false) };
    case 'link': {
      const outcome = task.link === null ? 'LINKED' : 'UNCHANGED';
      // Equal by now: what was planned may have been written before a crash, and then it was not logged yet.
      const { overwritten } = task.planned;
      const link = linkWrite(context, base, fsm, books, false);
      return { outcome, overwritten, link, ...idsOf(fsm, books) };
    }
    case 'skip':
      return { outcome: 'SKIPPED', reason: decision.reason, link: skippedLink(task, fsm, books) };
    case 'fail':
      return { outcome: 'FAILED', reason: decision.reason, fields: decision.fields };
    case 'update':
      return update(context, task, fsm, books, decision);
    case 'deactivate':
      return deactivate(context, task, fsm, books);
    case 'create':
    case 'markGone':
      return { outcome: 'UNCHANGED' };
  }
}

function skippedLink({ link }: Task, fsm: ServiceRecord, books: ServiceRecord): LinkWrite | null {
  const base = link === null ? null : skippedBase(link.base, fsm.active, books.active);
  return link === null || base === null ? null : withBase(link, base);
}

async function deactivate(
  context: TableContext,
  task: Task,
  fsm: ServiceRecord,
  books: ServiceRecord,
): Promise<Done> {
  await context.proveLease();
  await context.modules.FSM.deactivate(fsm.id, context.signal);
  // How FSM takes the flag is not documented (fsm-api.md 4): believe only what it shows.
  const now = await context.modules.FSM.get(fsm.id, context.signal);
  if (now === null) return lostRecord(task, 'FSM');
  if (now.active) {
    const message = 'FSM answered success but the record is still active. Make it inactive in FSM by hand.';
    return {
      outcome: 'FAILED',
      direction: 'TO_FSM',
      reason: { code: 'DEACTIVATION_NOT_KEPT', message, field: null },
    };
  }
  // Only that both are inactive is agreed: edits made at the same time show again when the records return.
  const base = { ...task.link?.base, [ACTIVE_KEY]: INACTIVE };
  const link = { ...linkWrite(context, {}, now, books, false), base };
  return { outcome: 'DEACTIVATED', direction: 'TO_FSM', link };
}

/**
 * A pair found after a doubt: the create is done, and what the two differ in is brought together at once. Its link is
 * kept whatever comes of that.
 * @throws as `act`
 */
export async function adopt(
  context: TableContext,
  task: Task,
  fsm: ServiceRecord,
  books: ServiceRecord,
): Promise<RecordResult> {
  const pair: Task = { ...task, fsm, books };
  const link = linkWrite(context, {}, fsm, books, false);
  const common = { direction: task.planned.direction, ...idsOf(fsm, books) };
  try {
    const done = await apply(context, pair, fsm, books, freshDecision(context, pair, fsm, books));
    const kept = { ...done, ...common, link: done.link ?? link };
    return resultOf(context, pair, done.outcome === 'FAILED' ? kept : { ...kept, outcome: 'CREATED' });
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    return resultOf(context, pair, { ...common, outcome: 'FAILED', reason, link });
  }
}
