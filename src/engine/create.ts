/** Creates: the record on the other side, and the pair the two become. */
import type { CanonicalValue } from '../mapping/plan.ts';
import { notKeptReason } from './compare.ts';
import type { PairContext } from './context.ts';
import type { Direction } from './model.ts';
import { otherSide, sourceOf } from './model.ts';
import { type Done, differing, idsOf, linkWrite, skipped, type Task } from './outcome.ts';
import type { ServiceRecord } from './services.ts';
import { createdRecord, targetField, valuesForCreate } from './values.ts';

/** @throws WriteInDoubt when it is not known whether the record was made */
export async function create(context: PairContext, task: Task): Promise<Done> {
  const { direction } = task.planned;
  const from = sourceOf(direction);
  const source = from === 'FSM' ? task.fsm : task.books;
  if (source === null) return skipped(from === 'FSM' ? 'DELETED_IN_FSM' : 'DELETED_IN_BOOKS');
  if (!source.active) return skipped(from === 'FSM' ? 'INACTIVE_IN_FSM' : 'INACTIVE_IN_BOOKS');
  const prepared = valuesForCreate(context.table, direction, source);
  if (!prepared.ok) return { outcome: 'FAILED', reason: prepared.reason };
  const { values } = prepared;
  await context.proveLease();
  const written = await context.modules[otherSide(from)].create(values, source.id, context.signal);
  const target: ServiceRecord =
    written.stored === null
      ? createdRecord(context.table, direction, written.id, written.modifiedAtMs, values)
      : { ...written.stored, active: true };
  return createdPair(context, direction, source, target, { values, told: written.stored !== null });
}

function createdPair(
  context: PairContext,
  direction: Direction,
  source: ServiceRecord,
  target: ServiceRecord,
  sent: { readonly values: Readonly<Record<string, CanonicalValue>>; readonly told: boolean },
): Done {
  const fsm = direction === 'TO_BOOKS' ? source : target;
  const books = direction === 'TO_BOOKS' ? target : source;
  const isSent = (field: string | null): boolean => field !== null && Object.hasOwn(sent.values, field);
  const written = context.table.rules.filter((rule) => isSent(targetField(rule, direction)));
  const lost = differing(
    context,
    written.map(({ plan }) => plan.key),
    fsm,
    books,
  );
  // A rule of one direction says nothing of what the other side holds until its own source changes.
  const tolerated = context.table.rules
    .filter((rule) => rule.plan.direction !== 'both' && !written.includes(rule))
    .map(({ plan }) => plan.key);
  const link = linkWrite(context, {}, fsm, books, !sent.told, { accepted: lost, tolerated });
  const common = { direction, link, ...idsOf(fsm, books) };
  if (lost.length > 0) return { ...common, outcome: 'FAILED', fields: lost, reason: notKeptReason(lost) };
  return { ...common, outcome: 'CREATED', fields: [] };
}
