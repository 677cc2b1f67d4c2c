/** A pair of organisations, a database and runs over them, as the runner drives the engine. */
import type { EngineLimits } from '../../src/engine/context.ts';
import { RunCancelled } from '../../src/engine/errors.ts';
import { movesWatermarks, SYNC } from '../../src/engine/mode.ts';
import type { DuplicatePolicy, RunMode, RunScope, Side } from '../../src/engine/model.ts';
import { type RunVerdict, runSync } from '../../src/engine/run.ts';
import type { Hasher } from '../../src/engine/services.ts';
import { fsmFieldsOf } from '../../src/mapping/parts.ts';
import type { CanonicalValue, CompiledTable } from '../../src/mapping/plan.ts';
import { FakeService, type ServiceHabits } from './fake-service.ts';
import { openSession, type Services } from './fake-services.ts';
import { MemoryDatabase, type StoredLink, type StoredRecord, type StoredRun } from './memory/database.ts';
import { createMemoryStore } from './memory/store.ts';
import { Process, type ProcessScript } from './process.ts';
import { VirtualClock } from './virtual-clock.ts';

export const LEASE_TTL_MS = 30_000;
const ATTEMPTS_MAX = 60;

/** Readable and free of the separators of hash entries. */
export const testHash: Hasher = (context, value) =>
  Buffer.from(`${context}=${JSON.stringify(value)}`).toString('base64url');

/** Small, so that a few records already fill pages, chunks and commits. */
export const SMALL_LIMITS: Partial<EngineLimits> = {
  unitsPerBatch: 4,
  recordsPerChunk: 3,
  resultsPerCommit: 2,
};

export interface Attempt extends ProcessScript {
  /** The run is cancelled before this service call. */
  readonly cancelAtCall?: number;
  /** A stalled process of the attempt before goes on at this point of this attempt. */
  readonly thawAtPoint?: number;
}

export interface RunReport {
  readonly runId: string;
  readonly verdict: RunVerdict;
  readonly attempts: number;
  readonly scope: RunScope;
  readonly endedAtMs: number;
  /** Calls made to the services by this run. */
  readonly reads: number;
  readonly writes: number;
  readonly records: readonly StoredRecord[];
  readonly progress: StoredRun;
}

export interface WorldOptions {
  readonly table: CompiledTable;
  readonly duplicates?: DuplicatePolicy;
  readonly fsm?: Partial<ServiceHabits>;
  readonly books?: Partial<ServiceHabits>;
  readonly limits?: Partial<EngineLimits>;
}

export class World {
  readonly clock = new VirtualClock();
  readonly database = new MemoryDatabase(this.clock);
  readonly services: Services;
  table: CompiledTable;
  duplicates: DuplicatePolicy;
  readonly #limits: Partial<EngineLimits>;
  #applied: string | null = null;
  #runs = 0;

  constructor(options: WorldOptions) {
    this.table = options.table;
    this.duplicates = options.duplicates ?? 'OVERWRITE';
    this.#limits = { ...SMALL_LIMITS, ...options.limits };
    this.services = {
      FSM: new FakeService('FSM', this.clock, fieldsOf(options.table, 'FSM'), options.fsm),
      BOOKS: new FakeService('BOOKS', this.clock, fieldsOf(options.table, 'BOOKS'), options.books),
    };
  }

  get fsm(): FakeService {
    return this.services.FSM;
  }

  get books(): FakeService {
    return this.services.BOOKS;
  }

  get links(): readonly StoredLink[] {
    return [...this.database.links.values()];
  }

  value(side: Side, id: string, field: string): CanonicalValue | undefined {
    return this.services[side].present(id)?.values[field];
  }

