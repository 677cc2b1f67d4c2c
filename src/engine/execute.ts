/** Carries out the plan: both directions at once, each within its service's bounds, every create announced before it is sent. */
import { act } from './act.ts';
import { CommitGroup } from './commit-group.ts';
import { type TableContext, throwIfStopped } from './context.ts';
import { type DirectionState, identityForTarget, sentIdentity } from './direction.ts';
import { resolveDoubts } from './doubt.ts';
import { EngineError, ServiceUnavailable, WriteInDoubt } from './errors.ts';
import type { Direction, LinkRow, PairCursor, RecordResult, Side } from './model.ts';
import { otherSide, sourceOf } from './model.ts';
import type { Task } from './outcome.ts';
import { Pool, readAhead } from './pool.ts';
import type { ServiceRecord } from './services.ts';
import { listedChunks, listingIsCheaper, readChunks, type SourcedRow, sourceIdOf } from './sources.ts';
import type { OpenIntent } from './store.ts';

export async function execute(context: TableContext, cursor: PairCursor): Promise<void> {
  await alignCurrencies(context);
  const ended = await Promise.allSettled([
    executeDirection(context, 'TO_BOOKS', cursor),
    executeDirection(context, 'TO_FSM', cursor),
  ]);
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

/** C1 where it may matter: on a run that looks at everything, and before any customer is written to FSM. */
async function alignCurrencies(context: TableContext): Promise<void> {
  const { session, scope, store, kind, pair, signal } = context;
  if (pair !== 'CUSTOMERS' || session.alignCurrencies === undefined) return;
  if (scope === 'INCREMENTAL' && (await store.countPlanned(kind, 'TO_FSM')) === 0) return;
  await context.proveLease();
  await session.alignCurrencies(signal);
}

async function executeDirection(
  context: TableContext,
  direction: Direction,
  cursor: PairCursor,
): Promise<void> {
  const target = otherSide(sourceOf(direction));
  const inFlight = new Set<string>();
  const state: DirectionState = {
    direction,
    pool: new Pool(() => context.session.concurrency(target)),
    commits: new CommitGroup(context, (done) => {
      for (const { planned } of done) inFlight.delete(planned.id);
    }),
    doubts: [],
    inFlight,
    unsent: new Set(),
    lastCreated: null,
    unavailableInARow: 0,
  };
  try {
    if (await listingIsCheaper(context, direction, cursor)) {
      await runChunks(context, state, listedChunks(context, direction, cursor));
    }
    await runChunks(context, state, readChunks(context, direction));
    await resolveDoubts(context, state);
  } finally {
    // Whatever ended the run: what was done is recorded, as long as the connection is still ours.
    await state.pool.settle();
    await state.commits.flush();
    await withdrawUnsent(context, state);
  }
}

/** A run that stops early knows what it never sent; without this, whoever goes on would look for each of them. */
async function withdrawUnsent(context: TableContext, state: DirectionState): Promise<void> {
  if (state.unsent.size === 0) return;
  const { module } = context.modules[sourceOf(state.direction)];
  await context.store.withdrawIntents(context.kind, state.direction, module, [...state.unsent]);
}

/** Rows with their creates announced: what an earlier attempt had announced already is in doubt. */
interface AnnouncedChunk {
  readonly rows: readonly SourcedRow[];
  readonly doubtful: ReadonlyMap<string, OpenIntent>;
}

/**
 * Ends when every record of the chunks is done and committed, so that what is still planned then is really open. The
 * next chunk is announced when half of this one has begun: the services are not left waiting for the database, and a
 * process that dies leaves few creates behind that have to be looked for.
 */
async function runChunks(
  context: TableContext,
  state: DirectionState,
  chunks: AsyncGenerator<readonly SourcedRow[], void>,
): Promise<void> {
  const ahead = readAhead(chunks);
  const announceNext = (): Promise<AnnouncedChunk | null> => {
    const announced = nextAnnounced(context, state, ahead);
    // Its failure is thrown where it is awaited; unhandled meanwhile it would end the process.
    announced.catch(() => undefined);
    return announced;
  };
  let next = announceNext();
  try {
    for (let chunk = await next; chunk !== null; chunk = await next) {
      await runChunk(context, state, chunk, () => {
        next = announceNext();
      });
    }
  } finally {
    await next.catch(() => undefined);
    await ahead.return();
  }
  await state.pool.drain();
  await state.commits.flush();
}

async function runChunk(
  context: TableContext,
  state: DirectionState,
  { rows, doubtful }: AnnouncedChunk,
  halfBegun: () => void,
): Promise<void> {
  const tasks = await readTargets(context, state.direction, rows);
  const half = Math.floor(tasks.length / 2);
  if (tasks.length === 0) halfBegun();
  for (const [index, task] of tasks.entries()) {
    throwIfStopped(context.signal);
    if (index === half) halfBegun();
    const intent = doubtful.get(sourceIdOf(task.planned));
    if (intent !== undefined && task.planned.operation === 'CREATE') {
      const { createdAtMs, identity, ofThisRun } = intent;
      state.doubts.push({ task, identity, ofThisRun, intentAtMs: createdAtMs, sentAtMs: createdAtMs });
      continue;
    }
    await state.pool.add(() => runTask(context, state, task));
  }
}

/** Null when there are no more. */
async function nextAnnounced(
  context: TableContext,
  state: DirectionState,
  chunks: AsyncGenerator<readonly SourcedRow[], void>,
): Promise<AnnouncedChunk | null> {
  const { value: chunk, done } = await chunks.next();
  if (done === true) return null;
  const rows = await notBegun(context, state, chunk);
  return { rows, doubtful: await announceCreates(context, state, rows) };
}

/** Leaves out what a shifted page has brought a second time: a record is begun once. */
async function notBegun(
  context: TableContext,
  state: DirectionState,
  chunk: readonly SourcedRow[],
): Promise<readonly SourcedRow[]> {
  const candidates = chunk.filter(({ planned }) => !state.inFlight.has(planned.id));
  if (candidates.length === 0) return [];
  const open = await context.store.stillPlanned(candidates.map(({ planned }) => planned.id));
  const todo = candidates.filter(({ planned }) => open.has(planned.id));
  for (const { planned } of todo) state.inFlight.add(planned.id);
  return todo;
}

/** Reads the counterparts right before they are written, so that an edit made meanwhile is seen. */
async function readTargets(
  context: TableContext,
  direction: Direction,
  chunk: readonly SourcedRow[],
): Promise<readonly Task[]> {
  const from = sourceOf(direction);
  const target = context.modules[otherSide(from)];
  const targetId = ({ planned }: SourcedRow): string | null =>
    planned.operation === 'CREATE' || (planned.operation === 'FAIL' && planned.linkId === null)
      ? null
      : from === 'FSM'
        ? planned.booksId
        : planned.fsmId;
  const ids = chunk.map(targetId).filter((id) => id !== null);
  const linkIds = chunk.map(({ planned }) => planned.linkId).filter((id) => id !== null);
  const [targets, links, parents] = await Promise.all([
    ids.length === 0 ? new Map<string, ServiceRecord>() : target.getMany(ids, context.signal),
    linkIds.length === 0 ? [] : context.store.links(linkIds),
    targetParents(context, from, chunk),
  ]);
  const byId = new Map<string, LinkRow>(links.map((link) => [link.id, link]));
  return chunk.map((row) => {
    const id = targetId(row);
    const other = id === null ? null : (targets.get(id) ?? null);
    const link = row.planned.linkId === null ? null : (byId.get(row.planned.linkId) ?? null);
    const { planned, listed } = row;
    const parentId = parents.get(row.source?.parentId ?? '') ?? null;
    return from === 'FSM'
      ? { planned, link, parentId, fsm: row.source, books: other, listed }
      : { planned, link, parentId, fsm: other, books: row.source, listed };
  });
}

/** Of creates under a parent: the target's parent by the source's. */
async function targetParents(
  context: TableContext,
  from: Side,
  chunk: readonly SourcedRow[],
): Promise<ReadonlyMap<string, string>> {
  if (context.parents === null) return new Map();
  const ids = chunk
    .filter(({ planned }) => planned.operation === 'CREATE')
    .map(({ source }) => source?.parentId ?? null)
    .filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  return context.store.counterparts(from, context.parents[from], [...new Set(ids)]);
}

/** Commits an intent for every create of the chunk; answers those that an earlier attempt had already announced. */
async function announceCreates(
  context: TableContext,
  state: DirectionState,
  rows: readonly SourcedRow[],
): Promise<ReadonlyMap<string, OpenIntent>> {
  const module = context.modules[sourceOf(state.direction)].module;
  const creates = rows.filter(({ planned }) => planned.operation === 'CREATE');
  if (creates.length === 0) return new Map();
  const { store, kind } = context;
  const ids = creates.map(({ planned }) => sourceIdOf(planned));
  const open = await store.findIntents(kind, state.direction, module, ids);
  const announced = new Map(open.map((intent) => [intent.sourceId, intent]));
  const fresh = creates
    .filter(({ planned }) => !announced.has(sourceIdOf(planned)))
    .map(({ planned, source }) => ({
      sourceId: sourceIdOf(planned),
      identity: sentIdentity(context, state, source),
    }));
  if (fresh.length > 0) await store.openIntents(kind, state.direction, module, fresh);
  for (const { sourceId } of fresh) state.unsent.add(sourceId);
  return announced;
}

async function runTask(context: TableContext, state: DirectionState, task: Task): Promise<void> {
  throwIfStopped(context.signal);
  const result = await send(context, state, task);
  if (result === null) return;
  countUnavailable(context, state, result);
  remember(context, state, task, result);
  await state.commits.add(result);
}

/** Null when the answer is lost: the doubt is noted. */
async function send(context: TableContext, state: DirectionState, task: Task): Promise<RecordResult | null> {
  const announcedAtMs = context.clock.nowMs();
  const sourceId = sourceIdOf(task.planned);
  const wasUnsent = state.unsent.delete(sourceId);
  try {
    return await act(context, task);
  } catch (error) {
    if (error instanceof WriteInDoubt) {
      const identity = sentIdentity(
        context,
        state,
        sourceOf(state.direction) === 'FSM' ? task.fsm : task.books,
      );
      const sentAtMs = context.clock.nowMs();
      state.doubts.push({ task, identity, ofThisRun: true, intentAtMs: announcedAtMs, sentAtMs });
      return null;
    }
    // The services say of a write whether it may have taken place; held back by a limit or a stop, it has not.
    if (wasUnsent && (error instanceof EngineError || error === context.signal.reason))
      state.unsent.add(sourceId);
    throw error;
  }
}

/** One record may fail; a service that fails them all in a row is down, and the run ends instead of failing each. */
function countUnavailable(context: TableContext, state: DirectionState, result: RecordResult): void {
  if (result.reason?.code !== 'SERVICE_UNAVAILABLE') {
    state.unavailableInARow = 0;
    return;
  }
  state.unavailableInARow += 1;
  if (state.unavailableInARow >= context.limits.unavailableInARowMax) {
    throw new ServiceUnavailable(result.reason.message);
  }
}

function remember(context: TableContext, state: DirectionState, task: Task, result: RecordResult): void {
  if (result.outcome !== 'CREATED') return;
  const source = sourceOf(state.direction) === 'FSM' ? task.fsm : task.books;
  const id = state.direction === 'TO_BOOKS' ? result.booksId : result.fsmId;
  const identity = source === null ? null : identityForTarget(context.table, state.direction, source);
  if (id === null || identity === null) return;
  state.lastCreated = { id, identity: identity.value, atMs: context.clock.nowMs() };
}
