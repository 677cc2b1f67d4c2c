/**
 * The heart: pure decisions over hashes. Equality of content decides whether anything is written; times only decide who
 * wins when both sides moved.
 */
import type { CompiledRule, CompiledTable } from '../mapping/plan.ts';
import { ACTIVE, ACTIVE_KEY, changedSince, equalEntries, hashesFromBase, INACTIVE } from './fingerprint.ts';
import type {
  Base,
  Cause,
  Decision,
  DuplicatePolicy,
  FieldHashes,
  Reason,
  StagedRow,
  Unit,
} from './model.ts';
import { towards } from './model.ts';
import type { Hasher, Side } from './services.ts';

export interface ReconcileContext {
  readonly table: CompiledTable;
  readonly duplicates: DuplicatePolicy;
  readonly hash: Hasher;
  /** Service clock less ours, ms: makes the two sides' modified times comparable. */
  readonly clockOffsetMs: Readonly<Record<Side, number>>;
}

export function reconcile(unit: Unit, context: ReconcileContext): Decision {
  return unit.kind === 'linked' ? reconcileLinked(unit, context) : reconcileUnlinked(unit, context);
}

function reconcileLinked(unit: Extract<Unit, { kind: 'linked' }>, context: ReconcileContext): Decision {
  const { link, fsm, books } = unit;
  if (link.fsmGone || link.booksGone) {
    const side: Side = link.fsmGone ? 'FSM' : 'BOOKS';
    return skip(side === 'FSM' ? 'DELETED_IN_FSM' : 'DELETED_IN_BOOKS');
  }
  if (fsm !== null && !fsm.active) return skip('INACTIVE_IN_FSM');
  if (books !== null && !books.active) {
    // D3 speaks of a record that is *made* inactive: one that already was when the sides last agreed is left alone.
    return link.base[ACTIVE_KEY] === INACTIVE ? skip('INACTIVE_IN_BOOKS') : deactivation();
  }
  const seen = fsm !== null && books !== null;
  const decision = compare(
    {
      fsm: fsm?.hashes ?? hashesFromBase(context.table, 'FSM', link.base),
      books: books?.hashes ?? hashesFromBase(context.table, 'BOOKS', link.base),
      base: link.base,
      later: later(fsm, books, context),
      bothSeen: seen,
    },
    context,
  );
  // A Books record that came back to life must be remembered as active, or its next deactivation would be missed.
  const revived = books !== null && link.base[ACTIVE_KEY] !== ACTIVE;
  return decision.kind === 'unchanged' && revived ? { kind: 'link', cause: 'CHANGED_IN_BOOKS' } : decision;
}

const deactivation = (): Decision => ({ kind: 'deactivate', cause: 'DEACTIVATED_IN_BOOKS' });

/** The side that was modified last on one common clock. Equal seconds go to Books, the ledger. */
function later(fsm: StagedRow | null, books: StagedRow | null, context: ReconcileContext): Side {
  if (fsm === null) return 'BOOKS';
  if (books === null) return 'FSM';
  const fsmAt = fsm.modifiedAtMs - context.clockOffsetMs.FSM;
  const booksAt = books.modifiedAtMs - context.clockOffsetMs.BOOKS;
  return fsmAt > booksAt ? 'FSM' : 'BOOKS';
}

interface Comparison {
  readonly fsm: FieldHashes;
  readonly books: FieldHashes;
  /** Empty for two records that were just matched. */
  readonly base: Base;
  readonly later: Side;
  readonly bothSeen: boolean;
}

/** What one rule says: nothing to do, a side that moved, or a value that a service did not keep. */
type Finding = 'equal' | 'fsm' | 'books' | 'both' | 'unmapped' | 'notKept';

function findingOf(rule: CompiledRule, comparison: Comparison): Finding {
  const key = rule.plan.key;
  const fsm = comparison.fsm[key];
  const books = comparison.books[key];
  if (fsm === undefined || books === undefined) return 'equal'; // unknown: nothing is overwritten with it (P3)
  if (equalEntries(fsm, books)) return 'equal';
  const base = comparison.base[key];
  if (base === undefined) return Object.keys(comparison.base).length === 0 ? 'both' : 'unmapped';
  const fsmMoved = changedSince(base, 'FSM', fsm);
  const booksMoved = changedSince(base, 'BOOKS', books);
  if (fsmMoved && booksMoved) return 'both';
  if (fsmMoved) return 'fsm';
  if (booksMoved) return 'books';
  return comparison.bothSeen ? 'notKept' : 'equal';
}

