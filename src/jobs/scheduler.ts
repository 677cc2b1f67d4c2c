/** Agenda as alarm clock: it wakes the runner, the watchdog and the keeper of the logs, and owns nothing. A job lost or fired twice changes nothing, for every process looks by itself too. */
import { MongoBackend } from '@agendajs/mongo-backend';
import { PostgresBackend } from '@agendajs/postgres-backend';
import { Agenda, type AgendaBackend } from 'agenda';
import { MongoClient } from 'mongodb';
import type { Pool } from 'pg';
import { ServerUnreachable } from './unreachable.ts';

/** How often Agenda looks for jobs that are due, milliseconds. */
const POLL_EVERY_MS = 1_000;
const EXPIRE_EVERY = '1 day';
/** Any number that nobody else uses for a session lock in the same database. */
const ADVISORY_LOCK = 4_217_306_552;
/**
 * How often each process looks for what is due or was left behind, milliseconds. By a timer of its own: a shared alarm may be
 * taken again and again by a process that hangs, and goes unheard while Agenda's store is away.
 */
const WATCH_EVERY_MS = 5_000;
/** How long MongoDB is waited for when the process starts, milliseconds, unless its URL says so itself. */
const MONGODB_MS_MAX = 10_000;

export interface SchedulerOptions {
  readonly pool: Pool;
  /** Embedded PostgreSQL passes no notifications on: Agenda polls. */
  readonly kind: 'embedded' | 'server';
  /** Empty: Agenda keeps its jobs in PostgreSQL. */
  readonly mongodbUrl: string;
  readonly name: string;
  /** Works on a run; must not throw. */
  readonly execute: (runId: string) => Promise<void>;
  readonly watch: () => Promise<void>;
  /** Forgets old logs. */
  readonly expire: () => Promise<void>;
  readonly onError: (error: unknown, job: string) => void;
}

export interface Scheduler {
  /** Begins to process jobs; a process of role `api` never calls it. */
  start(): Promise<void>;
  /** Wakes some worker for a run that was queued just now. */
  runNow(runId: string): Promise<void>;
  /** Sets the connection's alarm (S1), replacing the one before. */
  syncAt(connectionId: string, at: Date): Promise<void>;
  stop(): Promise<void>;
}

/** @throws ServerUnreachable */
export async function createScheduler(options: SchedulerOptions): Promise<Scheduler> {
  if (options.mongodbUrl !== '') await requireMongodb(options.mongodbUrl);
  const agenda = await openAgenda(options);
  agenda.define<{ runId: string }>(
    'run',
    async (job) => {
      // Not awaited: a run may last for days, an alarm rings once.
      void options.execute(job.attrs.data.runId);
    },
    { removeOnComplete: true },
  );
  let looking: Promise<void> | null = null;
  const look = (): void => {
    looking ??= options
      .watch()
      .catch((error: unknown) => options.onError(error, 'watch'))
      .finally(() => {
        looking = null;
      });
  };
  agenda.define('sync', async () => look(), { removeOnComplete: true });
  agenda.define('expire', async () => options.expire());
  let started = false;
  let timer: NodeJS.Timeout | null = null;
  return {
    async start() {
      await agenda.start();
      started = true;
      await agenda.every(EXPIRE_EVERY, 'expire');
      timer = setInterval(look, WATCH_EVERY_MS);
      // What the process before us left goes on now, not when its alarm would have rung next.
      look();
      await looking;
    },
    async runNow(runId) {
      await agenda.now('run', { runId });
    },
    async syncAt(connectionId, at) {
      await agenda
        .create('sync', { connectionId })
        .unique({ 'data.connectionId': connectionId })
        .schedule(at)
        .save();
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      // The pool belongs to the database, which is closed after us; Agenda's own MongoDB connection is not ours to keep.
      if (started || options.mongodbUrl !== '') await agenda.stop(options.mongodbUrl !== '');
      await looking;
    },
  };
}

/** One try of our own: Agenda connects where nobody can catch what goes wrong, and the process would end with a stack. */
async function requireMongodb(url: string): Promise<void> {
  let client: MongoClient | null = null;
  try {
    const saysItself = /[?&]serverSelectionTimeoutMS=/i.test(url);
    client = new MongoClient(url, saysItself ? {} : { serverSelectionTimeoutMS: MONGODB_MS_MAX });
    await client.connect();
    await client.db().command({ ping: 1 });
  } catch (error) {
    const server = {
      name: 'MongoDB',
      variable: 'MONGODB_URL',
      url,
      example: 'mongodb://host:27017/database',
    };
    throw new ServerUnreachable(server, error);
  } finally {
    await client?.close();
  }
}

/** Agenda makes its tables anew at every start. Of processes that start at once, one does and the others wait. */
async function openAgenda(options: SchedulerOptions): Promise<Agenda> {
  const open = async (): Promise<Agenda> => {
    const agenda = new Agenda({
      backend: backendOf(options),
      name: options.name,
      processEvery: POLL_EVERY_MS,
      // A lock only keeps other processes from firing the same alarm twice; the lease decides who works.
      defaultLockLifetime: 60_000,
    });
    agenda.on('error', (error) => options.onError(error, 'agenda'));
    agenda.on('fail', (error, job) => options.onError(error, 'attrs' in job ? job.attrs.name : 'job'));
    await agenda.ready;
    return agenda;
  };
  const alone = options.kind === 'embedded' || options.mongodbUrl !== '';
  return alone ? open() : inTurn(options.pool, open);
}

/** One process after the other. */
async function inTurn<Result>(pool: Pool, work: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  // Taken out of the pool, nobody else listens: a server that goes away between two queries would end the process.
  client.on('error', () => undefined);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    return await work();
  } finally {
    // Not back into the pool: the lock is the session's, and goes with it, whatever has happened.
    client.release(true);
  }
}

function backendOf(options: SchedulerOptions): AgendaBackend {
  if (options.mongodbUrl !== '') return new MongoBackend({ address: options.mongodbUrl });
  return new PostgresBackend({ pool: options.pool, disableNotifications: options.kind === 'embedded' });
}
