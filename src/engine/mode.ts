/** What a run is for. Everything but a sync leaves part of the work out; none has code of its own for the rest. */

import type { CompiledTable } from '../mapping/plan.ts';
import { RunRefused } from './errors.ts';
import { hashesFromBase, ownParts } from './fingerprint.ts';
import type {
  DecidedRecord,
  Decision,
  DuplicatePolicy,
  FieldHashes,
  Reason,
  RunMode,
  Unit,
} from './model.ts';
import type { Hasher } from './services.ts';

export const SYNC: RunMode = { kind: 'sync' };

/** Whether what the run has read may move the watermarks: it must have seen everything that changed and dealt with it. */
export const movesWatermarks = ({ kind }: RunMode): boolean => kind === 'sync' || kind === 'apply';

/** A decision as an import carries it out: only what writes to FSM is left of it. */
export function importDecision(unit: Unit, decision: Decision): Decision {
  switch (decision.kind) {
    case 'create':
      return decision.direction === 'TO_BOOKS' ? { kind: 'unchanged' } : decision;
    case 'update': {
      const nothing = { fields: [], overwritten: [] };
      if (decision.toFsm.fields.length > 0) return { ...decision, toBooks: nothing };
      if (decision.toBooks.fields.length === 0) return decision;
      return unit.kind === 'unlinked' ? { kind: 'link', cause: decision.cause } : { kind: 'unchanged' };
    }
    default:
      return decision;
  }
}

/**
 * Whether a run that was given certain records is to decide about the unit. What was read only to find their counterparts,
 * or came along with them, is none of its business. Within a service no two modules share ids that a run reads.
 */
export function isWanted(mode: RunMode, unit: Unit, duplicates: DuplicatePolicy): boolean {
  if (mode.kind !== 'selected') return true;
  const [fsmId, booksId] =
    unit.kind === 'linked'
      ? [unit.link.fsmId, unit.link.booksId]
      : unit.side === 'FSM'
        ? [unit.row.recordId, matchOf(unit, duplicates)]
        : [matchOf(unit, duplicates), unit.row.recordId];
  return mode.records.some(({ side, id }) => id === (side === 'FSM' ? fsmId : booksId));
}

/** A namesake that would be replicated is a record of its own. */
const matchOf = (unit: Extract<Unit, { kind: 'unlinked' }>, duplicates: DuplicatePolicy): string | null =>
  unit.matchedBy === 'identity' && duplicates === 'CLONE' ? null : (unit.match?.recordId ?? null);

/** A digest of what both records held, so that a later run can tell whether it finds the same. */
export function contentOf(table: CompiledTable, unit: Unit, hash: Hasher): string {
  const [fsm, books] = sidesOf(table, unit);
  return hash('$content', JSON.stringify([entries(fsm), entries(books)]));
}

function sidesOf(table: CompiledTable, unit: Unit): readonly [FieldHashes | null, FieldHashes | null] {
  if (unit.kind === 'linked') {
    const { link, fsm, books } = unit;
    return [
      fsm?.hashes ?? hashesFromBase(table, 'FSM', link.base),
      books?.hashes ?? hashesFromBase(table, 'BOOKS', link.base),
    ];
  }
  const other = unit.match?.hashes ?? null;
  return unit.side === 'FSM' ? [unit.row.hashes, other] : [other, unit.row.hashes];
}

function entries(hashes: FieldHashes | null): readonly (readonly [string, string])[] | null {
  return hashes === null ? null : ownParts(hashes).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

export const changedSincePreview = (): Reason => ({
  code: 'CHANGED_SINCE_PREVIEW',
  field: null,
  message:
    'The record is not as the preview has shown it, or was not part of it. It was left as it is; the next sync takes it up.',
});

/** The decision about a record that the preview did not show like this. */
export function leftOut(record: DecidedRecord): DecidedRecord {
  return {
    ...record,
    operation: 'SKIP',
    cause: 'NOT_AS_PREVIEWED',
    fields: [],
    overwritten: [],
    reason: changedSincePreview(),
    outcome: 'SKIPPED',
    link: null,
    awaits: null,
    stayPending: true,
  };
}

/** @throws RunRefused when the preview is not there any more */
export function requirePreview(known: boolean): void {
  if (known) return;
  throw new RunRefused(
    'PREVIEW_EXPIRED',
    'The preview is older than an hour, or the mapping has changed since. Make another one.',
  );
}
