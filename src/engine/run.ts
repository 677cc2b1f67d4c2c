/** A run from its first call to its verdict; taken up again after a crash it goes on where its phases stand. */
import { fsmFieldsOf } from '../mapping/parts.ts';
import type { CompiledTable, PairName, SyncTypeName } from '../mapping/plan.ts';
import { collect } from './collect.ts';
import {
  DEFAULT_LIMITS,
  type EngineLimits,
  type PairContext,
  type RunContext,
  type SourceModule,
  type TableContext,
} from './context.ts';
import { decide } from './decide.ts';
import { EngineError, LeaseLost, QuotaExhausted, RunCancelled, ServiceUnavailable } from './errors.ts';
import { execute } from './execute.ts';
import { leaseProof } from './lease-proof.ts';
import { requirePreview, SYNC } from './mode.ts';
import type { DuplicatePolicy, PairCursor, PairPhase, PairState, RunMode, Side } from './model.ts';
import { prepare } from './prepare.ts';
import { ProgressTracker } from './progress.ts';
import { rehearse } from './rehearse.ts';
import type { EngineClock, Hasher, ModuleFields, ServiceSession } from './services.ts';
import { settle } from './settle.ts';
import { NEVER_CLONED, PARENT_MODULES, READ_ALONG_WITH, SHAPES_OF_SYNC_TYPE } from './shapes.ts';
import type { SyncStore } from './store.ts';

export interface RunInput {
  readonly store: SyncStore;
  readonly session: ServiceSession;
  /** In the order in which they are synced. */
  readonly tables: readonly CompiledTable[];
  readonly syncType: SyncTypeName;
  readonly duplicates: DuplicatePolicy;
  readonly clock: EngineClock;
  readonly hash: Hasher;
  /** Aborted with `RunCancelled`, `LeaseLost`, or anything else for "stop now, go on later". */
  readonly signal: AbortSignal;
  readonly limits?: Partial<EngineLimits>;
  /** A sync, when left out. */
  readonly mode?: RunMode;
  /** The mapping is another one than the run began with: what it has read does not count. */
  readonly mappingChanged?: boolean;
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
    const { mode = SYNC } = input;
    if (mode.kind === 'apply') requirePreview(await input.store.hasPreview(mode.previewId));
    let failed = 0;
    for (const [pair, tables] of byPair(input.tables)) failed += await runPair(input, pair, tables);
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
    const retryable = error instanceof ServiceUnavailable && error.passes;
    return { kind: 'failed', code: error.code, message: error.message, ...(retryable && { retryable }) };
  }
  throw error;
}

function byPair(tables: readonly CompiledTable[]): ReadonlyMap<PairName, readonly CompiledTable[]> {
  return Map.groupBy(tables, ({ plan }) => plan.pair);
}

async function runPair(input: RunInput, pair: PairName, tables: readonly CompiledTable[]): Promise<number> {
  const state = await input.store.pairState(pair);
  const context = await pairContext(input, pair, tables, state);
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
  if (next !== 'SETTLING') read = await runTables(context, next, read);
  if (context.mode.kind === 'preview') return;
  await enter(context, 'SETTLING', read);
  await settle(context, read);
  await context.progress.save();
}

/** Table after table: what one of them links is what the records of the next belong to. */
async function runTables(context: PairContext, phase: PairPhase, from: PairCursor): Promise<PairCursor> {
  let cursor = from;
  let next = phase;
  let decided = false;
  const first = context.tables.findIndex(({ kind }) => kind === from.kind);
  for (const table of context.tables.slice(Math.max(0, first))) {
    if (next !== 'EXECUTING' && (await isIdle(table))) continue;
    decided = true;
    cursor = { ...cursor, kind: table.kind };
    if (next !== 'EXECUTING') {
      await enter(context, 'DECIDING', cursor);
      await prepare(context, table);
      await decide(table, cursor, await stillToDecide(context, table));
      cursor = { ...cursor, unlisted: context.progress.unlisted };
      await context.progress.save();
    }
    await enter(context, 'EXECUTING', cursor);
    if (context.mode.kind === 'preview') await rehearse(table, cursor);
    else await execute(table, cursor);
    next = 'DECIDING';
  }
  await concludeParents(context);
  if (!decided) {
    context.progress.setTotal(context.progress.done);
    await context.progress.save();
  }
  return cursor;
}

/** What was read of customers is done with, now that their persons are too. A run of chosen records has decided about no others. */
async function concludeParents({ mode, store, tables }: PairContext): Promise<void> {
  if (mode.kind === 'selected' || mode.kind === 'preview') return;
  for (const { kind, hasRecordsBelow } of tables) {
    if (!hasRecordsBelow) continue;
    await store.stampRead(kind);
    await store.dropDonePending(kind);
  }
}

