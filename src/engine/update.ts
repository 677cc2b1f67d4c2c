/** Writes what the two records of a pair lack of each other, and the pair as it is then. */
import type { CanonicalValue } from '../mapping/plan.ts';
import { notKeptReason } from './compare.ts';
import type { TableContext } from './context.ts';
import { WriteInDoubt } from './errors.ts';
import { acceptedKeys, hashRecord } from './fingerprint.ts';
import type { Decision, Direction, FieldHashes, FieldWrites, Reason, Side } from './model.ts';
import { type Done, differing, idsOf, linkWrite, pairHashes, reasonOf, type Task } from './outcome.ts';
import type { ServiceRecord } from './services.ts';
import { valuesForUpdate, withValues } from './values.ts';

/** @throws every fault that is not the record's own */
export async function update(
  context: TableContext,
  task: Task,
  fsm: ServiceRecord,
  books: ServiceRecord,
  decision: Extract<Decision, { kind: 'update' }>,
): Promise<Done> {
  const toBooks = planWrite(context, 'TO_BOOKS', fsm, decision.toBooks);
  const toFsm = planWrite(context, 'TO_FSM', books, decision.toFsm);
  // Both are checked before either is written: nothing is half-done.
  if (!toBooks.ok) return { outcome: 'FAILED', reason: toBooks.reason, fields: decision.toBooks.fields };
  if (!toFsm.ok) return { outcome: 'FAILED', reason: toFsm.reason, fields: decision.toFsm.fields };
  const direction: Direction = decision.toBooks.fields.length > 0 ? 'TO_BOOKS' : 'TO_FSM';
  const sent: FieldWrites[] = [];
  const common = (): Omit<Done, 'outcome'> => ({
    direction,
    fields: sent.flatMap((each) => each.fields),
    overwritten: sent.flatMap((each) => each.overwritten),
    ...idsOf(fsm, books),
  });
  try {
    const booksNow = await write(context, books, 'BOOKS', toBooks.values, () => sent.push(decision.toBooks));
    const fsmNow = await write(context, fsm, 'FSM', toFsm.values, () => sent.push(decision.toFsm));
    const hashes = pairHashes(context, fsmNow, booksNow);
    const accepted = differing(decision.toBooks.fields, hashes);
    const unverified = decision.toFsm.fields.length > 0;
    const before = task.link?.base ?? {};
    const link = linkWrite(context, before, fsmNow, booksNow, unverified, { accepted }, hashes);
    // Also what was not kept before: it stays reported until somebody edits the field.
    const notKept = acceptedKeys(context.table, link.base);
    if (notKept.length > 0) return { ...common(), link, outcome: 'FAILED', reason: notKeptReason(notKept) };
    const outcome = sent.length > 0 ? 'UPDATED' : 'UNCHANGED';
    const edited =
      booksNow !== books && editedMeanwhile(context, books, hashes.books, decision.toBooks.fields);
    return { ...common(), link, outcome, ...(edited && { reason: EDITED_MEANWHILE, stayPending: true }) };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    // What was written, or may have been, is in the log; the base stays, so that the next run compares.
    const attempted =
      sent.length > 0 ? {} : { fields: decision.toBooks.fields.concat(decision.toFsm.fields) };
    // Records that were only matched belong together once one was written to, whatever they are named next.
    const joined = task.link === null && sent.length > 0;
    const link = joined ? { link: linkWrite(context, {}, fsm, books, false) } : {};
    return { ...common(), ...attempted, ...link, outcome: 'FAILED', reason };
  }
}

/**
 * Whether Books answers a write with another value than was read, in a field that was not written. From now on the record
 * has the stamp of our write, and where its list shows less than the record nothing else would tell of that edit.
 */
function editedMeanwhile(
  context: TableContext,
  read: ServiceRecord,
  now: FieldHashes,
  written: readonly string[],
): boolean {
  const before = hashRecord(context.table, 'BOOKS', read, context.hash);
  return context.table.rules.some(({ plan: { key, onCreate } }) => {
    const hash = now[key];
    if (onCreate === true || written.includes(key) || hash === undefined) return false;
    return before[key] !== undefined && before[key] !== hash;
  });
}

const EDITED_MEANWHILE: Reason = {
  code: 'EDITED_DURING_RUN',
  message: 'The record was edited in Books while it was written to. The next run carries that edit.',
  field: null,
};

function planWrite(context: TableContext, direction: Direction, source: ServiceRecord, writes: FieldWrites) {
  return valuesForUpdate(context.table, direction, source, writes.fields);
}

/**
 * Writes and answers the record as it is now; FSM does not tell, so there it is what was sent until settling. `sent` is
 * called when the write took place or may have.
 */
async function write(
  context: TableContext,
  record: ServiceRecord,
  side: Side,
  values: Readonly<Record<string, CanonicalValue>>,
  sent: () => void,
): Promise<ServiceRecord> {
  if (Object.keys(values).length === 0) return record;
  await context.proveLease();
  try {
    const result = await context.modules[side].update(record.id, values, context.signal);
    sent();
    const { stored, modifiedAtMs } = result;
    // Made inactive since it was read: that was not what this write was decided on, and is still to be carried (D3).
    return stored === null
      ? { ...withValues(record, values), modifiedAtMs }
      : { ...stored, active: record.active };
  } catch (error) {
    if (error instanceof WriteInDoubt) sent();
    throw error;
  }
}
