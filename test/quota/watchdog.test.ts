/** Alarms and clocks that go wrong: never two runs, never none. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventBus } from '../../src/jobs/events.ts';
import { Runner } from '../../src/jobs/runner.ts';
import { createScheduleControl } from '../../src/jobs/schedule-control.ts';
import { watch } from '../../src/jobs/watchdog.ts';
import type { Prisma } from '../../src/store/generated/prisma/client.ts';
import { abandonedRuns } from '../../src/store/runs.ts';
import { openSharedTestDatabase } from '../support/database.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse('2026-11-27T12:00:00Z');

let open: Awaited<ReturnType<typeof openSharedTestDatabase>>;
beforeAll(async () => {
  open = await openSharedTestDatabase();
});
afterAll(() => open.end());

const events: EventBus = {
  publish: async () => undefined,
  subscribe: async function* () {},
  close: async () => undefined,
};

const clockAt = (nowMs: number) => ({ nowMs: () => nowMs, sleep: async () => undefined });

async function connectionWith(data: Partial<Prisma.ConnectionCreateInput>): Promise<string> {
  const { id } = await open.database.prisma.connection.create({
    data: {
      name: 'Alarms',
      product: 'BOOKS',
      syncType: 'TYPE_IV',
      dataCenter: 'SANDBOX',
      booksOrganizationId: randomUUID(),
      fsmOrganizationId: randomUUID(),
      status: 'ENABLED',
      ...data,
    },
  });
  return id;
}

/** Looks as a process would whose clock says so; its runner is stopped, so that runs stay queued. */
async function lookAt(nowMs: number): Promise<void> {
  const { prisma, pool } = open.database;
  const runner = new Runner({
    prisma,
    pool,
    events,
    clock: clockAt(nowMs),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    hash: () => '',
    seal: () => new Uint8Array(),
    holder: 'test',
    openSession: async () => Promise.reject(new Error('not here')),
    loadMapping: async () => Promise.reject(new Error('not here')),
    countRecords: async () => ({}),
    scheduleSync: async () => undefined,
    onRunEnded: () => undefined,
  });
  await runner.stop();
  await watch({ prisma, runner, nowMs: () => nowMs, newId: () => randomUUID() });
}

const runsOf = (connectionId: string) => open.database.prisma.syncRun.findMany({ where: { connectionId } });
const dueOf = async (id: string) =>
  (await open.database.prisma.connection.findUniqueOrThrow({ where: { id } })).nextSyncAt?.toISOString();

describe('an alarm', () => {
  it('[S1] [S7] that rings many times at once, in several processes, begins one run', async () => {
    const id = await connectionWith({ nextSyncAt: new Date(NOW_MS) });
    await Promise.all(Array.from({ length: 8 }, () => lookAt(NOW_MS)));
    expect(await runsOf(id)).toHaveLength(1);
  });

  it('[S1] that was lost is made good by the watchdog', async () => {
    const id = await connectionWith({ nextSyncAt: new Date(NOW_MS - 40 * HOUR_MS) });
    await lookAt(NOW_MS);
    expect(await runsOf(id)).toMatchObject([{ trigger: 'AUTOMATIC', state: 'QUEUED' }]);
  });

  it('[S2] begins nothing while automatic sync is off', async () => {
    const id = await connectionWith({ nextSyncAt: new Date(NOW_MS - HOUR_MS), autoSync: false });
    await lookAt(NOW_MS);
    expect(await runsOf(id)).toEqual([]);
  });

  it('[S1] set by a clock that was hours ahead is corrected: the next sync is at most three hours off', async () => {
    const id = await connectionWith({ nextSyncAt: new Date(NOW_MS + 13 * HOUR_MS) });
    await lookAt(NOW_MS);
    expect(await dueOf(id)).toBe(new Date(NOW_MS + 3 * HOUR_MS).toISOString());
    expect(await runsOf(id)).toEqual([]);
    await lookAt(NOW_MS + 3 * HOUR_MS);
    expect(await runsOf(id)).toHaveLength(1);
  });

  it('[S1] within its three hours stays as it is, whatever the clock does between', async () => {
    const id = await connectionWith({ nextSyncAt: new Date(NOW_MS + 2 * HOUR_MS) });
    await lookAt(NOW_MS);
    await lookAt(NOW_MS - HOUR_MS);
    expect(await dueOf(id)).toBe(new Date(NOW_MS + 2 * HOUR_MS).toISOString());
  });
});

