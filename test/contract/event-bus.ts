/** What every event bus must do, whatever carries it. Run by in-process.test.ts and by test/services. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ConnectionEvent, EventBus } from '../../src/jobs/events.ts';

/** Two ends of one bus: for a bus between processes, two connections. */
export interface BusPair {
  readonly here: EventBus;
  readonly there: EventBus;
}

function event(connectionId: string, runId: string | null = null): ConnectionEvent {
  return { connectionId, runId };
}

/** Reads into `seen`, and tells when the subscription has ended. */
function collect(bus: EventBus, connectionId: string, signal: AbortSignal) {
  const seen: (string | null)[] = [];
  const events = bus.subscribe(connectionId, signal);
  const ended = (async () => {
    for await (const { runId } of events) seen.push(runId);
  })();
  return { seen, ended };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

export function describeEventBus(name: string, openPair: () => Promise<BusPair>): void {
  async function setUp() {
    const { here, there } = await openPair();
    const connectionId = crypto.randomUUID();
    const controller = new AbortController();
    onTestFinished(async () => {
      controller.abort();
      await here.close();
      if (there !== here) await there.close();
    });
    return { here, there, connectionId, controller };
  }

  describe(name, () => {
    it('brings events to subscribers on both ends', async () => {
      const { here, there, connectionId, controller } = await setUp();
      const readers = [here, there].map((bus) => collect(bus, connectionId, controller.signal));
      await there.publish(event(connectionId, 'run 1'));
      await until(() => readers.every(({ seen }) => seen.includes('run 1')));
      await here.publish(event(connectionId, null));
      await until(() => readers.every(({ seen }) => seen.includes(null)));
    });

    it('keeps connections apart', async () => {
      const { here, there, connectionId, controller } = await setUp();
      const other = crypto.randomUUID();
      const mine = collect(here, connectionId, controller.signal);
      const others = collect(here, other, controller.signal);
      await there.publish(event(other, 'other run'));
      await there.publish(event(connectionId, 'my run'));
      await until(() => mine.seen.length > 0 && others.seen.length > 0);
      expect([mine.seen, others.seen]).toEqual([['my run'], ['other run']]);
    });

    it('misses nothing published after subscribe returned, even before the first read', async () => {
      const { here, there, connectionId, controller } = await setUp();
      const iterator = here.subscribe(connectionId, controller.signal)[Symbol.asyncIterator]();
      await there.publish(event(connectionId, 'early'));
      expect(await iterator.next()).toEqual({ done: false, value: event(connectionId, 'early') });
    });

    it('gives a slow reader the newest event and no backlog', async () => {
      const { here, there, connectionId, controller } = await setUp();
      const slow = here.subscribe(connectionId, controller.signal)[Symbol.asyncIterator]();
      const fast = collect(here, connectionId, controller.signal);
      for (let number = 1; number <= 50; number += 1)
        await there.publish(event(connectionId, `run ${number}`));
      await until(() => fast.seen.includes('run 50'));
      expect(await slow.next()).toEqual({ done: false, value: event(connectionId, 'run 50') });
      let more = false;
      void slow.next().then(({ done }) => {
        more = done !== true;
      });
      controller.abort();
      await fast.ended;
      expect(more).toBe(false);
    });

    it('ends a subscription when its signal aborts, and one that begins aborted', async () => {
      const { here, connectionId, controller } = await setUp();
      const { ended } = collect(here, connectionId, controller.signal);
      controller.abort();
      await ended;
      await collect(here, connectionId, controller.signal).ended;
    });

    it('ends its subscriptions when it closes', async () => {
      const { here, connectionId, controller } = await setUp();
      const { ended } = collect(here, connectionId, controller.signal);
      await here.close();
      await ended;
    });

    it('lets a reader leave its loop', async () => {
      const { here, there, connectionId, controller } = await setUp();
      const left = (async () => {
        for await (const _ of here.subscribe(connectionId, controller.signal)) return 'left';
        return 'ended';
      })();
      await there.publish(event(connectionId));
      expect(await left).toBe('left');
    });
  });
}