/** Compares field by field and says who overwrites whom. */
function compare(comparison: Comparison, context: ReconcileContext): Decision {
  const found = context.table.rules.map((rule) => ({ rule, finding: findingOf(rule, comparison) }));
  const differing = found.filter(({ finding }) => finding !== 'equal' && finding !== 'notKept');
  if (differing.length === 0) {
    const notKept = found.filter(({ finding }) => finding === 'notKept').map(({ rule }) => rule.plan.key);
    return notKept.length === 0 ? { kind: 'unchanged' } : notKeptFailure(notKept);
  }
  const winner = winningSide(differing, comparison, context);
  const writes = { toBooks: emptyWrites(), toFsm: emptyWrites() };
  for (const { rule, finding } of differing) {
    const from = sourceSide(rule, finding, winner, comparison, context);
    const target = from === 'FSM' ? writes.toBooks : writes.toFsm;
    target.fields.push(rule.plan.key);
    if (givesUpAnEdit(finding, from)) target.overwritten.push(rule.plan.key);
  }
  return { kind: 'update', cause: causeOf(differing.map(({ finding }) => finding)), ...writes };
}

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
  if (moved.size === 1 && moved.has('books')) return 'BOOKS';
  // Just matched (M2) or both moved: records that were only matched know no policy but "the later one".
  const matched = Object.keys(comparison.base).length === 0;
  const policy = matched ? 'latestWins' : context.table.plan.conflict;
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
  const { direction, key } = rule.plan;
  if (direction === 'toBooks') return 'FSM';
  if (direction === 'toFsm') return 'BOOKS';
  if (finding === 'unmapped') {
    // A field mapped just now has no history: an empty side is filled, two values follow the policy (S5).
    const empty = context.hash(key, null);
    if (comparison.books[key]?.split('.', 1)[0] === empty) return 'FSM';
    if (comparison.fsm[key]?.split('.', 1)[0] === empty) return 'BOOKS';
    return winner;
  }
  const matched = Object.keys(comparison.base).length === 0;
  if (context.table.plan.conflict === 'mergeFields' && !matched) {
    if (finding === 'fsm') return 'FSM';
    if (finding === 'books') return 'BOOKS';
  }
  return winner;
}

/** True when the side written to had moved itself: its edit is given up, and the log says so (law 2). */
function givesUpAnEdit(finding: Finding, from: Side): boolean {
  if (finding === 'both') return true;
  return from === 'FSM' ? finding === 'books' : finding === 'fsm';
}

function causeOf(findings: readonly Finding[]): Cause {
  const moved = new Set(findings);
  if (moved.has('both') || (moved.has('fsm') && moved.has('books'))) return 'CHANGED_ON_BOTH';
  if (moved.has('fsm')) return 'CHANGED_IN_FSM';
  if (moved.has('books')) return 'CHANGED_IN_BOOKS';
  return 'NEWLY_MAPPED';
}

function reconcileUnlinked(unit: Extract<Unit, { kind: 'unlinked' }>, context: ReconcileContext): Decision {
  const { row, side, match, matchedBy } = unit;
  if (!row.active) return skip(side === 'FSM' ? 'INACTIVE_IN_FSM' : 'INACTIVE_IN_BOOKS');
  const clones = context.duplicates === 'CLONE' && matchedBy !== 'counterpart';
  if (clones) {
    const duplicate = unit.sameOnOtherSide > 0;
    return {
      kind: 'create',
      direction: towards(side === 'FSM' ? 'BOOKS' : 'FSM'),
      cause: duplicate ? 'CLONE_OF_DUPLICATE' : 'NEW_RECORD',
    };
  }
  if (matchedBy !== 'counterpart' && unit.sameOnOtherSide > 0) {
    if (unit.sameOnOtherSide > 1 || unit.sameOnOwnSide > 1) return ambiguous(side);
  }
  if (match !== null) return reconcileMatched(unit, match, context);
  if (side === 'FSM' && unit.inactiveOnOtherSide > 0) return failOnInactiveMatch();
  return { kind: 'create', direction: towards(side === 'FSM' ? 'BOOKS' : 'FSM'), cause: 'NEW_RECORD' };
}

function reconcileMatched(
  unit: Extract<Unit, { kind: 'unlinked' }>,
  match: StagedRow,
  context: ReconcileContext,
): Decision {
  const fsm = unit.side === 'FSM' ? unit.row : match;
  const books = unit.side === 'FSM' ? match : unit.row;
  const cause = unit.matchedBy === 'counterpart' ? 'MATCHED_BY_COUNTERPART' : 'MATCHED_BY_IDENTITY';
  if (!fsm.active) return skip('INACTIVE_IN_FSM');
  if (!books.active) return skip('INACTIVE_IN_BOOKS');
  const decision = compare(
    {
      fsm: fsm.hashes,
      books: books.hashes,
      base: {},
      later: later(fsm, books, context),
      bothSeen: true,
    },
    context,
  );
  return decision.kind === 'update' ? { ...decision, cause } : { kind: 'link', cause };
}

const SKIPS: Partial<Record<Cause, string>> = {
  INACTIVE_IN_FSM: 'The FSM record is inactive; the sync leaves inactive FSM records alone.',
  INACTIVE_IN_BOOKS: 'The Books record is inactive; only the moment it is made inactive is carried to FSM.',
  DELETED_IN_FSM: 'The FSM record was deleted; its Books record stays as it is and is not created again.',
  DELETED_IN_BOOKS: 'The Books record was deleted; its FSM record stays as it is and is not created again.',
};

export function skip(cause: Cause): Decision {
  return { kind: 'skip', cause, reason: { code: cause, message: SKIPS[cause] ?? cause, field: null } };
}

function ambiguous(side: Side): Decision {
  const here = side === 'FSM' ? 'FSM' : 'Books';
  return {
    kind: 'fail',
    cause: 'AMBIGUOUS_IDENTITY',
    fields: [],
    reason: {
      code: 'AMBIGUOUS_IDENTITY',
      field: null,
      message: `More than one record shares this ${here} record's name, so the right counterpart cannot be told. Give each its own name, or link them by hand.`,
    },
  };
}

function failOnInactiveMatch(): Decision {
  return {
    kind: 'fail',
    cause: 'INACTIVE_IN_BOOKS',
    fields: [],
    reason: {
      code: 'MATCH_IS_INACTIVE',
      field: null,
      message:
        'Books holds an inactive record of the same name. Make it active to link the two, or rename one of them.',
    },
  };
}
