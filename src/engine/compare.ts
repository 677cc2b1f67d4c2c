/** Two records field by field against what they last agreed on: who moved, and who overwrites whom. */
import type { CompiledRule } from '../mapping/plan.ts';
import {
  baseKey,
  changedSince,
  entryOfNothing,
  equalEntries,
  isAcceptedDifference,
  unknownKeys,
} from './fingerprint.ts';
import type { Base, Cause, Decision, FieldHashes, Reason } from './model.ts';
import type { ReconcileContext } from './reconcile.ts';
import type { Side } from './services.ts';

export interface Comparison {
  readonly fsm: FieldHashes;
  readonly books: FieldHashes;
  readonly base: Base;
  readonly later: Side;
  /** False: one of the two stands in from the base, because no listing showed it. */
  readonly bothSeen: boolean;
  /** Two records that were just matched: there is no base, and the later one overwrites the other (M2). */
  readonly matched: boolean;
}

/**
 * What one rule says. `settled`: equal now, though not what was agreed last. `unagreed`: equal, and never agreed on.
 * `unseen`: never agreed on either, and a side was not read. `notKept`: a service stored another value than it was sent.
 */
type Finding =
  | 'equal'
  | 'settled'
  | 'unagreed'
  | 'fsm'
  | 'books'
  | 'both'
  | 'unmapped'
  | 'unseen'
  | 'notKept';

function findingOf(rule: CompiledRule, comparison: Comparison): Finding {
  const { bothSeen, matched } = comparison;
  // Such a field had its value when the record was made; what became of it since is its own side's business.
  if (rule.plan.onCreate === true) return 'equal';
  const fsm = comparison.fsm[rule.plan.key];
  const books = comparison.books[rule.plan.key];
  const base = comparison.base[baseKey(rule)];
  if (fsm === undefined || books === undefined) {
    // Unknown: nothing is overwritten with it (P3). Never agreed on: the base cannot stand in for the other side.
    const silent: Side = fsm === undefined ? 'FSM' : 'BOOKS';
    const shown = fsm !== undefined || books !== undefined;
    const news = base === undefined && !unknownKeys(comparison.base, silent).has(rule.plan.key);
    return !bothSeen && news && shown ? 'unseen' : 'equal';
  }
  const fsmMoved = base !== undefined && changedSince(base, 'FSM', fsm);
  const booksMoved = base !== undefined && changedSince(base, 'BOOKS', books);
  if (equalEntries(fsm, books))
    return base === undefined ? 'unagreed' : fsmMoved || booksMoved ? 'settled' : 'equal';
  if (base === undefined) return matched ? 'both' : 'unmapped';
  if (fsmMoved && booksMoved) return 'both';
  if (fsmMoved) return 'fsm';
  if (booksMoved) return 'books';
  return isAcceptedDifference(base) ? 'notKept' : 'equal';
}

const UNDECIDED: ReadonlySet<Finding> = new Set(['fsm', 'books', 'both', 'unmapped']);

/** Compares field by field and says who overwrites whom. `link`: equal, and that is news to the base. */
export function compare(comparison: Comparison, context: ReconcileContext): Decision {
  const found = context.table.rules.map((rule) => ({ rule, finding: findingOf(rule, comparison) }));
  const has = (finding: Finding): boolean => found.some((each) => each.finding === finding);
  const differing = found.filter(({ finding }) => UNDECIDED.has(finding));
  if (differing.length === 0) {
    if (has('unseen')) return lookAtBoth('NEWLY_MAPPED');
    // Lists lag: what one shows may be older than the base, and must not become the base again.
    if (has('settled') && !context.fresh) return lookAtBoth('CHANGED_ON_BOTH');
    const notKept = found.filter(({ finding }) => finding === 'notKept').map(({ rule }) => rule.plan.key);
    if (notKept.length > 0) return notKeptFailure(notKept);
    if (has('settled')) return { kind: 'link', cause: 'CHANGED_ON_BOTH' };
    return has('unagreed') ? { kind: 'link', cause: 'NEWLY_MAPPED' } : { kind: 'unchanged' };
  }
  const winner = winningSide(differing, comparison, context);
  const writes = { toBooks: emptyWrites(), toFsm: emptyWrites() };
  for (const { rule, finding } of differing) {
    const from = sourceSide(rule, finding, winner, comparison, context);
    const target = from === 'FSM' ? writes.toBooks : writes.toFsm;
    target.fields.push(rule.plan.key);
    if (givesUpAnEdit(rule, finding, from, comparison, context)) target.overwritten.push(rule.plan.key);
  }
  return { kind: 'update', cause: causeOf(differing.map(({ finding }) => finding)), ...writes };
}

