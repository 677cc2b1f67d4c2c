/** Works on one run at a time per connection: takes the lease, runs the engine under it, and records how it ended. */
import type { Pool } from 'pg';
import { LeaseLost, RunCancelled } from '../engine/errors.ts';
import type { CompiledTable, SyncTypeName } from '../engine/model.ts';
import { type RunVerdict, runSync } from '../engine/run.ts';
import type { EngineClock, Hasher, ServiceSession } from '../engine/services.ts';
import type { Connection, PrismaClient } from '../store/generated/prisma/client.ts';
import type { RunMode as StoredMode, SyncType } from '../store/generated/prisma/enums.ts';
import { acquireLease, LEASE_TTL_MS, type LeaseHandle, releaseLease, renewLease } from '../store/leases.ts';
import { saveCounted } from '../store/run-size.ts';
import { beatRun, endRun, restRun, startRun } from '../store/runs.ts';
import { createSyncStore } from '../store/sync/index.ts';
import { afterBlackout, blackoutFromJson } from './blackout.ts';
import { aftermathOf } from './consequences.ts';
import { CANCELLED, type EndedRun, type Ending, endOf, restOf, verdictOfOpening } from './ending.ts';
import type { EventBus } from './events.ts';
import { Hold } from './hold.ts';
import { noticeOf, noticeOfRest } from './notices.ts';
import type { RecordCounts } from './record-counts.ts';
import { readTask } from './run-task.ts';

/** What a run needs to know of the mapping its connection uses. */
export interface RunMapping {
  /** In the order in which they are synced. */
  readonly tables: readonly CompiledTable[];
  readonly syncType: SyncTypeName;
  /** Of all tables together. */
  readonly fingerprint: string;
}

/** What decides which tables a connection uses. */
export interface MappedConnection {
  readonly mappingSet: string;
  readonly taxEdition: string | null;
  readonly syncType: SyncType;
}

export interface RunnerLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface RunnerDependencies {
  readonly prisma: PrismaClient;
  readonly pool: Pool;
  readonly events: EventBus;
  readonly clock: EngineClock;
  readonly log: RunnerLog;
  readonly hash: Hasher;
  readonly seal: (label: string) => Uint8Array;
  /** Names this process in leases, for people who look. */
  readonly holder: string;
  /**
   * Opens the line to both organisations, makes the checks before a run (unless it had begun) and holds the mapping
   * against the fields they have now.
   * @throws EngineError when it cannot, when a check fails, or when the mapping does not fit them any more
   */
  readonly openSession: (
    connectionId: string,
    mapping: RunMapping,
    bounds: SessionBounds,
  ) => Promise<ServiceSession & { close(): Promise<void> }>;
  /** The connection's mapping, compiled. @throws RunRefused (`MAPPING_INVALID`) */
  readonly loadMapping: (connection: MappedConnection) => Promise<RunMapping>;
  /** Counts the records of both organisations by a few calls, or takes what was counted a moment ago. */
  readonly countRecords: (connection: Connection) => Promise<RecordCounts>;
  /** Sets the alarm of the connection's next automatic sync (S1). */
  readonly scheduleSync: (connectionId: string, at: Date) => Promise<void>;
  /** Told once the end of a run is stored, with what there is to tell people of it. Neither throws nor keeps the run waiting. */
  readonly onRunEnded: (run: EndedRun) => void;
}

/** The run a session is for, and what ends its calls before they are done. */
export interface SessionBounds {
  readonly runId: string;
  /** Fencing token of the lease that the run is worked on under. */
  readonly token: bigint;
  readonly signal: AbortSignal;
  /** Asked right before each write to a service. @throws LeaseLost */
  readonly mayWrite: () => void;
}

const HEARTBEAT_MS = 2_000;
/** A longer time between two heartbeats is one in which the machine slept or its clock was set. */
const WORKED_MS_MAX = 10_000;
/** Unexpected faults of one run in this process before it is given up: a bug would come back for ever. */
const FAULTS_MAX = 3;

export class Runner {
  readonly #deps: RunnerDependencies;
  readonly #active = new Map<string, { readonly abort: AbortController; readonly ended: Promise<void> }>();
  readonly #faults = new Map<string, number>();
  #stopping = false;

  constructor(deps: RunnerDependencies) {
    this.#deps = deps;
  }

