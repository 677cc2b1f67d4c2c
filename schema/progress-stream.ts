/**
 * The states of a connection's runs, one after the other, as a client can take them. Nothing queues up: an event only
 * says "look again", and what is sent is read from the database when the client is ready for it. A run that ended is
 * always shown in its final state, even when the next one has begun.
 */
import type { EventBus } from '../src/jobs/events.ts';
import type { RunPair, SyncRun } from '../src/store/generated/prisma/client.ts';

/** Milliseconds between two states: never more than four within any second, however a client measures. */
export const INTERVAL_MS_MIN = 260;
/** Milliseconds after which the stream looks again although no event came: an event may get lost between processes. */
export const RECHECK_MS = 5_000;

export type RunWithPairs = SyncRun & { readonly pairs: readonly RunPair[] };

export interface Progress {
  /** 1, 2, 3 … without a gap. */
  readonly sequence: number;
  readonly run: RunWithPairs | null;
}

export interface ProgressSource {
  /** One run as it is now. */
  readRun(runId: string): Promise<RunWithPairs | null>;
  /** The run to show next: the first one requested after `after`, or without it the newest. */
  nextRun(connectionId: string, after: RunWithPairs | null): Promise<RunWithPairs | null>;
  /** False once the token is no longer good. */
  stillAuthorised(): Promise<boolean>;
}

export interface StreamOptions {
  readonly connectionId: string;
  readonly events: EventBus;
  readonly source: ProgressSource;
  readonly intervalMs?: number;
  readonly recheckMs?: number;
}

const hasEnded = (run: RunWithPairs): boolean => run.state !== 'QUEUED' && run.state !== 'RUNNING';

/** What nobody sees: notes that a resumed run needs, its order, and the time it was worked on, which every heartbeat changes. */
const UNSEEN: ReadonlySet<string> = new Set(['cursor', 'sequence', 'workedMs', 'outages']);

/** What of a run a watcher can tell apart. */
const faceOf = (run: RunWithPairs): string =>
  JSON.stringify(run, (key, value: unknown) => (UNSEEN.has(key) ? undefined : value));

/** Wakes a waiting loop; many signals before the next wait count as one. */
class Bell {
  #rung = true;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves when rung, after `timeoutMs`, or on abort. */
  async heard(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>((done) => {
        const timer = setTimeout(done, timeoutMs);
        this.#wake = () => {
          clearTimeout(timer);
          done();
        };
        signal.addEventListener('abort', this.#wake, { once: true });
      });
      if (this.#wake) signal.removeEventListener('abort', this.#wake);
      this.#wake = null;
    }
    this.#rung = false;
  }
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (ms <= 0 || signal.aborted) return done();
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      done();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish, { once: true });
  });

async function ringOnEvents(options: StreamOptions, bell: Bell, signal: AbortSignal): Promise<void> {
  for await (const _event of options.events.subscribe(options.connectionId, signal)) bell.ring();
}

/** The run to send after `sent`; null when there is nothing new to say. */
async function newer(options: StreamOptions, sent: RunWithPairs | null): Promise<RunWithPairs | null> {
  const { source, connectionId } = options;
  if (sent !== null) {
    const again = await source.readRun(sent.id);
    if (again !== null && faceOf(again) !== faceOf(sent)) return again;
    if (again !== null && !hasEnded(again)) return null;
  }
  return source.nextRun(connectionId, sent);
}

async function* states(
  options: StreamOptions,
  stop: AbortController,
  signal: AbortSignal,
): AsyncGenerator<Progress, void> {
  const { intervalMs = INTERVAL_MS_MIN, recheckMs = RECHECK_MS } = options;
  const bell = new Bell();
  let lost: { readonly error: unknown } | null = null;
  // Listens before the first read, so that no change falls between the two.
  const listening = ringOnEvents(options, bell, signal).catch((error: unknown) => {
    lost = { error };
    bell.ring();
  });
  try {
    let sent = await options.source.nextRun(options.connectionId, null);
    let authorisedAtMs = performance.now();
    let sequence = 1;
    yield { sequence, run: sent };
    // Counted from when the client had taken the state, not from when it was read.
    let takenAtMs = performance.now();
    while (!signal.aborted) {
      await bell.heard(recheckMs, signal);
      if (lost) throw (lost as { error: unknown }).error;
      if (performance.now() - authorisedAtMs >= recheckMs) {
        if (!(await options.source.stillAuthorised())) break;
        authorisedAtMs = performance.now();
      }
      await sleep(takenAtMs + intervalMs - performance.now(), signal);
      if (signal.aborted) break;
      const run = await newer(options, sent);
      if (run === null) continue;
      sent = run;
      sequence += 1;
      yield { sequence, run };
      takenAtMs = performance.now();
      // Looks again at once: a run that ended may have a successor already.
      bell.ring();
    }
  } finally {
    stop.abort();
    await listening;
  }
}

/**
 * Streams until `signal` aborts or the client stops iterating; both end it at once, even while it waits.
 * @throws what the event bus or the database throws, to the client that iterates
 */
export function progressStream(options: StreamOptions, signal: AbortSignal): AsyncIterableIterator<Progress> {
  const stop = new AbortController();
  const inner = states(options, stop, AbortSignal.any([signal, stop.signal]));
  return {
    next: () => inner.next(),
    // A generator that waits would end only after its wait: the signal ends the wait first.
    return: () => {
      stop.abort();
      return inner.return();
    },
    throw: (error: unknown) => {
      stop.abort();
      return inner.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
