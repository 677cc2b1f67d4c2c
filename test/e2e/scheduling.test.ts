/** When syncs run, what they consider, and what is refused. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connected, Run } from './connected.ts';
import { Bench } from './harness.ts';
import { expectEqualSides } from './oracle.ts';
import type { ZohoOrganization } from './zoho.ts';

const HOUR_MS = 3_600_000;
const THREE_HOURS_MS = 3 * HOUR_MS;

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());
// Alarms ring by the machine's clock; ours begins behind it, so that whatever is due by ours has rung.
beforeEach(() => bench.clock.set(Date.now() - 30 * 24 * HOUR_MS));

/** Every call to Books takes its time, so that a run is sure to be under way. */
const slowBooks = (zoho: ZohoOrganization) =>
  zoho.fault({ product: 'books', method: 'GET', effect: { kind: 'delay', ms: 300 } });

const endedMs = (run: Run): number => Date.parse(run.endedAt ?? '');

describe('[S1] the next automatic sync', () => {
  const expectThreeHoursAfter = async (connection: Connected, run: Run) => {
    const { nextSyncAt } = await connection.state();
    expect(Date.parse(nextSyncAt ?? '') - endedMs(run)).toBe(THREE_HOURS_MS);
  };

  it('[S1] comes three hours after the end of an automatic, a manual, a failed and a cancelled one', async () => {
    const zoho = await bench.organization({ services: 2, items: 2 });
    const { connection, run } = await bench.synced(zoho);
    expect(run.trigger).toBe('AUTOMATIC');
    await expectThreeHoursAfter(connection, run);
    bench.clock.advance(HOUR_MS);
    const manual = await connection.sync();
    expect(manual.trigger).toBe('MANUAL');
    expect(endedMs(manual) - endedMs(run)).toBeGreaterThanOrEqual(HOUR_MS);
    await expectThreeHoursAfter(connection, manual);
    bench.clock.advance(HOUR_MS);
    await refuseFsmToken(zoho);
    const failed = await connection.sync();
    expect(failed).toMatchObject({ state: 'FAILED', error: { code: 'REAUTHORISATION_REQUIRED' } });
    await expectThreeHoursAfter(connection, failed);
    await zoho.clearFaults();
    bench.clock.advance(HOUR_MS);
    await slowBooks(zoho);
    const runId = await connection.beginSync();
    await connection.cancel(runId);
    const cancelled = await connection.ended(runId);
    expect(cancelled.state).toBe('CANCELLED');
    await expectThreeHoursAfter(connection, cancelled);
  });

  it('[S1] [S2] begins by itself when it is due, not before, and not while it is turned off', async () => {
    const plan = { services: 2, items: 2 };
    const [off, due, early] = await Promise.all(
      (await bench.organizations([plan, plan, plan])).map((zoho) => bench.connect(zoho)),
    );
    if (off === undefined || due === undefined || early === undefined)
      throw new Error('an organisation lacks');
    const offRun = await off.enable();
    await off.setAutoSync(false);
    const dueRun = await due.enable();
    bench.clock.advance(60_000);
    const earlyRun = await early.enable();
    bench.clock.advance(THREE_HOURS_MS - 60_000);
    // Turned on again when it is long due, it begins at once; the same look finds whatever else is due.
    await due.setAutoSync(true);
    const { lastRun } = await due.until(
      (state) => state.activeRun === null && state.lastRun?.id !== dueRun.id,
      'an automatic sync',
    );
    expect(lastRun).toMatchObject({ trigger: 'AUTOMATIC', scope: 'INCREMENTAL', state: 'SUCCEEDED' });
    if (lastRun !== null) await expectThreeHoursAfter(due, lastRun);
    expect((await due.state()).manualSyncsLeftToday).toBe(30);
    expect(await early.state()).toMatchObject({ activeRun: null, lastRun: { id: earlyRun.id } });
    expect(await off.state()).toMatchObject({ autoSync: false, activeRun: null, lastRun: { id: offRun.id } });
    expect(await off.sync()).toMatchObject({ trigger: 'MANUAL', state: 'SUCCEEDED' });
  });
});

/** FSM refuses whatever token it is shown. */
const refuseFsmToken = (zoho: ZohoOrganization) =>
  zoho.fault({ product: 'fsm', effect: { kind: 'status', status: 401, code: 'INVALID_TOKEN' } });

describe('[S3] manual syncs', () => {
  it('[S3] are thirty in a calendar day of the organisation; refused attempts do not count', async () => {
    // 23:30 in Auckland, and 10:30 of the same day in Greenwich.
    bench.clock.set(Date.parse('2026-03-02T10:30:00Z'));
    const zoho = await bench.organization({ timeZone: 'Pacific/Auckland' });
    const { connection } = await bench.synced(zoho);
    const left = async () => (await connection.state()).manualSyncsLeftToday;
    expect(await left()).toBe(30);
    await slowBooks(zoho);
    const runId = await connection.beginSync();
    expect(await connection.trySync()).toMatchObject({ code: 'SYNC_IN_PROGRESS' });
    expect(await connection.trySync()).toMatchObject({ code: 'SYNC_IN_PROGRESS' });
    await zoho.clearFaults();
    await connection.ended(runId);
    expect(await left()).toBe(29);
    for (let used = 2; used <= 30; used += 1) {
      await connection.sync();
      expect(await left()).toBe(30 - used);
    }
    expect(await connection.trySync()).toMatchObject({
      __typename: 'LimitError',
      code: 'MANUAL_LIMIT_REACHED',
    });
    expect(await connection.trySync()).toMatchObject({ code: 'MANUAL_LIMIT_REACHED' });
    expect((await connection.state()).activeRun).toBeNull();
    expect(await left()).toBe(0);
    // Midnight in Auckland passes; in Greenwich it is noon.
    bench.clock.advance(HOUR_MS);
    expect(await left()).toBe(30);
    expect((await connection.sync()).state).toBe('SUCCEEDED');
    expect(await left()).toBe(29);
  });

  it('[S3] are counted for each connection by itself', async () => {
    const zoho = await bench.organization({ services: 1 });
    const { connection } = await bench.synced(zoho);
    await connection.sync();
    const other = await bench.organization({ services: 1 });
    const { connection: second } = await bench.synced(other);
    expect((await second.state()).manualSyncsLeftToday).toBe(30);
    expect((await connection.state()).manualSyncsLeftToday).toBe(29);
  });
});