/** An update that names no field yet: both records are read, and then it is decided again. */
export const lookAtBoth = (cause: Cause): Decision => ({
  kind: 'update',
  cause,
  toBooks: emptyWrites(),
  toFsm: emptyWrites(),
});

const emptyWrites = (): { fields: string[]; overwritten: string[] } => ({ fields: [], overwritten: [] });

const notKeptFailure = (fields: readonly string[]): Decision => ({
  kind: 'fail',
  cause: 'VALUE_NOT_KEPT',
  fields,
  reason: notKeptReason(fields),
});

export function notKeptReason(fields: readonly string[]): Reason {
  return {
    code: 'VALUE_NOT_KEPT',
    field: fields[0] ?? null,
    message: `A service stored another value than the one it was sent (${fields.join(', ')}). Edit the field on either side to a value both keep.`,
  };
}

function winningSide(
  differing: readonly { finding: Finding }[],
  comparison: Comparison,
  context: ReconcileContext,
): Side {
  const moved = new Set(differing.map(({ finding }) => finding));
  moved.delete('unmapped');
  if (moved.size === 1 && moved.has('fsm')) return 'FSM';
  // An import brings over what Books has, not what it had: an edit that FSM alone has made stays.
  if (context.imports === true) return 'BOOKS';
  if (moved.size === 1 && moved.has('books')) return 'BOOKS';
  // Just matched (M2) or both moved: records that were only matched know no policy but "the later one".
  const policy = comparison.matched ? 'latestWins' : context.table.plan.conflict;
  if (policy === 'fsmWins') return 'FSM';
  if (policy === 'booksWins') return 'BOOKS';
  return comparison.later;
}

function sourceSide(
  rule: CompiledRule,
  finding: Finding,
  winner: Side,
  comparison: Comparison,
  context: ReconcileContext,
): Side {
  const { direction } = rule.plan;
  if (direction === 'toBooks') return 'FSM';
  if (direction === 'toFsm') return 'BOOKS';
  if (finding === 'unmapped') {
    // A field mapped just now has no history: an empty side is filled, two values follow the policy (S5).
    if (isEmpty(rule, comparison.books, context)) return 'FSM';
    if (isEmpty(rule, comparison.fsm, context)) return 'BOOKS';
    return winner;
  }
  if (context.table.plan.conflict === 'mergeFields' && !comparison.matched) {
    if (finding === 'fsm') return 'FSM';
    if (finding === 'books') return 'BOOKS';
  }
  return winner;
}

const isEmpty = (rule: CompiledRule, hashes: FieldHashes, context: ReconcileContext): boolean =>
  entryOfNothing(rule, hashes[rule.plan.key], context.hash);

/** True when the side written to held something of its own: it is given up, and the log says so (law 2). */
function givesUpAnEdit(
  rule: CompiledRule,
  finding: Finding,
  from: Side,
  comparison: Comparison,
  context: ReconcileContext,
): boolean {
  if (finding === 'both') return true;
  if (finding === 'unmapped') {
    return !isEmpty(rule, from === 'FSM' ? comparison.books : comparison.fsm, context);
  }
  return from === 'FSM' ? finding === 'books' : finding === 'fsm';
}

function causeOf(findings: readonly Finding[]): Cause {
  const moved = new Set(findings);
  if (moved.has('both') || (moved.has('fsm') && moved.has('books'))) return 'CHANGED_ON_BOTH';
  if (moved.has('fsm')) return 'CHANGED_IN_FSM';
  if (moved.has('books')) return 'CHANGED_IN_BOOKS';
  return 'NEWLY_MAPPED';
}
