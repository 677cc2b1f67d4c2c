/**
 * The heart: pure decisions over hashes. Equality of content decides whether anything is written; times only decide who
 * wins when both sides moved.
 */
import type { CompiledTable } from '../mapping/plan.ts';
import { compare, lookAtBoth } from './compare.ts';
import { hashesFromBase } from './fingerprint.ts';
import { importDecision } from './mode.ts';
import type { Cause, Decision, DuplicatePolicy, StagedRow, Unit } from './model.ts';
import { ACTIVE_KEY, FSM_ACTIVE_KEY, INACTIVE, towards } from './model.ts';
import type { Hasher, Side } from './services.ts';

export interface ReconcileContext {
  readonly table: CompiledTable;
  readonly duplicates: DuplicatePolicy;
  readonly hash: Hasher;
  /** Both records were read directly just now; false: by a list, which may lag. */
  readonly fresh: boolean;
  /** Service clock less ours, ms: makes the two sides' modified times comparable. */
  readonly clockOffsetMs: Readonly<Record<Side, number>>;
  /** Books overwrites FSM, and nothing is written to Books. */
  readonly imports?: boolean;
  /** The side that was the later one, where the records' present times do not tell any more. */
  readonly later?: Side;
}

export function reconcile(unit: Unit, context: ReconcileContext): Decision {
  const decision = unit.kind === 'linked' ? reconcileLinked(unit, context) : reconcileUnlinked(unit, context);
  return context.imports === true ? importDecision(unit, decision) : decision;
}

function reconcileLinked(unit: Extract<Unit, { kind: 'linked' }>, context: ReconcileContext): Decision {
  const { link } = unit;
  const fsm = unlessStale(unit.fsm, link.fsmModifiedAtMs);
  const books = unlessStale(unit.books, link.booksModifiedAtMs);
  if (link.fsmGone || link.booksGone) {
    const side: Side = link.fsmGone ? 'FSM' : 'BOOKS';
    return skip(side === 'FSM' ? 'DELETED_IN_FSM' : 'DELETED_IN_BOOKS');
  }
  const shape = reshaped(unit, fsm, books);
  if (shape !== null) return shape;
  // A record that slept (D4), or was inactive in Books, shows its return itself; what the other did meanwhile must be read.
  const fsmSlept = link.base[FSM_ACTIVE_KEY] === INACTIVE;
  const booksSlept = link.base[ACTIVE_KEY] === INACTIVE;
  if (fsm === null ? fsmSlept : !fsm.active) return skip('INACTIVE_IN_FSM');
  if (books === null ? booksSlept && !fsmSlept : !books.active) {
    // D3 speaks of a record that is *made* inactive: one that already was when the sides last agreed is left alone.
    return booksSlept ? skip('INACTIVE_IN_BOOKS') : deactivation();
  }
  const woken = (fsm !== null && fsmSlept) || (books !== null && booksSlept);
  if (woken && (fsm === null || books === null)) {
    return lookAtBoth(fsm === null ? 'CHANGED_IN_BOOKS' : 'CHANGED_IN_FSM');
  }
  const decision = compare(
    {
      fsm: fsm?.hashes ?? hashesFromBase(context.table, 'FSM', link.base),
      books: books?.hashes ?? hashesFromBase(context.table, 'BOOKS', link.base),
      base: link.base,
      later: later(fsm, books, context),
      bothSeen: fsm !== null && books !== null,
      matched: false,
    },
    context,
  );
  // That both are active again must be remembered, or the next deactivation would be missed.
  return decision.kind === 'unchanged' && woken ? { kind: 'link', cause: 'CHANGED_ON_BOTH' } : decision;
}

/**
 * A record that is of another table than its link. FSM contacts that moved were released before (prepare.ts), so what is
 * left is a customer whose sub-type was changed in Books, or a record that the sync type leaves alone.
 */
function reshaped(
  { link }: Extract<Unit, { kind: 'linked' }>,
  fsm: StagedRow | null,
  books: StagedRow | null,
): Decision | null {
  if (fsm?.orphan === true || books?.orphan === true) return skip('COMPANY_NOT_SYNCED');
  const others = [fsm, books].filter((row) => row !== null && row.kind !== link.kind);
  if (others.length === 0) return null;
  return others.some((row) => row?.kind === null) ? skip('OUT_OF_SYNC_TYPE') : shapeChanged();
}

const shapeChanged = (): Decision => ({
  kind: 'fail',
  cause: 'SHAPE_CHANGED',
  fields: [],
  reason: {
    code: 'SHAPE_CHANGED',
    field: null,
    message:
      'The customer was changed between business and individual in Books, so it is no counterpart of its FSM record any more. Change it back, or take the link away (unlinkRecords) and link each record with what it is now.',
  },
});