  /** One run to its end, however many processes it takes. */
  async run(attempts: readonly Attempt[] = [], mode: RunMode = SYNC): Promise<RunReport> {
    this.#runs += 1;
    const runId = `run-${this.#runs}`;
    for (const side of ['FSM', 'BOOKS'] as const) {
      this.services[side].fields = fieldsOf(this.table, side).all;
    }
    const fingerprint = this.table.plan.fingerprint;
    const scope = mode.kind === 'selected' ? 'RETRY' : this.#scopeUnder(fingerprint);
    this.database.newRun(runId, scope);
    const before = this.#calls();
    const zombies: Zombie[] = [];
    for (let number = 0; ; number += 1) {
      if (number >= ATTEMPTS_MAX) throw new Error('the run does not come to an end');
      const verdict = await this.#attempt(runId, mode, attempts[number] ?? {}, zombies);
      if (verdict === null || verdict.kind === 'interrupted') {
        this.clock.advance(LEASE_TTL_MS);
        continue;
      }
      if (verdict.kind === 'waiting') {
        this.clock.advanceTo(verdict.untilMs);
        continue;
      }
      await this.#bury(zombies);
      const progress = structuredClone(this.database.run(runId));
      this.#end(runId, mode);
      if (verdict.kind === 'finished' && movesWatermarks(mode)) this.#applied = fingerprint;
      const after = this.#calls();
      const records = structuredClone(this.database.recordsOf(runId));
      const [reads, writes] = [after.reads - before.reads, after.writes - before.writes];
      const endedAtMs = this.clock.nowMs();
      return { runId, verdict, attempts: number + 1, scope, endedAtMs, reads, writes, records, progress };
    }
  }

  #scopeUnder(fingerprint: string): RunScope {
    if (this.#applied === null) return 'FULL';
    return this.#applied === fingerprint ? 'INCREMENTAL' : 'AFFECTED';
  }

  /** Of a preview, its plan stays. */
  #end(runId: string, { kind }: RunMode): void {
    if (kind === 'preview') {
      this.database.dropStaged(runId);
      this.database.previews.set(runId, { endedAtMs: this.clock.nowMs(), current: true });
    } else this.database.endRun(runId);
  }

  async #attempt(
    runId: string,
    mode: RunMode,
    script: Attempt,
    zombies: Zombie[],
  ): Promise<RunVerdict | null> {
    const token = this.database.takeLease();
    const stop = new AbortController();
    const process = new Process(
      {
        ...script,
        onPoint: (point) => {
          script.onPoint?.(point);
          if (point === script.thawAtPoint) for (const zombie of zombies) zombie.process.thaw();
        },
        onCall: (call) => {
          script.onCall?.(call);
          if (call === script.cancelAtCall) stop.abort(new RunCancelled());
        },
      },
      () => this.clock.nowMs(),
      () => this.database.token === token,
    );
    const gate = (): Promise<void> => process.storeCall();
    const work = runSync({
      store: createMemoryStore({
        database: this.database,
        runId,
        token,
        gate,
        preview: mode.kind === 'preview',
      }),
      mode,
      session: openSession(this.services, this.clock, process),
      tables: [this.table],
      syncType: 'IV',
      duplicates: this.duplicates,
      clock: this.clock,
      hash: testHash,
      signal: stop.signal,
      limits: this.#limits,
    });
    const ended = await Promise.race([work, process.interrupted]);
    if (typeof ended !== 'string') return ended;
    if (ended === 'frozen') zombies.push({ process, work });
    return null;
  }

  /** Stalled processes wake up at last; all they may do is find out that they are too late. */
  async #bury(zombies: readonly Zombie[]): Promise<void> {
    for (const zombie of zombies) {
      const before = this.#calls().writes;
      zombie.process.thaw();
      // However it ends: its store lets nothing through, and the runner's own last step is fenced as well.
      await zombie.work;
      if (this.#calls().writes > before) throw new Error('a stalled process wrote to a service');
    }
  }

  #calls(): { readonly reads: number; readonly writes: number } {
    const { FSM, BOOKS } = this.services;
    return { reads: FSM.reads + BOOKS.reads, writes: FSM.writeCalls + BOOKS.writeCalls };
  }
}

interface Zombie {
  readonly process: Process;
  readonly work: Promise<RunVerdict>;
}

function fieldsOf(table: CompiledTable, side: Side): { identity: string; all: readonly string[] } {
  const name = ({ plan }: CompiledTable['rules'][number]): string[] => {
    if (side === 'BOOKS') return [plan.books.apiName];
    return fsmFieldsOf(plan.source).map(({ apiName }) => apiName);
  };
  const identity = table.rules.filter((rule) => rule.plan.identity).flatMap(name)[0] ?? '';
  return { identity, all: [...new Set(table.rules.flatMap(name))] };
}
