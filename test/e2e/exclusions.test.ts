/** What keeps what from beginning: every pair of beginnings, one after the other in both orders, and at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import { expectEqualSides } from './oracle.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());
// Alarms ring by the machine's clock; ours begins behind it, so that whatever is due by ours has rung.
beforeEach(() => bench.clock.set(Date.now() - 30 * 24 * 3_600_000));

const SMALL = { services: 2, items: 2 };

/** What a beginning came to: the code of a refusal, or `begun`. */
type Answer = string;

interface Scene {
  readonly zoho: ZohoOrganization;
  readonly connection: Connected;
}

type Beginning = (scene: Scene) => Promise<Answer>;

const codeOf = (answer: { readonly __typename: string; readonly code?: string }): Answer =>
  answer.code ?? 'begun';

const enable: Beginning = async ({ connection }) => codeOf(await connection.tryEnable('OVERWRITE'));
const manual: Beginning = async ({ connection }) => codeOf(await connection.trySync());
const crm: Beginning = async ({ zoho }) => {
  await zoho.patch({ crmSync: { type: 'IV', running: true } });
  return 'begun';
};

/** Makes the automatic sync due, and has the schedule look. */
const automatic: Beginning = async ({ connection }) => {
  const { nextSyncAt, lastRun } = await connection.state();
  bench.clock.set(Math.max(bench.clock.nowMs(), Date.parse(nextSyncAt ?? '') || 0));
  await connection.setAutoSync(true);
  // Where it may not begin, it never shows: the looks of ten seconds would have begun it.
  for (let looks = 0; looks < 40; looks += 1) {
    const state = await connection.state();
    const shown = [state.activeRun, state.lastRun].find((run) => run?.trigger === 'AUTOMATIC');
    if (shown !== undefined && shown !== null && shown.id !== lastRun?.id) return 'begun';
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return 'none';
};

async function setUp(): Promise<Scene> {
  const zoho = await bench.organization(SMALL);
  return { zoho, connection: await bench.connect(zoho) };
}

async function enabled(): Promise<Scene> {
  const scene = await setUp();
  await scene.connection.enable();
  return scene;
}

/** Every call to Books takes its time, so that a run is sure to be under way. */
const slow = ({ zoho }: Scene) =>
  zoho.fault({ product: 'books', method: 'GET', effect: { kind: 'delay', ms: 300 } });

/** Whatever began ends well, alone, and leaves both sides equal. */
async function expectGoodEnd({ zoho, connection }: Scene): Promise<void> {
  await zoho.clearFaults();
  const { lastRun } = await connection.until(({ activeRun }) => activeRun === null, 'the end of the run');
  expect(lastRun).toMatchObject({ state: 'SUCCEEDED' });
  await expectEqualSides(zoho, connection);
}

describe('one after the other, the first still under way', () => {
  it.each([
    ['[E1] enabling, then enabling', setUp, enable, enable, 'ALREADY_ENABLED'],
    ['[S7] enabling, then a manual sync', setUp, enable, manual, 'SYNC_IN_PROGRESS'],
    ['[E1] a manual sync, then enabling', enabled, manual, enable, 'ALREADY_ENABLED'],
    ['[S7] a manual sync, then another', enabled, manual, manual, 'SYNC_IN_PROGRESS'],
    ['[S7] an automatic sync, then a manual one', enabled, automatic, manual, 'SYNC_IN_PROGRESS'],
    ['[E1] an automatic sync, then enabling', enabled, automatic, enable, 'ALREADY_ENABLED'],
    ["[S9] a manual sync, then the CRM's", enabled, manual, crm, 'begun'],
    ["[S9] enabling, then the CRM's sync", setUp, enable, crm, 'begun'],
  ] as const)('%s', async (_title, prepare, first, second, expected) => {
    const scene = await prepare();
    await slow(scene);
    expect(await first(scene)).toBe('begun');
    if (second === crm)
      await scene.connection.until(({ activeRun }) => activeRun?.startedAt != null, 'a start');
    expect(await second(scene)).toBe(expected);
    await expectGoodEnd(scene);
  });

  it.each([
    ["[S9] the CRM's sync, then a manual one", manual],
    [
      '[S9] and however often it is asked for',
      async (scene: Scene) => {
        const answers = await Promise.all([manual(scene), manual(scene), manual(scene)]);
        return [...new Set(answers)].join();
      },
    ],
  ] as const)('%s', async (_title, second) => {
    const scene = await enabled();
    const before = await scene.connection.state();
    await crm(scene);
    expect(await second(scene)).toBe('CRM_SYNC_IN_PROGRESS');
    expect((await scene.connection.state()).lastRun).toEqual(before.lastRun);
  });

  it("[S9] the CRM's sync, then an import or a preview: it fails before it starts, whatever was known before", async () => {
    const scene = await setUp();
    const { special } = scene.connection;
    await special.preview('OVERWRITE');
    await crm(scene);
    const stopped = { startedAt: null, error: { code: 'CRM_SYNC_IN_PROGRESS' } };
    expect(await special.preview('OVERWRITE')).toMatchObject(stopped);
    await scene.zoho.patch({ crmSync: { running: false } });
    expect(await special.import()).toMatchObject({ state: 'SUCCEEDED' });
    await crm(scene);
    expect(await special.import()).toMatchObject(stopped);
  });

  it("[S9] the CRM's sync, then an automatic one: it fails before it starts and will come again", async () => {
    const scene = await enabled();
    await crm(scene);
    expect(await automatic(scene)).toBe('begun');
    const { lastRun } = await scene.connection.until(
      ({ activeRun, nextSyncAt }) => activeRun === null && nextSyncAt !== null,
      'its end, and when the next one comes',
    );
    expect(lastRun).toMatchObject({ startedAt: null, error: { code: 'CRM_SYNC_IN_PROGRESS' } });
  });

  it('[S7] a manual sync, then an automatic one that is due: it waits for the end, and its three hours', async () => {
    const scene = await enabled();
    await scene.zoho.fault({ product: 'books', method: 'GET', effect: { kind: 'delay', ms: 4_000 } });
    expect(await manual(scene)).toBe('begun');
    expect(await automatic(scene)).toBe('none');
    await expectGoodEnd(scene);
    expect((await scene.connection.state()).lastRun?.trigger).toBe('MANUAL');
  });
});

describe('at once', () => {
  it.each([
    ['[E1] enabling and enabling', setUp, enable, enable, ['ALREADY_ENABLED', 'begun']],
    ['[S7] two manual syncs', enabled, manual, manual, ['SYNC_IN_PROGRESS', 'begun']],
  ] as const)('%s: exactly one begins', async (_title, prepare, one, other, expected) => {
    const scene = await prepare();
    await slow(scene);
    expect((await Promise.all([one(scene), other(scene)])).sort()).toEqual(expected);
    await expectGoodEnd(scene);
  });

  it('[S7] enabling and a manual sync: the first sync begins, alone', async () => {
    const scene = await setUp();
    await slow(scene);
    const [enabling, asked] = await Promise.all([enable(scene), manual(scene)]);
    expect(enabling).toBe('begun');
    expect(['NOT_ENABLED', 'SYNC_IN_PROGRESS']).toContain(asked);
    await expectGoodEnd(scene);
  });

  it('[S7] a manual and an automatic sync: one begins, and the other does not follow it', async () => {
    const scene = await enabled();
    const before = await scene.connection.state();
    await slow(scene);
    bench.clock.set(Date.parse(before.nextSyncAt ?? ''));
    const [, asked] = await Promise.all([scene.connection.setAutoSync(true), manual(scene)]);
    expect(['SYNC_IN_PROGRESS', 'begun']).toContain(asked);
    await expectGoodEnd(scene);
    const { lastRun } = await scene.connection.state();
    expect(lastRun?.trigger).toBe(asked === 'begun' ? 'MANUAL' : 'AUTOMATIC');
  });

  it("[S9] a manual sync and the CRM's: it is refused, stopped before it starts, or was there first", async () => {
    const scene = await enabled();
    const [asked] = await Promise.all([manual(scene), crm(scene)]);
    expect(['CRM_SYNC_IN_PROGRESS', 'begun']).toContain(asked);
    const { lastRun } = await scene.connection.until(
      ({ activeRun }) => activeRun === null,
      'the end of the run',
    );
    if (lastRun?.state === 'FAILED') {
      expect(lastRun).toMatchObject({ startedAt: null, error: { code: 'CRM_SYNC_IN_PROGRESS' } });
    } else expect(lastRun?.state).toBe('SUCCEEDED');
    expect(await manual(scene)).toBe('CRM_SYNC_IN_PROGRESS');
  });
});
