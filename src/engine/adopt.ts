/** Creates that an earlier run announced and did not see through: what they made is found among the records read. */
import { type TableContext, throwIfStopped } from './context.ts';
import { inDoubt, STAMP_SLACK_MS } from './direction.ts';
import { equalEntries } from './fingerprint.ts';
import type { DecidedRecord, Direction, FieldHashes, Side, StagedRow, Unit } from './model.ts';
import { otherSide, sourceOf, towards } from './model.ts';
import type { OpenCreate } from './store.ts';

export interface Adoptable {
  /** Sources of open intents, each with the record it was made into. */
  readonly pairs: readonly Unit[];
  /** Sources and records of which that cannot be told. */
  readonly undecided: readonly DecidedRecord[];
}

/**
 * What an open create has most likely made: the name that was sent, created since, not linked. One with the very content
 * goes first; a last one that differs was edited since. Several that differ fail, with their source: whatever were done
 * about them could make one record too many. Adds the ids of all to `taken`.
 */
export async function adoptable(
  context: TableContext,
  direction: Direction,
  taken: Set<string>,
): Promise<Adoptable> {
  const creates = await openCreates(context, direction);
  const free = (each: OpenCreate): readonly StagedRow[] =>
    each.candidates.filter((row) => !taken.has(row.recordId) && isRecent(context, direction, each, row));
  const pairs: Unit[] = [];
  for (const exact of [true, false]) {
    for (const each of creates.filter(({ source }) => !taken.has(source.recordId))) {
      const rows = free(each);
      const found = exact
        ? rows.find((row) => isCopy(context, direction, each.source, row))
        : onlyOne(rows.filter((row) => row.active));
      if (found === undefined) continue;
      taken.add(each.source.recordId).add(found.recordId);
      pairs.push(pairOf(direction, each.source, found));
    }
  }
  const undecided: DecidedRecord[] = [];
  const doubtful = creates.filter(({ source }) => !taken.has(source.recordId));
  const rivals = doubtful.map((each) => ({ each, rows: free(each).filter((row) => row.active) }));
  for (const { each, rows } of rivals.filter(({ rows }) => rows.length > 0)) {
    for (const row of [each.source, ...rows].filter(({ recordId }) => !taken.has(recordId))) {
      taken.add(row.recordId);
      const side = row === each.source ? sourceOf(direction) : otherSide(sourceOf(direction));
      undecided.push(failure(side, row));
    }
  }
  return { pairs, undecided };
}

function failure(side: Side, row: StagedRow): DecidedRecord {
  return {
    direction: towards(otherSide(side)),
    operation: 'FAIL',
    cause: 'AMBIGUOUS_IDENTITY',
    fields: [],
    overwritten: [],
    fsmId: side === 'FSM' ? row.recordId : null,
    booksId: side === 'BOOKS' ? row.recordId : null,
    linkId: null,
    reason: inDoubt('several new records bear its name'),
    outcome: null,
    link: null,
  };
}

async function openCreates(context: TableContext, direction: Direction): Promise<readonly OpenCreate[]> {
  const { module } = context.modules[sourceOf(direction)];
  const creates: OpenCreate[] = [];
  for (let after = ''; ; ) {
    throwIfStopped(context.signal);
    const page = await context.store.openCreates(
      context.kind,
      direction,
      module,
      after,
      context.limits.recordsPerChunk,
    );
    const last = page.at(-1);
    if (last === undefined) return creates;
    creates.push(...page);
    after = last.source.recordId;
  }
}

const onlyOne = (rows: readonly StagedRow[]): StagedRow | undefined =>
  rows.length === 1 ? rows[0] : undefined;

function isRecent(context: TableContext, direction: Direction, create: OpenCreate, row: StagedRow): boolean {
  // A contact person has no time of its own: what its customer holds and no link names may be new.
  if (context.parents !== null && direction === 'TO_BOOKS') return true;
  const offsetMs = context.session.clockOffsetMs(otherSide(sourceOf(direction)));
  return row.createdAtMs >= create.createdAtMs + offsetMs - STAMP_SLACK_MS;
}

/** True when the row holds all that a create from this source carries; the name was compared as it was sent. */
function isCopy(context: TableContext, direction: Direction, source: StagedRow, row: StagedRow): boolean {
  const [fsm, books]: FieldHashes[] =
    direction === 'TO_BOOKS' ? [source.hashes, row.hashes] : [row.hashes, source.hashes];
  const against = direction === 'TO_BOOKS' ? 'toFsm' : 'toBooks';
  return context.table.rules.every(({ plan }) => {
    const left = fsm?.[plan.key];
    const right = books?.[plan.key];
    // What is carried when a record is created in Books is not, when one is created in FSM.
    const elsewhere = plan.direction === against || (plan.onCreate === true && direction === 'TO_FSM');
    if (plan.identity || elsewhere || left === undefined || right === undefined) return true;
    return equalEntries(left, right);
  });
}

/** Joined as surely as by Zoho's own sync: the duplicate policy does not part them. */
function pairOf(direction: Direction, source: StagedRow, found: StagedRow): Unit {
  return {
    kind: 'unlinked',
    side: 'FSM',
    row: direction === 'TO_BOOKS' ? source : found,
    match: direction === 'TO_BOOKS' ? found : source,
    matchedBy: 'intent',
    sameOnOwnSide: 1,
    sameOnOtherSide: 1,
    inactiveMatchId: null,
  };
}
