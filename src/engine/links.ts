/** Links as decisions leave them, from hashes alone. */
import { booksStamp, type TableContext } from './context.ts';
import { agreedBase, hashesFromBase, skippedBase } from './fingerprint.ts';
import type { Base, LinkRow, LinkWrite, Side, StagedRow, Unit } from './model.ts';
import { ACTIVE, ACTIVE_KEY } from './model.ts';

/** Two equal records become linked without a call. */
export function matchedLink(
  context: TableContext,
  unit: Extract<Unit, { kind: 'unlinked' }>,
): LinkWrite | null {
  const fsm = unit.side === 'FSM' ? unit.row : unit.match;
  const books = unit.side === 'FSM' ? unit.match : unit.row;
  if (fsm === null || books === null) return null;
  return {
    fsmModule: context.modules.FSM.module,
    fsmId: fsm.recordId,
    booksModule: context.modules.BOOKS.module,
    booksId: books.recordId,
    base: matchedBase(context, fsm, books),
    unverified: false,
    fsmModifiedAtMs: fsm.modifiedAtMs,
    booksModifiedAtMs: booksStamp(context, books),
    fsmGone: false,
    booksGone: false,
  };
}

function matchedBase(context: TableContext, fsm: StagedRow, books: StagedRow): Base {
  const base = agreedBase(context.table, {}, fsm.hashes, books.hashes, books.active);
  return skippedBase(base, fsm.active, books.active) ?? base;
}

/** Linked records that came to agree by themselves; the base stands in for a side that was not read. */
export function agreedLink(context: TableContext, unit: Extract<Unit, { kind: 'linked' }>): LinkWrite {
  const { link, fsm, books } = unit;
  const { table } = context;
  const left = fsm?.hashes ?? hashesFromBase(table, 'FSM', link.base);
  const right = books?.hashes ?? hashesFromBase(table, 'BOOKS', link.base);
  const booksActive = books?.active ?? link.base[ACTIVE_KEY] === ACTIVE;
  return {
    ...withBase(link, agreedBase(table, link.base, left, right, booksActive)),
    unverified: fsm === null && link.unverified,
    fsmModifiedAtMs: fsm?.modifiedAtMs ?? link.fsmModifiedAtMs,
    booksModifiedAtMs: books === null ? null : booksStamp(context, books),
  };
}

/** What a skip leaves to remember; null when that is nothing new. */
export function skippedLink(unit: Extract<Unit, { kind: 'linked' }>): LinkWrite | null {
  const { link, fsm, books } = unit;
  if (link.fsmGone || link.booksGone) return null;
  const base = skippedBase(link.base, fsm?.active ?? null, books?.active ?? null);
  return base === null ? null : withBase(link, base);
}

/** The link with another base. One between two counterparts has no Books module, and stays without. */
export function withBase(link: LinkRow, base: LinkRow['base']): LinkWrite {
  return {
    fsmModule: link.fsmModule,
    fsmId: link.fsmId,
    booksModule: link.booksModule,
    booksId: link.booksId,
    base,
    unverified: link.unverified,
    fsmModifiedAtMs: link.fsmModifiedAtMs,
    booksModifiedAtMs: null,
    fsmGone: link.fsmGone,
    booksGone: link.booksGone,
  };
}

/** The link as it stays when one of its records is gone (D1, D2). */
export function goneLink(side: Side, link: LinkRow): LinkWrite {
  return {
    ...withBase(link, link.base),
    unverified: false,
    fsmGone: link.fsmGone || side === 'FSM',
    booksGone: link.booksGone || side === 'BOOKS',
  };
}
