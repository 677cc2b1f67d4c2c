/** Creates: the record on the other side, and the pair the two become. */
import type { CanonicalValue } from '../mapping/plan.ts';
import { notKeptReason } from './compare.ts';
import type { TableContext } from './context.ts';
import type { Direction } from './model.ts';
import { otherSide, sourceOf } from './model.ts';
import { type Done, differing, idsOf, linkWrite, pairHashes, skipped, type Task } from './outcome.ts';
import { personIds, type ServiceRecord } from './services.ts';
import { NOTES_COUNTERPART } from './shapes.ts';
import { createdRecord, targetField, valuesForCreate } from './values.ts';

/** @throws WriteInDoubt when it is not known whether the record was made */
export async function create(context: TableContext, task: Task): Promise<Done> {
  const { direction } = task.planned;
  const from = sourceOf(direction);
  const source = from === 'FSM' ? task.fsm : task.books;
  if (source === null) return skipped(from === 'FSM' ? 'DELETED_IN_FSM' : 'DELETED_IN_BOOKS');
  if (!source.active) return skipped(from === 'FSM' ? 'INACTIVE_IN_FSM' : 'INACTIVE_IN_BOOKS');
  const prepared = valuesForCreate(context.table, direction, source);
  if (!prepared.ok) return { outcome: 'FAILED', reason: prepared.reason };
  const { values } = prepared;
  const { parentId } = task;
  if (context.parents !== null && parentId === null) return skipped('COMPANY_NOT_SYNCED');
  await context.proveLease();
  const target = context.modules[otherSide(from)];
  const key = from === 'BOOKS' && context.parents !== null ? personIds(source.id).personId : source.id;
  const written = await target.create(values, key, context.signal, parentId);
  const made: ServiceRecord =
    written.stored === null
      ? createdRecord(context.table, direction, written.id, written.modifiedAtMs, values)
      : { ...written.stored, active: true };
  const done = createdPair(context, direction, source, made, { values, told: written.stored !== null });
  return direction === 'TO_BOOKS' ? withNote(context, done) : done;
}

/**
 * FSM is told of the record's counterpart, so that Zoho's own screens show it. Nothing depends on whether that works; it
 * moves the FSM record's time, so the link is looked at again when the run settles.
 */
async function withNote(context: TableContext, done: Done): Promise<Done> {
  const { FSM } = context.modules;
  const { fsmId, booksId, link } = done;
  if (FSM.noteCounterpart === undefined || !NOTES_COUNTERPART.has(context.kind)) return done;
  if (fsmId === undefined || booksId === undefined || link == null) return done;
  const ownId = context.parents === null ? booksId : personIds(booksId).personId;
  try {
    await context.proveLease();
    const noted = await FSM.noteCounterpart(fsmId, ownId, context.signal);
    return noted ? { ...done, link: { ...link, unverified: true } } : done;
  } catch {
    // The record is made, and that must be recorded whatever happens now: a quota, a stop or a lost lease shows itself
    // again with the next step, and a fault here would pass for one of the create.
    return done;
  }
}

function createdPair(
  context: TableContext,
  direction: Direction,
  source: ServiceRecord,
  target: ServiceRecord,
  sent: { readonly values: Readonly<Record<string, CanonicalValue>>; readonly told: boolean },
): Done {
  const fsm = direction === 'TO_BOOKS' ? source : target;
  const books = direction === 'TO_BOOKS' ? target : source;
  const against = direction === 'TO_BOOKS' ? 'toFsm' : 'toBooks';
  const isSent = (field: string | null): boolean => field !== null && Object.hasOwn(sent.values, field);
  // A field may be written by one rule and read, the other way, by another one.
  const written = context.table.rules.filter(
    (rule) => rule.plan.direction !== against && isSent(targetField(rule, direction)),
  );
  const hashes = pairHashes(context, fsm, books);
  const lost = differing(
    written.map(({ plan }) => plan.key),
    hashes,
  );
  // A rule of one direction says nothing of what the other side holds until its own source changes.
  const tolerated = context.table.rules
    .filter((rule) => rule.plan.direction !== 'both' && !written.includes(rule))
    .map(({ plan }) => plan.key);
  const link = {
    ...linkWrite(context, {}, fsm, books, !sent.told, { accepted: lost, tolerated }, hashes),
    // What was made just now has nothing under it that anybody could have overlooked.
    ...(direction === 'TO_BOOKS' && { booksModifiedAtMs: books.modifiedAtMs }),
  };
  const common = { direction, link, ...idsOf(fsm, books) };
  if (lost.length > 0) return { ...common, outcome: 'FAILED', fields: lost, reason: notKeptReason(lost) };
  return { ...common, outcome: 'CREATED', fields: [] };
}
