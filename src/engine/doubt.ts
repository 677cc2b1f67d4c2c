/**
 * Creates whose answer was lost. Nothing is sent again before the target service has shown that the record is not there;
 * what cannot be told fails the record and leaves its intent for the next run.
 */
import { act, linkedResult, resultOf, type Task, withoutAgreement } from './act.ts';
import { type PairContext, throwIfStopped } from './context.ts';
import { type DirectionState, type Doubt, identityForTarget } from './direction.ts';
import { WriteInDoubt } from './errors.ts';
import { identityOf } from './fingerprint.ts';
import type { RecordResult, Side } from './model.ts';
import { otherSide, sourceOf } from './model.ts';
import type { ServiceRecord } from './services.ts';

/** Slack for whole-second stamps and for the measuring of the clock offset. */
const STAMP_SLACK_MS = 5_000;

export async function resolveDoubts(context: PairContext, state: DirectionState): Promise<void> {
  for (let doubt = state.doubts.shift(); doubt !== undefined; doubt = state.doubts.shift()) {
    throwIfStopped(context.signal);
    await state.commits.add(await resolve(context, state, doubt));
    await state.commits.flush();
  }
}

type Probe = { readonly kind: 'found'; readonly record: ServiceRecord } | { readonly kind: 'none' | 'many' };

async function resolve(context: PairContext, state: DirectionState, doubt: Doubt): Promise<RecordResult> {
  const { task } = doubt;
  const source = sourceOf(state.direction) === 'FSM' ? task.fsm : task.books;
  if (source === null) return act(context, task);
  for (let attempt = 1; ; attempt += 1) {
    const probe = await probeUntilSure(context, state, doubt, source);
    if (probe.kind === 'found') return adopt(context, state, doubt, source, probe.record);
    if (probe.kind === 'many') return undecided(context, task, 'more than one new record bears its name');
    if (attempt > context.limits.createAttemptsMax) {
      return undecided(context, task, 'the service did not answer the create, again and again');
    }
    try {
      const result = await act(context, task);
      // A name refused as taken, though the probe saw none, means that it has appeared since.
      if (result.reason?.code !== 'DUPLICATE_NAME' || attempt > 1) return result;
    } catch (error) {
      if (!(error instanceof WriteInDoubt)) throw error;
    }
  }
}

/** Looks for the record until it is found or its absence means something. */
async function probeUntilSure(
  context: PairContext,
  state: DirectionState,
  doubt: Doubt,
  source: ServiceRecord,
): Promise<Probe> {
  for (;;) {
    throwIfStopped(context.signal);
    const found = await candidates(context, state, doubt, source);
    const only = found.length === 1 ? found[0] : undefined;
    if (only !== undefined) return { kind: 'found', record: only };
    if (found.length > 1) return { kind: 'many' };
    if (await absenceIsProof(context, state, doubt)) return { kind: 'none' };
    await context.clock.sleep(context.limits.inDoubtPollMs, context.signal);
  }
}

/** Records of the same name, made since the intent, that nothing is linked with. */
async function candidates(
  context: PairContext,
  state: DirectionState,
  doubt: Doubt,
  source: ServiceRecord,
): Promise<readonly ServiceRecord[]> {
  const side = otherSide(sourceOf(state.direction));
  const identity = identityForTarget(context.table, state.direction, source);
  if (identity === null) return [];
  const module = context.modules[side];
  const found = await module.findByIdentity(identity.apiName, identity.value, context.signal);
  const since = doubt.intentAtMs + context.session.clockOffsetMs(side) - STAMP_SLACK_MS;
  const recent = found.filter(
    (record) => record.createdAtMs >= since && sameIdentity(context, side, record, source),
  );
  const ids = recent.map((record) => record.id);
  const linked =
    ids.length === 0 ? new Set<string>() : await context.store.linkedIds(side, module.module, ids);
  return recent.filter((record) => !linked.has(record.id));
}

function sameIdentity(
  context: PairContext,
  side: Side,
  record: ServiceRecord,
  source: ServiceRecord,
): boolean {
  const own = identityOf(context.table, side, record, context.hash);
  return own !== null && own === identityOf(context.table, otherSide(side), source, context.hash);
}

/**
 * Not to be found proves nothing while lists may lag. It does once a record made later shows up in the same search, or
 * when far more time has passed than a list ever takes.
 */
async function absenceIsProof(context: PairContext, state: DirectionState, doubt: Doubt): Promise<boolean> {
  if (context.clock.nowMs() - doubt.intentAtMs >= context.limits.inDoubtConclusiveMs) return true;
  const sample = state.lastCreated;
  if (sample === null || sample.atMs < doubt.intentAtMs) return false;
  const source = sourceOf(state.direction) === 'FSM' ? doubt.task.fsm : doubt.task.books;
  const identity = source === null ? null : identityForTarget(context.table, state.direction, source);
  if (identity === null) return false;
  const module = context.modules[otherSide(sourceOf(state.direction))];
  const found = await module.findByIdentity(identity.apiName, sample.identity, context.signal);
  return found.some((record) => record.id === sample.id);
}

function adopt(
  context: PairContext,
  state: DirectionState,
  doubt: Doubt,
  source: ServiceRecord,
  record: ServiceRecord,
): RecordResult {
  const done = linkedResult(context, state.direction, source, record, false);
  return resultOf(context, doubt.task, done.outcome === 'FAILED' ? withoutAgreement(done) : done);
}

function undecided(context: PairContext, task: Task, why: string): RecordResult {
  const message = `It cannot be told whether this record was created (${why}). The next run looks again before it creates anything; if two exist, delete one.`;
  return resultOf(context, task, {
    outcome: 'FAILED',
    reason: { code: 'CREATE_IN_DOUBT', message, field: null },
    settlesIntent: false,
  });
}