describe('[S4] what a sync considers', () => {
  it('[S4] is what was modified since the start of the last successful one, on each side', async () => {
    const zoho = await bench.organization({ services: 5, parts: 5, items: 10, overlap: 2 });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    await connection.sync();
    await zoho.advance(600_000);
    const [one, two] = await connection.links();
    await zoho.editPart(one?.fsm?.id ?? '', { Description: 'Edited' });
    await zoho.editItem(two?.books?.id ?? '', { description: 'Edited' });
    const run = await connection.sync();
    expect(run).toMatchObject({ scope: 'INCREMENTAL', pairs: [{ total: 2, done: 2 }, { total: 0 }] });
    await zoho.advance(600_000);
    expect((await connection.sync()).pairs[0]?.toBooks.updated).toBe(0);
  });

  it('[S4] goes by the clocks of the services, however wrong ours is', async () => {
    const zoho = await bench.organization({ services: 3, items: 3 });
    await zoho.control('POST', '/clock', { skewMs: -9 * HOUR_MS });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    const [link] = await connection.links();
    await zoho.editPart(link?.fsm?.id ?? '', { Unit_Price: 31 });
    expect((await connection.sync()).pairs[0]?.toBooks.updated).toBe(1);
    // Now they run ahead of us.
    await zoho.control('POST', '/clock', { skewMs: 9 * HOUR_MS });
    await zoho.editItem(link?.books?.id ?? '', { rate: 32 });
    expect((await connection.sync()).pairs[0]?.toFsm.updated).toBe(1);
    await expectEqualSides(zoho, connection);
  });

  it('[S4] does not leave out what was modified before a sync that failed', async () => {
    const zoho = await bench.organization({ services: 3, items: 3 });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    const [link] = await connection.links();
    await zoho.editPart(link?.fsm?.id ?? '', { Unit_Price: 31 });
    await zoho.addItem({ name: 'Made before the failure' });
    await refuseFsmToken(zoho);
    expect((await connection.sync()).state).toBe('FAILED');
    await zoho.clearFaults();
    await zoho.advance(600_000);
    const run = await connection.sync();
    expect(run.pairs[0]).toMatchObject({ toBooks: { updated: 1 }, toFsm: { created: 1 } });
    await expectEqualSides(zoho, connection);
  });

  it('[S4] takes failed records up again although nobody touched them', async () => {
    const zoho = await bench.organization({ services: 3, items: 3 });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    const part = await zoho.addPart({ Name: 'Refused for now' });
    await zoho.fault({
      product: 'books',
      method: 'POST',
      effect: { kind: 'status', status: 400, code: 1002 },
    });
    const failed = await connection.sync();
    expect(failed).toMatchObject({
      state: 'SUCCEEDED_WITH_FAILURES',
      pairs: [{ toBooks: { failed: 1 } }, { total: 0 }],
    });
    expect(await connection.log(failed.id, ['FAILED'])).toMatchObject([{ fsm: { id: part } }]);
    await zoho.clearFaults();
    await zoho.advance(600_000);
    const run = await connection.sync();
    expect(run).toMatchObject({
      state: 'SUCCEEDED',
      pairs: [{ total: 1, toBooks: { created: 1 } }, { total: 0 }],
    });
    await expectEqualSides(zoho, connection);
  });
});

describe('[S7] one sync at a time', () => {
  it('[S7] begins one of two that are asked for at the same moment', async () => {
    const zoho = await bench.organization({ services: 2, items: 2 });
    const { connection } = await bench.synced(zoho);
    await slowBooks(zoho);
    const answers = await Promise.all([connection.trySync(), connection.trySync(), connection.trySync()]);
    const begun = answers.filter((answer) => answer.__typename === 'SyncRun');
    const refused = answers.filter((answer) => 'code' in answer && answer.code === 'SYNC_IN_PROGRESS');
    expect([begun.length, refused.length]).toEqual([1, 2]);
    await zoho.clearFaults();
    const run = await connection.until(({ activeRun }) => activeRun === null, 'the end of the run');
    expect(run.manualSyncsLeftToday).toBe(29);
  });

  it('[S7] begins none while the first sync runs', async () => {
    const zoho = await bench.organization({ services: 2, items: 2 });
    const connection = await bench.connect(zoho);
    await slowBooks(zoho);
    const first = await connection.begin();
    expect(await connection.trySync()).toMatchObject({ code: 'SYNC_IN_PROGRESS' });
    await zoho.clearFaults();
    expect((await connection.ended(first)).state).toBe('SUCCEEDED');
    await expectEqualSides(zoho, connection);
  });
});
