/** What the alarm clock must do, whichever database keeps its jobs. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Scheduler, SchedulerOptions } from '../../src/jobs/scheduler.ts';

export interface SchedulerStore {
  create(
    options: Pick<SchedulerOptions, 'name' | 'execute' | 'watch' | 'expire' | 'onError'>,
  ): Promise<Scheduler>;
  close(): Promise<void>;
}

const POLL_MS = 20;
const SEEN_MS_MAX = 30_000;

async function until(fits: () => boolean, what: string): Promise<void> {
  for (const endMs = Date.now() + SEEN_MS_MAX; Date.now() < endMs; ) {
    if (fits()) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`never seen: ${what}`);
}

/** @param open an empty store of its own each time */
export function schedulerSuite(name: string, open: () => Promise<SchedulerStore>): void {
  describe(`scheduler: ${name}`, () => {
    let store: SchedulerStore;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    /** A process with its alarm clock, and what the alarms asked of it. */
    async function process(doing: Partial<Pick<SchedulerOptions, 'execute' | 'watch'>> = {}) {
      const seen = { runs: [] as string[], watches: 0, errors: [] as string[] };
      const scheduler = await store.create({
        name: randomUUID(),
        expire: async () => undefined,
        execute: async (runId) => {
          seen.runs.push(runId);
          await doing.execute?.(runId);
        },
        watch: async () => {
          seen.watches += 1;
          await doing.watch?.();
        },
        onError: (error, job) =>
          seen.errors.push(`${job}: ${error instanceof Error ? error.message : error}`),
      });
      onTestFinished(() => scheduler.stop());
      return { scheduler, seen };
    }

    it('looks at what was left behind when it starts, and again from time to time', async () => {
      const { scheduler, seen } = await process();
      await scheduler.start();
      expect(seen.watches).toBe(1);
      await until(() => seen.watches >= 2, 'a second look');
      expect(seen.errors).toEqual([]);
    });

    it('wakes a worker for a run that another process queued, once', async () => {
      const api = await process();
      const worker = await process();
      await worker.scheduler.start();
      const runId = randomUUID();
      await api.scheduler.runNow(runId);
      await until(() => worker.seen.runs.includes(runId), 'the run');
      const { watches } = worker.seen;
      await until(() => worker.seen.watches > watches, 'a later look');
      expect(worker.seen.runs.filter((id) => id === runId)).toEqual([runId]);
      expect(api.seen).toMatchObject({ runs: [], watches: 0, errors: [] });
    });

    it('keeps a run that was queued while no worker ran', async () => {
      const api = await process();
      const runId = randomUUID();
      await api.scheduler.runNow(runId);
      await api.scheduler.stop();
      const worker = await process();
      await worker.scheduler.start();
      await until(() => worker.seen.runs.includes(runId), 'the run');
    });

    it('[S1] rings for a sync at its time, the last one set for the connection', async () => {
      const { scheduler, seen } = await process();
      const connectionId = randomUUID();
      await scheduler.syncAt(connectionId, new Date(Date.now() + 3_600_000));
      await scheduler.syncAt(connectionId, new Date(Date.now() - 3_600_000));
      await scheduler.start();
      const { watches } = seen;
      await until(() => seen.watches > watches, 'the alarm');
      expect(seen.errors).toEqual([]);
    });

    it('reports a look that failed, and looks again', async () => {
      let fails = true;
      const { scheduler, seen } = await process({
        watch: async () => {
          if (fails) throw new Error('the database is away');
        },
      });
      await scheduler.start();
      await until(() => seen.errors.length >= 1, 'the report');
      expect(seen.errors[0]).toMatch(/watch: the database is away/);
      fails = false;
      const { watches } = seen;
      await until(() => seen.watches > watches, 'the next look');
    });

    it('goes on looking in other processes while one hangs in its look', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      let looks = 0;
      const hung = await process({
        watch: async () => {
          looks += 1;
          if (looks > 1) await held;
        },
      });
      await hung.scheduler.start();
      await until(() => hung.seen.watches >= 2, 'the look that hangs');
      const other = await process();
      await other.scheduler.start();
      try {
        await until(() => other.seen.watches >= 2, 'the look of the other');
      } finally {
        release();
      }
    });
  });
}
