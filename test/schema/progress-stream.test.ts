/** The stream behind syncProgress, on a simulated database. */
import { describe, expect, test } from 'vitest';
import {
  type Progress,
  type ProgressSource,
  progressStream,
  type RunWithPairs,
} from '../../schema/progress-stream.ts';
import { MemoryEvents } from './memory-events.ts';

const CONNECTION = 'connection';

function makeRun(id: string, second: number, changes: Partial<RunWithPairs> = {}): RunWithPairs {
  return {
    id,
    connectionId: CONNECTION,
    trigger: 'MANUAL',
    scope: 'FULL',
    state: 'RUNNING',
    requestedAt: new Date(second * 1000),
    startedAt: null,
    endedAt: null,
    waitingUntil: null,
    waitingFor: null,
    cancelRequestedAt: null,
    errorCode: null,
    errorMessage: null,
    booksReads: 0,
    booksWrites: 0,
    fsmReads: 0,
    fsmWrites: 0,
    resumes: 0,
    sequence: BigInt(second),
    outages: 0,
    workedMs: 0n,
    mappingFingerprint: null,
    confirmedDeactivations: false,
    mode: 'SYNC',
    previewId: null,
    selection: null,
    counted: null,
    duplicatePolicy: null,
    checks: null,
    pairs: [],
    ...changes,
  };
}

/** Runs in memory; `change` also tells the bus, as the product does. */
class World implements ProgressSource {
  readonly events = new MemoryEvents();
  runs: RunWithPairs[] = [];
  authorised = true;

  async readRun(id: string) {
    return this.runs.find((run) => run.id === id) ?? null;
  }

  async nextRun(_connectionId: string, after: RunWithPairs | null) {
    if (after === null) return this.runs.at(-1) ?? null;
    return this.runs.find((run) => run.requestedAt > after.requestedAt) ?? null;
  }

  async stillAuthorised() {
    return this.authorised;
  }

  async put(run: RunWithPairs) {
    this.runs = [...this.runs.filter(({ id }) => id !== run.id), run];
    await this.events.publish({ connectionId: CONNECTION, runId: run.id });
  }

  open(options: { intervalMs?: number; recheckMs?: number } = {}) {
    const stop = new AbortController();
    const { events } = this;
    const stream = progressStream(
      { connectionId: CONNECTION, events, source: this, intervalMs: 5, ...options },
      stop.signal,
    );
    return { stream, stop };
  }
}

const face = ({ value }: IteratorResult<Progress>) => [
  value?.sequence,
  value?.run?.id,
  value?.run?.booksReads,
];

describe('the progress stream', () => {
  test('begins with the present state, without a run too', async () => {
    const world = new World();
    const { stream, stop } = world.open();
    expect((await stream.next()).value).toEqual({ sequence: 1, run: null });
    await world.put(makeRun('a', 1));
    expect(face(await stream.next())).toEqual([2, 'a', 0]);
    stop.abort();
    expect((await stream.next()).done).toBe(true);
    expect(world.events.readers).toBe(0);
  });

  test('gives a slow client the newest state, and counts without a gap', async () => {
    const world = new World();
    await world.put(makeRun('a', 1));
    const { stream, stop } = world.open();
    expect(face(await stream.next())).toEqual([1, 'a', 0]);
    for (let reads = 1; reads <= 1000; reads += 1) await world.put(makeRun('a', 1, { booksReads: reads }));
    expect(face(await stream.next())).toEqual([2, 'a', 1000]);
    stop.abort();
  });

  test('shows the end of a run although the next one has begun', async () => {
    const world = new World();
    await world.put(makeRun('a', 1));
    const { stream, stop } = world.open();
    await stream.next();
    await world.put(makeRun('a', 1, { booksReads: 5 }));
    await world.put(makeRun('a', 1, { booksReads: 9, state: 'SUCCEEDED' }));
    await world.put(makeRun('b', 2, { state: 'SUCCEEDED' }));
    await world.put(makeRun('c', 3));
    const seen = [await stream.next(), await stream.next(), await stream.next()];
    expect(seen.map(face)).toEqual([
      [2, 'a', 9],
      [3, 'b', 0],
      [4, 'c', 0],
    ]);
    expect(seen.map(({ value }) => value?.run?.state)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'RUNNING']);
    stop.abort();
  });

  test('leaves out events that changed nothing a watcher sees', async () => {
    const world = new World();
    await world.put(makeRun('a', 1));
    const { stream, stop } = world.open();
    await stream.next();
    await world.put(makeRun('a', 1));
    const next = stream.next();
    await new Promise((done) => setTimeout(done, 30));
    await world.put(makeRun('a', 1, { booksReads: 1 }));
    expect(face(await next)).toEqual([2, 'a', 1]);
    stop.abort();
  });

  test('finds a change whose event was lost', async () => {
    const world = new World();
    await world.put(makeRun('a', 1));
    const { stream, stop } = world.open({ recheckMs: 10 });
    await stream.next();
    world.runs = [makeRun('a', 1, { booksReads: 3 })];
    expect(face(await stream.next())).toEqual([2, 'a', 3]);
    stop.abort();
  });

  test('ends when the token is no longer good', async () => {
    const world = new World();
    const { stream } = world.open({ recheckMs: 10 });
    await stream.next();
    world.authorised = false;
    expect((await stream.next()).done).toBe(true);
    expect(world.events.readers).toBe(0);
  });

  test('ends at once when the client goes while it waits', async () => {
    const world = new World();
    const { stream } = world.open({ recheckMs: 60_000 });
    await stream.next();
    const waiting = stream.next();
    await stream.return?.();
    expect((await waiting).done).toBe(true);
    expect(world.events.readers).toBe(0);
  });

  test('tells its client when the bus fails, and ends', async () => {
    const world = new World();
    world.events.subscribe = async function* () {
      yield { connectionId: CONNECTION, runId: null };
      throw new Error('the bus is gone');
    };
    const { stream } = world.open();
    await stream.next();
    await expect(stream.next()).rejects.toThrow('the bus is gone');
  });

  test('keeps the interval between states', async () => {
    const world = new World();
    const { stream, stop } = world.open({ intervalMs: 40 });
    await stream.next();
    const startedAtMs = performance.now();
    for (let reads = 1; reads <= 3; reads += 1) {
      await world.put(makeRun('a', 1, { booksReads: reads }));
      expect(face(await stream.next())).toEqual([reads + 1, 'a', reads]);
    }
    // A lower bound holds on any machine; timers may fire a millisecond early.
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(3 * 40 - 5);
    stop.abort();
  });
});