/** Most syncs find nothing for most tables. One that looks at everything aligns currencies also where there is none (C1). */
const isIdle = async ({ scope, store, kind, modules }: TableContext): Promise<boolean> =>
  scope === 'INCREMENTAL' &&
  (await store.isIdle(kind, { FSM: modules.FSM.module, BOOKS: modules.BOOKS.module }));

/** About how many records the tables after this one will be about. */
async function stillToDecide(context: PairContext, table: TableContext): Promise<number> {
  const rest = context.tables.slice(context.tables.indexOf(table) + 1);
  const counts = await Promise.all(rest.map(({ kind }) => context.store.countStaged(kind)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function enter(context: RunContext, phase: PairPhase, cursor: PairCursor | null): Promise<void> {
  context.signal.throwIfAborted();
  await context.store.savePair(context.pair, { phase, cursor });
}

async function pairContext(
  input: RunInput,
  pair: PairName,
  tables: readonly CompiledTable[],
  state: PairState,
): Promise<PairContext> {
  const { scope } = await input.store.run();
  const limits = { ...DEFAULT_LIMITS, ...input.limits };
  const progress = new ProgressTracker(pair, input.store, input.clock, () => input.session.calls());
  // After a crash the log knows better than the last saved progress what was done.
  progress.restore(state.total, await input.store.countOutcomes(pair), state.cursor?.unlisted ?? null);
  const { session, store, clock, hash, signal } = input;
  const run: RunContext = {
    pair,
    mode: input.mode ?? SYNC,
    scope,
    session,
    store,
    clock,
    hash,
    limits,
    progress,
    proveLease: leaseProof(store, clock, limits),
    signal,
  };
  return {
    ...run,
    tables: tables.map((table) => tableContext(input, run, table)),
    sources: sourcesOf(session, tables),
    shapes: SHAPES_OF_SYNC_TYPE[input.syncType],
    readBefore: state.phase === 'COLLECTING' && input.mappingChanged !== true,
  };
}

function tableContext(input: RunInput, run: RunContext, table: CompiledTable): TableContext {
  const { table: kind, fsmModule, booksModule } = table.plan;
  const group = kind === 'business' || kind === 'individual' ? { group: kind } : {};
  return {
    ...run,
    kind,
    table,
    modules: {
      FSM: input.session.module('FSM', fsmModule, { fields: fieldsOf(table, 'FSM') }),
      BOOKS: input.session.module('BOOKS', booksModule, { fields: fieldsOf(table, 'BOOKS'), ...group }),
    },
    duplicates: NEVER_CLONED.has(kind) ? 'OVERWRITE' : input.duplicates,
    parents: PARENT_MODULES[kind] ?? null,
    hasRecordsBelow: input.tables.some((other) => PARENT_MODULES[other.plan.table]?.FSM === fsmModule),
  };
}

/** Every module is listed once, with the fields of all tables that its records may belong to. */
function sourcesOf(session: ServiceSession, tables: readonly CompiledTable[]): readonly SourceModule[] {
  const found: SourceModule[] = [];
  for (const side of ['FSM', 'BOOKS'] as const) {
    const own = tables.filter((table) => READ_ALONG_WITH[moduleOf(table, side)] === undefined);
    for (const [name, listed] of Map.groupBy(own, (table) => moduleOf(table, side))) {
      const along = tables.filter((table) => READ_ALONG_WITH[moduleOf(table, side)] === name);
      found.push({ side, module: session.module(side, name, unionOf(side, listed, along)) });
    }
  }
  return found;
}

const moduleOf = ({ plan }: CompiledTable, side: Side): string =>
  side === 'FSM' ? plan.fsmModule : plan.booksModule;

function unionOf(
  side: Side,
  listed: readonly CompiledTable[],
  along: readonly CompiledTable[],
): ModuleFields {
  const union = (tables: readonly CompiledTable[]): ModuleFields['fields'] => [
    ...new Map(
      tables.flatMap((table) => fieldsOf(table, side)).map((field) => [field.apiName, field]),
    ).values(),
  ];
  return { fields: union(listed), ...(along.length === 0 ? {} : { personFields: union(along) }) };
}

/** Only these fields ever enter the engine (P1). */
export function fieldsOf(
  table: CompiledTable,
  side: 'FSM' | 'BOOKS',
): readonly { apiName: string; kind: string }[] {
  return table.rules.flatMap(({ plan }) => {
    const fields = side === 'BOOKS' ? [plan.books] : fsmFieldsOf(plan.source);
    return fields.map(({ apiName, kind }) => ({ apiName, kind }));
  });
}