  /** Works on the run unless someone else does or it is over. Resolves when this process is done with it; never throws. */
  async execute(runId: string): Promise<void> {
    if (this.#stopping || this.#active.has(runId)) return;
    const abort = new AbortController();
    const ended = this.#guarded(runId, abort).finally(() => this.#active.delete(runId));
    this.#active.set(runId, { abort, ended });
    await ended;
  }

  /** Stops the run at once if this process works on it; other processes see the request in the database. */
  cancel(runId: string): void {
    this.#active.get(runId)?.abort.abort(new RunCancelled());
  }

  /** Lets every run stop where it can be taken up again, and waits for that. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { abort } of this.#active.values()) abort.abort(new Error('the process stops'));
    await Promise.all([...this.#active.values()].map(({ ended }) => ended));
  }

  get activeRuns(): readonly string[] {
    return [...this.#active.keys()];
  }

  async #guarded(runId: string, abort: AbortController): Promise<void> {
    try {
      await this.#work(runId, abort);
    } catch (error) {
      // The run stays as it is and the watchdog takes it up: a lost database must not lose work.
      this.#deps.log.error({ runId, err: error }, 'a run was interrupted by an unexpected fault');
      this.#faults.set(runId, (this.#faults.get(runId) ?? 0) + 1);
    }
  }

  /** The verdict of a run whose faults keep coming back; null while it may be tried again. */
  #givenUp(runId: string): Ending | null {
    if ((this.#faults.get(runId) ?? 0) < FAULTS_MAX) return null;
    this.#faults.delete(runId);
    const message =
      'The sync met the same unexpected fault several times and was stopped; the log of the process names it.';
    return { verdict: { kind: 'failed', code: 'INTERNAL_ERROR', message }, mapping: null };
  }

  async #work(runId: string, abort: AbortController): Promise<void> {
    const { prisma, holder, events, clock } = this.#deps;
    const run = await prisma.syncRun.findUnique({
      where: { id: runId },
      select: { connectionId: true, state: true, cancelRequestedAt: true, mode: true },
    });
    if (run === null || (run.state !== 'QUEUED' && run.state !== 'RUNNING')) return;
    const hold = new Hold(clock, clock.nowMs());
    const lease = await acquireLease(prisma, run.connectionId, holder, 'sync');
    if (lease === null) return;
    const heartbeat = this.#beat(runId, lease, hold, abort);
    try {
      const cancelled = run.cancelRequestedAt === null ? null : CANCELLED;
      const end = cancelled ?? this.#givenUp(runId) ?? (await this.#run(runId, lease, hold, abort));
      await this.#conclude(runId, run.mode, lease, end);
    } finally {
      heartbeat.stop();
      await heartbeat.ended;
      await releaseLease(prisma, lease);
      await events.publish({ connectionId: run.connectionId, runId });
    }
  }

  /** Keeps the lease and looks for a cancel request made in another process. */
  #beat(
    runId: string,
    lease: LeaseHandle,
    hold: Hold,
    abort: AbortController,
  ): { stop(): void; ended: Promise<void> } {
    const stop = new AbortController();
    const { prisma, clock, log, events } = this.#deps;
    let beatMs = clock.nowMs();
    const loop = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        await clock.sleep(HEARTBEAT_MS, stop.signal).catch(() => undefined);
        if (stop.signal.aborted) return;
        try {
          const askedAtMs = clock.nowMs();
          if (await renewLease(prisma, lease)) hold.renewed(askedAtMs);
          else abort.abort(new LeaseLost());
          const workedMs = Math.min(WORKED_MS_MAX, Math.max(0, askedAtMs - beatMs));
          beatMs = askedAtMs;
          if (await beatRun(prisma, runId, workedMs)) abort.abort(new RunCancelled());
          await events.publish({ connectionId: lease.connectionId, runId });
        } catch (error) {
          // The lease lapses by itself if this goes on; the fence keeps late writes out.
          log.warn({ runId, err: error }, 'the lease could not be renewed');
        }
      }
    };
    return { stop: () => stop.abort(), ended: loop() };
  }

  async #run(runId: string, lease: LeaseHandle, hold: Hold, abort: AbortController): Promise<Ending> {
    const { prisma, clock, log } = this.#deps;
    const connection = await prisma.connection.findUniqueOrThrow({ where: { id: lease.connectionId } });
    const opened = await this.#open(connection, {
      runId,
      token: lease.token,
      signal: abort.signal,
      mayWrite: hold.mayWrite,
    });
    if ('verdict' in opened) return { verdict: opened.verdict, mapping: null };
    const { session, mapping } = opened;
    try {
      const task = await readTask(prisma, runId);
      const scope = task.scope ?? (await this.#scope(connection.id, mapping));
      const started = await startRun(prisma, lease, {
        runId,
        at: new Date(clock.nowMs()),
        scope,
        mappingFingerprint: mapping.fingerprint,
      });
      if (started === null) return CANCELLED;
      log.info({ runId, connectionId: connection.id, resumed: started.resumed }, 'sync begins');
      const first = scope === 'FULL' && task.mode.kind === 'sync' && !task.counted;
      const counting = first ? this.#count(runId, connection) : null;
      const verdict = await runSync({
        store: this.#watched(runId, lease, task.mode.kind === 'preview'),
        mode: task.mode,
        mappingChanged: started.mappingChanged,
        session,
        tables: mapping.tables,
        syncType: mapping.syncType,
        duplicates: task.duplicatePolicy ?? connection.duplicatePolicy ?? 'OVERWRITE',
        clock,
        hash: this.#deps.hash,
        signal: abort.signal,
      });
      // Whoever stops the process does not wait for it.
      if (!abort.signal.aborted) await counting;
      // Only a sync brings every record up to the mapping, and only to the one that it has begun with.
      const applied = task.mode.kind === 'sync' && !started.mappingChanged;
      return { verdict, mapping: applied ? mapping : null };
    } finally {
      await session.close();
    }
  }

  async #open(
    connection: MappedConnection & { readonly id: string },
    bounds: SessionBounds,
  ): Promise<
    { session: ServiceSession & { close(): Promise<void> }; mapping: RunMapping } | { verdict: RunVerdict }
  > {
    try {
      const mapping = await this.#deps.loadMapping(connection);
      return { mapping, session: await this.#deps.openSession(connection.id, mapping, bounds) };
    } catch (error) {
      const verdict = verdictOfOpening(error, bounds.signal);
      if (verdict !== null) return { verdict };
      throw error;
    }
  }

  /** So that it can be said from the first minute on when a first sync will be done. It goes on without, too. */
  async #count(runId: string, connection: Connection): Promise<void> {
    const { prisma, log, countRecords } = this.#deps;
    try {
      await saveCounted(prisma, runId, await countRecords(connection));
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      log.warn({ runId, connectionId: connection.id, reason }, 'the records could not be counted');
    }
  }

  /** The store, telling watchers of every change they can see. */
  #watched(runId: string, lease: LeaseHandle, preview: boolean): ReturnType<typeof createSyncStore> {
    const { pool, seal, events, clock } = this.#deps;
    const store = createSyncStore({
      pool,
      connectionId: lease.connectionId,
      runId,
      token: lease.token,
      leaseTtlMs: LEASE_TTL_MS,
      seal,
      preview,
      nowMs: () => clock.nowMs(),
    });
    const tell = (): Promise<void> => events.publish({ connectionId: lease.connectionId, runId });
    return {
      ...store,
      saveProgress: async (...rest) => {
        await store.saveProgress(...rest);
        await tell();
      },
      savePair: async (...rest) => {
        await store.savePair(...rest);
        await tell();
      },
    };
  }

  /** The first run and the first after a mapping change look at every record (S5). */
  async #scope(connectionId: string, mapping: RunMapping): Promise<'FULL' | 'AFFECTED' | 'INCREMENTAL'> {
    const applied = await this.#deps.prisma.mappingVersion.findFirst({
      where: { connectionId },
      orderBy: { appliedAt: 'desc' },
      select: { fingerprint: true },
    });
    if (applied === null) return 'FULL';
    return applied.fingerprint === mapping.fingerprint ? 'INCREMENTAL' : 'AFFECTED';
  }

  async #conclude(runId: string, mode: StoredMode, lease: LeaseHandle, ending: Ending): Promise<void> {
    const { prisma, clock, log } = this.#deps;
    const { verdict } = ending;
    const at = new Date(clock.nowMs());
    log.info({ runId, connectionId: lease.connectionId, verdict: verdict.kind }, 'sync pauses or ends');
    const { outages, connection } = await prisma.syncRun.findUniqueOrThrow({
      where: { id: runId },
      select: { outages: true, connection: { select: { blackout: true, timeZone: true } } },
    });
    const rest = restOf(verdict, outages, at.getTime());
    if (rest !== null) {
      const notice = rest.outage || mode === 'PREVIEW' ? null : noticeOfRest(rest.reason);
      await restRun(prisma, lease, { ...rest, runId, at, until: new Date(rest.untilMs), notice });
      return;
    }
    const end = endOf(ending);
    if (end === null) return;
    const { connectionId } = lease;
    const aftermath = await aftermathOf(prisma, { runId, connectionId, code: end.error?.code ?? null, at });
    const next = afterBlackout(
      aftermath.nextSyncAt,
      blackoutFromJson(connection.blackout),
      connection.timeZone,
    );
    const { disables } = aftermath;
    // Whoever has asked for a preview looks at it.
    const notice = mode === 'PREVIEW' ? null : noticeOf(end);
    const ended = await endRun(prisma, lease, {
      ...end,
      runId,
      at,
      disables,
      nextSyncAt: next,
      notice,
    });
    if (ended) this.#deps.onRunEnded({ runId, connectionId, state: end.state, error: end.error });
    if (mode === 'SYNC' || mode === 'APPLY') await this.#deps.scheduleSync(connectionId, next);
  }
}
