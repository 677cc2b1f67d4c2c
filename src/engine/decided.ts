/** Decisions as records of the plan. */
import type { TableContext } from './context.ts';
import { agreedLink, goneLink, matchedLink, skippedLink } from './links.ts';
import type { DecidedRecord, Decision, Direction, LinkRow, Side, Unit } from './model.ts';
import { towards } from './model.ts';
import { skip } from './reconcile.ts';

/** What is to be done about the unit, as it stands in the log before it is done. */
export function recordOf(
  context: TableContext,
  unit: Unit,
  decision: Exclude<Decision, { kind: 'unchanged' }>,
): DecidedRecord {
  const ids = idsOf(unit);
  const blank = {
    ...ids,
    direction: defaultDirection(unit),
    cause: decision.cause,
    fields: [],
    overwritten: [],
    reason: null,
    outcome: null,
    link: null,
  };
  switch (decision.kind) {
    case 'create':
      // A cloned record has no counterpart yet, whatever shares its name.
      return {
        ...blank,
        operation: 'CREATE',
        direction: decision.direction,
        fsmId: decision.direction === 'TO_BOOKS' ? ids.fsmId : null,
        booksId: decision.direction === 'TO_FSM' ? ids.booksId : null,
      };
    case 'update': {
      const fields = [...decision.toBooks.fields, ...decision.toFsm.fields];
      const first: Direction = decision.toBooks.fields.length > 0 ? 'TO_BOOKS' : 'TO_FSM';
      const direction = fields.length > 0 ? first : blank.direction;
      const overwritten = [...decision.toBooks.overwritten, ...decision.toFsm.overwritten];
      return { ...blank, operation: 'UPDATE', direction, fields, overwritten };
    }
    case 'deactivate':
      return { ...blank, operation: 'DEACTIVATE', direction: 'TO_FSM' };
    case 'link':
      // Linked before: nothing but the base is new.
      return {
        ...blank,
        operation: 'LINK',
        outcome: unit.kind === 'linked' ? 'UNCHANGED' : 'LINKED',
        link: unit.kind === 'linked' ? agreedLink(context, unit) : matchedLink(context, unit),
      };
    case 'markGone':
      return { ...blank, operation: 'MARK_GONE', direction: towards(decision.side) };
    case 'skip':
      return {
        ...blank,
        operation: 'SKIP',
        outcome: 'SKIPPED',
        reason: decision.reason,
        link: unit.kind === 'linked' ? skippedLink(unit) : null,
        awaits: decision.cause === 'COMPANY_NOT_SYNCED' ? parentOf(unit) : null,
      };
    case 'fail':
      return {
        ...blank,
        // The next run needs the inactive record as well, to fail for the same reason.
        booksId: decision.cause === 'INACTIVE_IN_BOOKS' ? inactiveMatchOf(unit) : blank.booksId,
        operation: 'FAIL',
        fields: decision.fields,
        reason: decision.reason,
      };
  }
}

function idsOf(unit: Unit): { fsmId: string | null; booksId: string | null; linkId: string | null } {
  if (unit.kind === 'linked') {
    return { fsmId: unit.link.fsmId, booksId: unit.link.booksId, linkId: unit.link.id };
  }
  const own = unit.row.recordId;
  const other = unit.matchedBy === null ? null : (unit.match?.recordId ?? null);
  return unit.side === 'FSM'
    ? { fsmId: own, booksId: other, linkId: null }
    : { fsmId: other, booksId: own, linkId: null };
}

/** The company or customer that a skipped person waits for. */
function parentOf(unit: Unit): string | null {
  if (unit.kind === 'unlinked') return unit.row.parentId;
  return unit.fsm?.parentId ?? unit.books?.parentId ?? null;
}

const inactiveMatchOf = (unit: Unit): string | null =>
  unit.kind === 'unlinked' ? unit.inactiveMatchId : unit.link.booksId;

function defaultDirection(unit: Unit): Direction {
  if (unit.kind === 'unlinked') return unit.side === 'FSM' ? 'TO_BOOKS' : 'TO_FSM';
  return unit.fsm === null ? 'TO_FSM' : 'TO_BOOKS';
}

/** A record that was proven gone (D1, D2). */
export function goneRecord(side: Side, link: LinkRow): DecidedRecord {
  const cause = side === 'FSM' ? 'DELETED_IN_FSM' : 'DELETED_IN_BOOKS';
  const decision = skip(cause);
  return {
    direction: towards(side),
    operation: 'MARK_GONE',
    cause,
    fields: [],
    overwritten: [],
    fsmId: link.fsmId,
    booksId: link.booksId,
    linkId: link.id,
    reason: decision.kind === 'skip' ? decision.reason : null,
    outcome: 'SKIPPED',
    link: goneLink(side, link),
  };
}
