/** What is forgotten, and when. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expireLogs } from '../../src/jobs/retention.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import type { Database } from '../../src/store/database.ts';
import { forgetPreviews } from '../../src/store/previews.ts';
import { openSharedTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1);

let database: Database;
let connectionId: string;

let shared: Awaited<ReturnType<typeof openSharedTestDatabase>>;
beforeAll(async () => {
  shared = await openSharedTestDatabase();
  database = shared.database;
});
afterAll(() => shared.end());

beforeEach(async () => {
  await database.prisma.connection.deleteMany();
  await database.prisma.runRecord.deleteMany();
  const organization = { booksOrganizationId: '1', fsmOrganizationId: '1' };
  const settings = { name: 'A', product: 'BOOKS', syncType: 'TYPE_I', dataCenter: 'US' } as const;
  connectionId = (await database.prisma.connection.create({ data: { ...settings, ...organization } })).id;
});

const on = (day: number): Date => new Date(START_MS + day * DAY_MS);

/** A run that ended on that day, with its log. */
async function run(day: number, records = 2): Promise<string> {
  const { id } = await database.prisma.syncRun.create({
    data: {
      connectionId,
      trigger: 'AUTOMATIC',
      scope: 'FULL',
      state: 'SUCCEEDED_WITH_FAILURES',
      requestedAt: on(day),
      endedAt: on(day),
    },
  });
  await database.prisma.runRecord.createMany({
    data: Array.from({ length: records }, () => ({
      runId: id,
      connectionId,
      pair: 'ITEMS' as const,
      direction: 'TO_FSM' as const,
      operation: 'CREATE',
      cause: 'NEW_RECORD',
      outcome: 'FAILED' as const,
      fields: [],
      overwritten: [],
      label: new Uint8Array(40),
    })),
  });
  return id;
}

/** A mail that tells of something, both from that day. */
async function mail(day: number, closed: boolean, state: 'SENT' | 'PENDING' = 'SENT'): Promise<void> {
  const sent = state === 'SENT' ? { endedAt: on(day) } : {};
  const { id: mailId } = await database.prisma.delivery.create({
    data: {
      connectionId,
      channel: 'MAIL',
      state,
      createdAt: on(day),
      dueAt: on(day),
      recipients: ['a'],
      ...sent,
    },
  });
  await database.prisma.notification.create({
    data: {
      connectionId,
      trigger: 'SYNC_FAILED',
      code: 'X',
      message: 'x',
      dedupeKey: 'x',
      at: on(day),
      routedAt: on(day),
      closedAt: closed ? on(day) : null,
      mailId,
    },
  });
}

/** Lets the keeper of the logs come by on a day. */
const expireOn = (day: number) =>
  expireLogs({
    prisma: database.prisma,
    clock: { nowMs: () => on(day).getTime() },
    log: silentLog,
    logRetentionDays: 30,
    runRetentionDays: 180,
  });

const { stringify } = JSON;
const left = async (): Promise<string> =>
  stringify([
    await database.prisma.syncRun.count(),
    await database.prisma.runRecord.count(),
    await database.prisma.delivery.count(),
    await database.prisma.notification.count(),
  ]);

it('is looked after by a process that works, at once and every day', async () => {
  const looked = Promise.withResolvers<void>();
  const scheduler = await createScheduler({
    pool: database.pool,
    kind: database.kind,
    mongodbUrl: '',
    name: 'test',
    execute: async () => {},
    watch: async () => {},
    expire: async () => looked.resolve(),
    onError: (error) => looked.reject(error),
  });
  await scheduler.start();
  await looked.promise;
  const next = async (): Promise<number> => {
    const { rows } = await database.pool.query("SELECT next_run_at FROM agenda_jobs WHERE name = 'expire'");
    return rows[0].next_run_at - Date.now();
  };
  await expect.poll(next, { timeout: 20_000 }).toBeGreaterThan(DAY_MS - 60_000);
  await scheduler.stop();
});

describe('the log', () => {
  it('of a run goes after its days with the names in it, and the run itself much later', async () => {
    await run(0);
    await run(10);
    await expireOn(30);
    expect(await left()).toBe('[2,4,0,0]');
    await expireOn(31);
    expect(await left()).toBe('[2,2,0,0]');
    await expireOn(180);
    expect(await left()).toBe('[2,0,0,0]');
    await expireOn(181);
    expect(await left()).toBe('[1,0,0,0]');
  });

  it('goes in batches, however long it is', async () => {
    await run(0, 2_500);
    expect(await expireOn(31)).toMatchObject({ records: 2_500 });
    expect(await left()).toBe('[1,0,0,0]');
  });

  it('of a run that is still under way stays, and so does the last run of a connection', async () => {
    const id = await run(0);
    await database.prisma.syncRun.update({ where: { id }, data: { state: 'RUNNING', endedAt: null } });
    await expireOn(400);
    expect(await left()).toBe('[1,2,0,0]');
    await database.prisma.syncRun.update({ where: { id }, data: { state: 'FAILED', endedAt: on(1) } });
    await expireOn(400);
    expect(await left()).toBe('[1,0,0,0]');
  });

  it('of mails goes with it, but not what is on its way or keeps a reason from being told again', async () => {
    await mail(0, true);
    await mail(0, false);
    await mail(0, true, 'PENDING');
    await expireOn(31);
    expect(await left()).toBe('[0,0,1,2]');
  });
});

describe('previews', () => {
  const preview = async (day: number): Promise<string> => {
    const id = await run(day, 3);
    await database.prisma.syncRun.update({ where: { id }, data: { mode: 'PREVIEW' } });
    return id;
  };
  const shownBy = (runId: string): Promise<number> => database.prisma.runRecord.count({ where: { runId } });

  it('go with all they have shown once they are too old to be applied, and nothing else goes with them', async () => {
    const [sync, old, young] = [await run(1), await preview(1), await preview(3)];
    expect(await forgetPreviews(database.prisma, on(3))).toBe(1);
    expect(await database.prisma.syncRun.count({ where: { id: old } })).toBe(0);
    expect([await shownBy(old), await shownBy(young), await shownBy(sync)]).toEqual([0, 3, 2]);
  });

  it('stay while they are applied', async () => {
    const old = await preview(1);
    const applying = await run(3);
    const data = { mode: 'APPLY', previewId: old, state: 'RUNNING', endedAt: null } as const;
    await database.prisma.syncRun.update({ where: { id: applying }, data });
    expect(await forgetPreviews(database.prisma, on(5))).toBe(0);
    expect(await shownBy(old)).toBe(3);
  });
});
