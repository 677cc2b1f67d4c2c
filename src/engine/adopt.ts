/** Creates that an earlier run announced and did not see through: what they made is found among the records read. */
import { type PairContext, throwIfStopped } from './context.ts';
import { STAMP_SLACK_MS } from './direction.ts';
import { equalEntries } from './fingerprint.ts';
import type { Direction, FieldHashes, StagedRow, Unit } from './model.ts';
import { otherSide, sourceOf } from './model.ts';
import type { OpenCreate } from './store.ts';

/**
 * Sources of open intents, each with the record it was most likely made into: same name, created since the intent, not
 * linked. One with the very content goes first; a last one that differs was edited since. Adds the ids to `taken`.
 */
export async function adoptablePairs(
  context: PairContext,
  direction: Direction,
  taken: Set<string>,
): Promise<readonly Unit[]> {
  const creates = await openCreates(context, direction);
  const units: Unit[] = [];
  for (const exact of [true, false]) {
    for (const each of creates) {
      const { source } = each;
      if (taken.has(source.recordId)) continue;
      const free = each.candidates.filter(
        (row) => !taken.has(row.recordId) && isRecent(context, direction, each, row),
      );
      const found = exact
        ? free.find((row) => isCopy(context, direction, source, row))
        : onlyOne(free.filter((row) => row.active));
      if (found === undefined) continue;
      taken.add(source.recordId).add(found.recordId);
      units.push(pairOf(direction, source, found));
    }
  }
  return units;
}

async function openCreates(context: PairContext, direction: Direction): Promise<readonly OpenCreate[]> {
  const { module } = context.modules[sourceOf(direction)];
  const creates: OpenCreate[] = [];
  for (let after = ''; ; ) {
    throwIfStopped(context.signal);
    const page = await context.store.openCreates(
      context.pair,
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

function isRecent(context: PairContext, direction: Direction, create: OpenCreate, row: StagedRow): boolean {
  const offsetMs = context.session.clockOffsetMs(otherSide(sourceOf(direction)));
  return row.createdAtMs >= create.createdAtMs + offsetMs - STAMP_SLACK_MS;
}

/** True when the row holds all that a create from this source carries. */
function isCopy(context: PairContext, direction: Direction, source: StagedRow, row: StagedRow): boolean {
  const [fsm, books]: FieldHashes[] =
    direction === 'TO_BOOKS' ? [source.hashes, row.hashes] : [row.hashes, source.hashes];
  const against = direction === 'TO_BOOKS' ? 'toFsm' : 'toBooks';
  return context.table.rules.every(({ plan }) => {
    const left = fsm?.[plan.key];
    const right = books?.[plan.key];
    if (plan.direction === against || left === undefined || right === undefined) return true;
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
