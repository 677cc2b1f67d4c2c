/**
 * Creates whose answer was lost. Nothing is sent again before the target service has shown that the record is not there;
 * what cannot be told fails the record and leaves its intent for the next run.
 */
import { act, adopt } from './act.ts';
import { type TableContext, throwIfStopped } from './context.ts';
import {
  type DirectionState,
  type Doubt,
  identityForTarget,
  inDoubt,
  STAMP_SLACK_MS,
  sentIdentity,
} from './direction.ts';
import { WriteInDoubt } from './errors.ts';
import { identityOf } from './fingerprint.ts';
import type { RecordResult, Side } from './model.ts';
import { otherSide, sourceOf } from './model.ts';
import { differing, pairHashes, resultOf, type Task } from './outcome.ts';
import { COUNTERPART_FIELD, personIds, type ServiceRecord } from './services.ts';

export async function resolveDoubts(context: TableContext, state: DirectionState): Promise<void> {
  for (let doubt = state.doubts.shift(); doubt !== undefined; doubt = state.doubts.shift()) {
    throwIfStopped(context.signal);
    await state.commits.add(await resolve(context, state, doubt));
    await state.commits.flush();
  }
}

type Probe = { readonly kind: 'found'; readonly record: ServiceRecord } | { readonly kind: 'none' | 'many' };

async function resolve(context: TableContext, state: DirectionState, first: Doubt): Promise<RecordResult> {
  const { task } = first;
  const source = sourceOf(state.direction) === 'FSM' ? task.fsm : task.books;
  if (source === null) return act(context, task);
  let doubt = first;
  for (let attempt = 1; ; attempt += 1) {
    const probe = await probeUntilSure(context, state, doubt, source);
    if (probe.kind === 'found') return adoptFound(context, state, task, source, probe.record);
    if (probe.kind === 'many') return undecided(context, task, 'more than one new record bears its name');
    if (attempt > context.limits.createAttemptsMax) {
      return undecided(context, task, 'the service did not answer the create, again and again');
    }
    const result = await sendAgain(context, state, task, source);
    // A name refused as taken, though the probe saw none, means that the record has appeared since.
    const taken = result?.reason?.code === 'DUPLICATE_NAME';
    if (result !== null && !(taken && attempt === 1))
      return taken ? { ...result, settlesIntent: false } : result;
    doubt = { ...doubt, identity: sentIdentity(context, state, source), sentAtMs: context.clock.nowMs() };
  }
}

/** Null when the answer is lost again. The announcement is renewed first: who takes over must wait from now on. */
async function sendAgain(
  context: TableContext,
  state: DirectionState,
  task: Task,
  source: ServiceRecord,
): Promise<RecordResult | null> {
  const { module } = context.modules[sourceOf(state.direction)];
  const intent = { sourceId: source.id, identity: sentIdentity(context, state, source) };
  await context.store.openIntents(context.kind, state.direction, module, [intent]);
  try {
    return await act(context, task);
  } catch (error) {
    if (!(error instanceof WriteInDoubt)) throw error;
    return null;
  }
}

/** Looks for the record until it is found or its absence means something. */
async function probeUntilSure(
  context: TableContext,
  state: DirectionState,
  doubt: Doubt,
  source: ServiceRecord,
): Promise<Probe> {
  for (;;) {
    throwIfStopped(context.signal);
    const first = await candidates(context, state, doubt, source);
    const copy = first.found.find((record) => isCopy(context, state, source, record));
    if (copy !== undefined) return { kind: 'found', record: copy };
    // Looked for once more after the proof: what is made visible at the same moment may show between two searches.
    if (await absenceIsProof(context, state, doubt)) {
      return conclude(context, state, source, await candidates(context, state, doubt, source));
    }
    await context.clock.sleep(context.limits.inDoubtPollMs, context.signal);
  }
}

/** What is found by now is all that will be. */
function conclude(
  context: TableContext,
  state: DirectionState,
  source: ServiceRecord,
  { found, rivals }: Candidates,
): Probe {
  const copy = found.find((record) => isCopy(context, state, source, record));
  // Not what we sent, and no other has appeared: it was edited since, or somebody made it just then.
  const active = found.filter((record) => record.active);
  const record = copy ?? (active.length === 1 ? active[0] : undefined);
  if (record !== undefined) return { kind: 'found', record };
  return { kind: active.length > 1 || rivals ? 'many' : 'none' };
}

/** True when the record holds all that a create from this source carries; the name was compared as it was sent. */
function isCopy(
  context: TableContext,
  state: DirectionState,
  source: ServiceRecord,
  target: ServiceRecord,
): boolean {
  const against = state.direction === 'TO_BOOKS' ? 'toFsm' : 'toBooks';
  const keys = context.table.rules
    .filter(({ plan }) => plan.direction !== against && !plan.identity)
    .map(({ plan }) => plan.key);
  const [fsm, books] = state.direction === 'TO_BOOKS' ? [source, target] : [target, source];
  return differing(keys, pairHashes(context, fsm, books)).length === 0;
}

interface Candidates {
  /** Records that the create can have made, that nothing is linked with, and that have no plan of their own. */
  readonly found: readonly ServiceRecord[];
  /** Records of which the plan could not tell, and which it is dealing with: none of them may be adopted now. */
  readonly rivals: boolean;
}