/** A lagging list may show a record as it was before it was last agreed on: that says nothing. */
const unlessStale = (row: StagedRow | null, agreedAtMs: number | null): StagedRow | null =>
  row !== null && agreedAtMs !== null && row.modifiedAtMs < agreedAtMs ? null : row;

const deactivation = (): Decision => ({ kind: 'deactivate', cause: 'DEACTIVATED_IN_BOOKS' });

/** The side that was modified last on one common clock. Equal seconds go to Books, the ledger. */
function later(fsm: StagedRow | null, books: StagedRow | null, context: ReconcileContext): Side {
  if (fsm === null) return 'BOOKS';
  if (books === null) return 'FSM';
  if (context.later !== undefined) return context.later;
  const fsmAt = fsm.modifiedAtMs - context.clockOffsetMs.FSM;
  const booksAt = books.modifiedAtMs - context.clockOffsetMs.BOOKS;
  return fsmAt > booksAt ? 'FSM' : 'BOOKS';
}

function reconcileUnlinked(unit: Extract<Unit, { kind: 'unlinked' }>, context: ReconcileContext): Decision {
  const { row, side, match, matchedBy } = unit;
  if (match !== null && (matchedBy === 'counterpart' || matchedBy === 'intent'))
    return reconcileMatched(unit, match, context);
  if (!row.active) return skip(side === 'FSM' ? 'INACTIVE_IN_FSM' : 'INACTIVE_IN_BOOKS');
  if (row.orphan) return skip('COMPANY_NOT_SYNCED');
  if (isIdentityHidden(row, context.table)) return skip('IDENTITY_HIDDEN');
  if (context.duplicates === 'CLONE') {
    const duplicate = unit.sameOnOtherSide > 0;
    return {
      kind: 'create',
      direction: towards(side === 'FSM' ? 'BOOKS' : 'FSM'),
      cause: duplicate ? 'CLONE_OF_DUPLICATE' : 'NEW_RECORD',
    };
  }
  if (unit.sameOnOtherSide > 1 || (unit.sameOnOtherSide === 1 && unit.sameOnOwnSide > 1))
    return ambiguous(side);
  if (match !== null) return reconcileMatched(unit, match, context);
  if (side === 'FSM' && unit.inactiveMatchId !== null) return failOnInactiveMatch();
  return { kind: 'create', direction: towards(side === 'FSM' ? 'BOOKS' : 'FSM'), cause: 'NEW_RECORD' };
}

function reconcileMatched(
  unit: Extract<Unit, { kind: 'unlinked' }>,
  match: StagedRow,
  context: ReconcileContext,
): Decision {
  const fsm = unit.side === 'FSM' ? unit.row : match;
  const books = unit.side === 'FSM' ? match : unit.row;
  const cause = unit.matchedBy === 'identity' ? 'MATCHED_BY_IDENTITY' : 'MATCHED_BY_COUNTERPART';
  // What we made was active: somebody has made it inactive since (D3).
  if (unit.matchedBy === 'intent' && fsm.active && !books.active) return deactivation();
  // Only Zoho's own sync joins inactive records. The link is kept, so that neither is taken for a new one when it returns.
  if (!fsm.active || !books.active) return { kind: 'link', cause };
  const decision = compare(
    {
      fsm: fsm.hashes,
      books: books.hashes,
      base: {},
      later: later(fsm, books, context),
      bothSeen: true,
      matched: true,
    },
    context,
  );
  return decision.kind === 'update' ? { ...decision, cause } : { kind: 'link', cause };
}

/** Hidden is not empty: an empty name is for the target's own check to refuse (P3). */
const isIdentityHidden = (row: StagedRow, table: CompiledTable): boolean =>
  table.rules.some(({ plan }) => plan.identity && row.hashes[plan.key] === undefined);

const SKIPS: Partial<Record<Cause, string>> = {
  INACTIVE_IN_FSM: 'The FSM record is inactive; the sync leaves inactive FSM records alone.',
  INACTIVE_IN_BOOKS: 'The Books record is inactive; only the moment it is made inactive is carried to FSM.',
  IDENTITY_HIDDEN:
    'The service hides the values that the record is matched by. Allow them in its privacy settings to sync the record.',
  COMPANY_NOT_SYNCED:
    'The company of this contact has no counterpart that it could be synced under: it is inactive, failed, or was deleted on one side. The contact follows once the company is synced.',
  OUT_OF_SYNC_TYPE: 'The record is of a kind that the sync type of this connection leaves alone.',
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
