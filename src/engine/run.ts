/** A run from its first call to its verdict; taken up again after a crash it goes on where its phases stand. */
import type { CompiledTable, PairName } from '../mapping/plan.ts';
import { collect } from './collect.ts';
import { DEFAULT_LIMITS, type EngineLimits, type PairContext } from './context.ts';
import { decide } from './decide.ts';
import { EngineError, LeaseLost, QuotaExhausted, RunCancelled, ServiceUnavailable } from './errors.ts';
import { execute } from './execute.ts';
import { leaseProof } from './lease-proof.ts';
import type { DuplicatePolicy, PairCursor, PairPhase, PairState } from './model.ts';
import { ProgressTracker } from './progress.ts';
import type { EngineClock, Hasher, ServiceSession } from './services.ts';
import { settle } from './settle.ts';
import type { SyncStore } from './store.ts';

export interface RunInput {
  readonly store: SyncStore;
  readonly session: ServiceSession;
  /** In the order in which they are synced. */
  readonly tables: readonly CompiledTable[];
  readonly duplicates: DuplicatePolicy;
  readonly clock: EngineClock;
  readonly hash: Hasher;
  /** Aborted with `RunCancelled`, `LeaseLost`, or anything else for "stop now, go on later". */
  readonly signal: AbortSignal;
  readonly limits?: Partial<EngineLimits>;
}

export type RunVerdict =
  | { readonly kind: 'finished'; readonly failed: number }
  /** `retryable`: what ended it may be over in a while, and then the run can go on where it was. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly retryable?: true }
  /** The run rests, with everything done so far recorded. */
  | { readonly kind: 'waiting'; readonly untilMs: number; readonly reason: string }
  | { readonly kind: 'cancelled' }
  /** The process stops or has lost the connection: the run is not over, somebody takes it up again. */
  | { readonly kind: 'interrupted' };

/** Never throws for faults of the services; anything else that is thrown is a bug and leaves the run to be resumed. */
export async function runSync(input: RunInput): Promise<RunVerdict> {
  try {
    let failed = 0;
    for (const table of input.tables) failed += await runPair(input, table);
    return { kind: 'finished', failed };
  } catch (error) {
    return verdictOf(input, error);
  }
}

function verdictOf(input: RunInput, error: unknown): RunVerdict {
  if (error instanceof LeaseLost) return { kind: 'interrupted' };
  if (error instanceof RunCancelled) return { kind: 'cancelled' };
  if (input.signal.aborted) {
    return input.signal.reason instanceof RunCancelled ? { kind: 'cancelled' } : { kind: 'interrupted' };
  }
  if (error instanceof QuotaExhausted) {
    return { kind: 'waiting', untilMs: error.resumeAtMs, reason: error.message };
  }
  // Whatever a service answers to a list or a search ends the run with that reason: resumed, it would meet it again.
  if (error instanceof EngineError) {
    const retryable = error instanceof ServiceUnavailable;
    return { kind: 'failed', code: error.code, message: error.message, ...(retryable && { retryable }) };
  }
  throw error;
}

async function runPair(input: RunInput, table: CompiledTable): Promise<number> {
  const state = await input.store.pairState(table.plan.pair);
  const context = await pairContext(input, table, state);
  if (state.phase === 'DONE') return context.progress.failed;
  try {
    await runPhases(context, state);
  } catch (error) {
    // The counts tell what was done, whatever ended it. Where they cannot be saved, the cause matters more.
    await context.progress.save().catch(() => undefined);
    throw error;
  }
  await input.store.savePair(context.pair, { phase: 'DONE' });
  return context.progress.failed;
}

async function runPhases(context: PairContext, { phase, cursor }: PairState): Promise<void> {
  let next = phase;
  let read = cursor;
  if (next === 'PENDING' || next === 'COLLECTING' || read === null) {
    await enter(context, 'COLLECTING', null);
    read = await collect(context);
    next = 'DECIDING';
  }
  if (next === 'DECIDING') {
    await enter(context, 'DECIDING', read);
    await decide(context, read);
    read = { ...read, unlisted: context.progress.unlisted };
    await context.progress.save();
    next = 'EXECUTING';
  }
  if (next === 'EXECUTING') {
    await enter(context, 'EXECUTING', read);
    await execute(context, read);
  }
  await enter(context, 'SETTLING', read);
  await settle(context, read);
  await context.progress.save();
}

async function enter(context: PairContext, phase: PairPhase, cursor: PairCursor | null): Promise<void> {
  context.signal.throwIfAborted();
  await context.store.savePair(context.pair, { phase, cursor });
}

async function pairContext(input: RunInput, table: CompiledTable, state: PairState): Promise<PairContext> {
  const pair: PairName = table.plan.pair;
  const { scope } = await input.store.run();
  const limits = { ...DEFAULT_LIMITS, ...input.limits };
  const progress = new ProgressTracker(pair, input.store, input.clock, () => input.session.calls());
  // After a crash the log knows better than the last saved progress what was done.
  const listed = await input.store.countOutcomes(pair);
  progress.restore(state.total, listed, state.cursor?.unlisted ?? null);
  return {
    pair,
    scope,
    table,
    modules: {
      FSM: input.session.module('FSM', table.plan.fsmModule, { fields: fieldsOf(table, 'FSM') }),
      BOOKS: input.session.module('BOOKS', table.plan.booksModule, { fields: fieldsOf(table, 'BOOKS') }),
    },
    session: input.session,
    store: input.store,
    clock: input.clock,
    hash: input.hash,
    duplicates: input.duplicates,
    limits,
    progress,
    proveLease: leaseProof(input.store, input.clock, limits),
    signal: input.signal,
  };
}

/** Only these fields ever enter the engine (P1). */
export function fieldsOf(
  table: CompiledTable,
  side: 'FSM' | 'BOOKS',
): readonly { apiName: string; kind: string }[] {
  return table.rules.flatMap(({ plan }) => {
    if (side === 'BOOKS') return [{ apiName: plan.books.apiName, kind: plan.books.kind }];
    return plan.source.kind === 'field'
      ? [{ apiName: plan.source.fsm.apiName, kind: plan.source.fsm.kind }]
      : [];
  });
}