describe('blackout hours', () => {
  const blackout = [{ from: '11:00', to: '15:30', days: [] }];

  it('move a sync that is due to their end, where it begins', async () => {
    const id = await connectionWith({ nextSyncAt: new Date(NOW_MS), blackout });
    await lookAt(NOW_MS);
    expect(await runsOf(id)).toEqual([]);
    expect(await dueOf(id)).toBe('2026-11-27T15:30:00.000Z');
    await lookAt(Date.parse('2026-11-27T15:30:00Z'));
    expect(await runsOf(id)).toHaveLength(1);
  });

  it('are in the organisation’s own time', async () => {
    // 12:00 UTC is 07:00 in New York.
    const id = await connectionWith({
      nextSyncAt: new Date(NOW_MS),
      blackout: [{ from: '06:00', to: '08:00', days: ['FRIDAY'] }],
      timeZone: 'America/New_York',
    });
    await lookAt(NOW_MS);
    expect(await dueOf(id)).toBe('2026-11-27T13:00:00.000Z');
  });

  it('set later move the alarm, and taken away give it back', async () => {
    const { prisma } = open.database;
    const id = await connectionWith({ nextSyncAt: new Date(NOW_MS + HOUR_MS) });
    const run = { trigger: 'AUTOMATIC', scope: 'FULL', state: 'SUCCEEDED' } as const;
    const endedAt = new Date(NOW_MS - 2 * HOUR_MS);
    await prisma.syncRun.create({ data: { ...run, connectionId: id, endedAt } });
    const alarms: string[] = [];
    const control = createScheduleControl({
      prisma,
      clock: clockAt(NOW_MS),
      events,
      scheduleSync: async (_id, at) => void alarms.push(at.toISOString()),
    });
    expect(
      await control.setBlackout({ connectionId: id, windows: blackout.map((one) => ({ ...one })) }),
    ).toEqual({
      ok: true,
      value: { connectionId: id },
    });
    expect(await dueOf(id)).toBe('2026-11-27T15:30:00.000Z');
    await control.setBlackout({ connectionId: id, windows: [] });
    expect(await dueOf(id)).toBe('2026-11-27T13:00:00.000Z');
    expect(alarms).toEqual(['2026-11-27T15:30:00.000Z', '2026-11-27T13:00:00.000Z']);
    const refused = await control.setBlackout({
      connectionId: id,
      windows: [{ from: '7', to: '08:00', days: [] }],
    });
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'VALIDATION_FAILED', issues: [{ path: ['input', 'blackout', '0', 'from'] }] },
    });
  });

  it('[S1] go by the run asked for last, when the clock was set back between two', async () => {
    const { prisma } = open.database;
    const id = await connectionWith({ nextSyncAt: null });
    const run = { trigger: 'MANUAL', scope: 'FULL', state: 'SUCCEEDED', connectionId: id } as const;
    await prisma.syncRun.create({ data: { ...run, endedAt: new Date(NOW_MS + 9 * HOUR_MS) } });
    await prisma.syncRun.create({ data: { ...run, endedAt: new Date(NOW_MS - HOUR_MS) } });
    const control = createScheduleControl({
      prisma,
      clock: clockAt(NOW_MS),
      events,
      scheduleSync: async () => undefined,
    });
    await control.setAutoSync({ connectionId: id, enabled: true });
    expect(await dueOf(id)).toBe(new Date(NOW_MS + 2 * HOUR_MS).toISOString());
  });
});

describe('a run that rests', () => {
  it('is taken up when its time has come, and when a wrong clock had it wait for days', async () => {
    const { prisma } = open.database;
    const restUntil = async (untilMs: number) => {
      const connectionId = await connectionWith({});
      const data = { connectionId, trigger: 'AUTOMATIC', scope: 'FULL', state: 'RUNNING' } as const;
      return (await prisma.syncRun.create({ data: { ...data, waitingUntil: new Date(untilMs) } })).id;
    };
    const [over, later, never] = [
      await restUntil(NOW_MS - 1),
      await restUntil(NOW_MS + 25 * HOUR_MS),
      await restUntil(NOW_MS + 72 * HOUR_MS),
    ];
    const found = (await abandonedRuns(prisma, new Date(NOW_MS))).map(({ runId }) => runId);
    expect(found).toEqual(expect.arrayContaining([over, never]));
    expect(found).not.toContain(later);
  });
});
