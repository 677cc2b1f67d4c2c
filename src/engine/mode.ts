/** What a run is for. Everything but a sync leaves part of the work out; none has code of its own for the rest. */

import type { CompiledTable } from '../mapping/plan.ts';
import { RunRefused } from './errors.ts';
import { hashesFromBase, ownParts, unknownKeys } from './fingerprint.ts';
import type {
  Base,
  DecidedRecord,
  Decision,
  DuplicatePolicy,
  FieldHashes,
  Reason,
  RunMode,
  Side,
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

/** Ids of the records that a decision is about; null: none on that side. */
export interface Ends {
  readonly fsmId: string | null;
  readonly booksId: string | null;
}

/**
 * Tells whether a run that was given certain records is to decide about these. What was read only to find their
 * counterparts, or came along with them, is none of its business. Within a service no two modules share ids that a run
 * reads.
 */
export function wantedBy(mode: RunMode): (ends: Ends) => boolean {
  if (mode.kind !== 'selected') return () => true;
  const idsOf = (side: Side) =>
    new Set(mode.records.flatMap((record) => (record.side === side ? [record.id] : [])));
  const [fsm, books] = [idsOf('FSM'), idsOf('BOOKS')];
  return ({ fsmId, booksId }) =>
    (fsmId !== null && fsm.has(fsmId)) || (booksId !== null && books.has(booksId));
}

/** The records that a unit is about. */
export function endsOf(unit: Unit, duplicates: DuplicatePolicy): Ends {
  if (unit.kind === 'linked') return { fsmId: unit.link.fsmId, booksId: unit.link.booksId };
  const [own, other] = [unit.row.recordId, matchOf(unit, duplicates)];
  return unit.side === 'FSM' ? { fsmId: own, booksId: other } : { fsmId: other, booksId: own };
}

/** A namesake that would be replicated is a record of its own. */
const matchOf = (unit: Extract<Unit, { kind: 'unlinked' }>, duplicates: DuplicatePolicy): string | null =>
  unit.matchedBy === 'identity' && duplicates === 'CLONE' ? null : (unit.match?.recordId ?? null);

/**
 * A digest of what both records held, so that a later run can tell whether it finds the same, whichever of the two it
 * reads. Of a create, the record that is there is all that counts: a namesake is no part of it.
 */
export function contentOf(table: CompiledTable, unit: Unit, hash: Hasher): string {
  const [fsm, books] = sidesOf(table, unit);
  return hash('$content', JSON.stringify([entries(fsm), entries(books)]));
}

function sidesOf(table: CompiledTable, unit: Unit): readonly [FieldHashes | null, FieldHashes | null] {
  if (unit.kind === 'linked') return linkedSides(table, unit);
  if (unit.match === null) return unit.side === 'FSM' ? [unit.row.hashes, null] : [null, unit.row.hashes];
  const [fsm, books] = unit.side === 'FSM' ? [unit.row, unit.match] : [unit.match, unit.row];
  return [comparable(table, fsm.hashes), comparable(table, books.hashes)];
}

/** What was not read, or is hidden by now, is as it was agreed on. */
function linkedSides(
  table: CompiledTable,
  { link: { base }, fsm, books }: Extract<Unit, { kind: 'linked' }>,
): readonly [FieldHashes, FieldHashes] {
  const left = { ...hashesFromBase(table, 'FSM', base), ...fsm?.hashes };
  const right = { ...hashesFromBase(table, 'BOOKS', base), ...books?.hashes };
  return [
    comparable(table, left, silentKeys(base, 'BOOKS', right)),
    comparable(table, right, silentKeys(base, 'FSM', left)),
  ];
}

/** Keys of which a side has told nothing yet: no base stands in for the other's value, and nothing is decided by it. */
const silentKeys = (base: Base, side: Side, shown: FieldHashes): ReadonlySet<string> =>
  new Set([...unknownKeys(base, side)].filter((key) => shown[key] === undefined));

/** Hashes of the values that two records are compared by. */
function comparable(
  { rules }: CompiledTable,
  hashes: FieldHashes,
  without: ReadonlySet<string> = new Set(),
): FieldHashes {
  const kept = rules.flatMap(({ plan: { key, onCreate } }) => {
    const hash = hashes[key];
    return onCreate === true || without.has(key) || hash === undefined ? [] : [[key, hash] as const];
  });
  return Object.fromEntries(kept);
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