async function candidates(
  context: TableContext,
  state: DirectionState,
  doubt: Doubt,
  source: ServiceRecord,
): Promise<Candidates> {
  const side = otherSide(sourceOf(state.direction));
  const sinceMs = doubt.intentAtMs + context.session.clockOffsetMs(side) - STAMP_SLACK_MS;
  const byCounterpart = side === 'FSM' ? await namedAsCounterpart(context, source, sinceMs) : [];
  if (byCounterpart.some((record) => isCopy(context, state, source, record))) {
    return { found: byCounterpart, rivals: false };
  }
  const bearing = await bearers(context, state, doubt, source, sinceMs);
  const named = [...new Map([...byCounterpart, ...bearing].map((record) => [record.id, record])).values()];
  // A contact person has no time of its own.
  const timeless = context.parents !== null && side === 'BOOKS';
  const recent = named.filter((record) => timeless || record.createdAtMs >= sinceMs);
  const free = await unlinked(context, side, recent);
  if (free.length === 0) return { found: free, rivals: false };
  const ids = free.map((record) => record.id);
  const staged = await context.store.stagedIds(context.kind, side, ids);
  // What this run had read before it announced the create is not what the create made.
  return {
    found: free.filter((record) => !staged.has(record.id)),
    rivals: !doubt.ofThisRun && staged.size > 0,
  };
}

/** Records that bear the name which was sent: found by searching, or, when the source was renamed since, by listing. */
async function bearers(
  context: TableContext,
  state: DirectionState,
  doubt: Doubt,
  source: ServiceRecord,
  sinceMs: number,
): Promise<readonly ServiceRecord[]> {
  const side = otherSide(sourceOf(state.direction));
  const module = context.modules[side];
  const now = identityOf(context.table, otherSide(side), source, context.hash);
  const sent = doubt.identity ?? now;
  const bears = (record: ServiceRecord): boolean =>
    sent !== null && identityOf(context.table, side, record, context.hash) === sent;
  const { parentId } = doubt.task;
  if (context.parents !== null && module.findWithin !== undefined) {
    return parentId === null ? [] : (await module.findWithin(parentId, context.signal)).filter(bears);
  }
  const isSibling = (record: ServiceRecord): boolean =>
    context.parents === null || (record.parentId ?? null) === parentId;
  if (sent === now) {
    const name = identityForTarget(context.table, state.direction, source);
    if (name === null) return [];
    const found = await module.findByIdentity(name.apiName, name.value, context.signal);
    return found.filter((record) => bears(record) && isSibling(record));
  }
  const found: ServiceRecord[] = [];
  for await (const page of module.list(sinceMs, context.signal)) {
    found.push(...page.records.filter((record) => bears(record) && isSibling(record)));
  }
  return found;
}

/** New FSM records that carry the id of the source, which may have been renamed since. */
async function namedAsCounterpart(
  context: TableContext,
  source: ServiceRecord,
  sinceMs: number,
): Promise<readonly ServiceRecord[]> {
  const found = await context.modules.FSM.findByIdentity(
    COUNTERPART_FIELD,
    context.parents === null ? source.id : personIds(source.id).personId,
    context.signal,
  );
  // An older one was named by Zoho's own sync, and a list had not shown it yet.
  return unlinked(
    context,
    'FSM',
    found.filter((record) => record.createdAtMs >= sinceMs),
  );
}

async function unlinked(
  context: TableContext,
  side: Side,
  records: readonly ServiceRecord[],
): Promise<readonly ServiceRecord[]> {
  if (records.length === 0) return [];
  const ids = records.map((record) => record.id);
  const linked = await context.store.linkedIds(side, context.modules[side].module, ids);
  return records.filter((record) => !linked.has(record.id));
}

/**
 * Not to be found proves nothing while lists may lag. It does once a record made later shows up in the same search, or
 * when far more time has passed than a list ever takes.
 */
async function absenceIsProof(context: TableContext, state: DirectionState, doubt: Doubt): Promise<boolean> {
  if (context.clock.nowMs() - doubt.sentAtMs >= context.limits.inDoubtConclusiveMs) return true;
  const sample = state.lastCreated;
  if (sample === null || sample.atMs < doubt.sentAtMs) return false;
  const source = sourceOf(state.direction) === 'FSM' ? doubt.task.fsm : doubt.task.books;
  const identity = source === null ? null : identityForTarget(context.table, state.direction, source);
  if (identity === null) return false;
  // Read directly, nothing lags: a create that was answered later has been carried out later.
  if (context.parents !== null && state.direction === 'TO_BOOKS') return true;
  const module = context.modules[otherSide(sourceOf(state.direction))];
  const found = await module.findByIdentity(identity.apiName, sample.identity, context.signal);
  return found.some((record) => record.id === sample.id);
}

function adoptFound(
  context: TableContext,
  state: DirectionState,
  task: Task,
  source: ServiceRecord,
  found: ServiceRecord,
): Promise<RecordResult> {
  return state.direction === 'TO_BOOKS'
    ? adopt(context, task, source, found)
    : adopt(context, task, found, source);
}

function undecided(context: TableContext, task: Task, why: string): RecordResult {
  return resultOf(context, task, { outcome: 'FAILED', reason: inDoubt(why), settlesIntent: false });
}
