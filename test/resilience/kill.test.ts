/**
 * Many accounts in one process, each held at a call of its own when the process is killed: just before a call takes
 * place, or just after. So each kill is many kill points at once, and the minute of probing is waited for once.
 */
import { expect, it } from 'vitest';
import type { Client } from './support/graphql.ts';
import type { Product } from './support/product.ts';
import { type Account, type Amounts, randomOf, Scene } from './support/scene.ts';
import type { TappedCall } from './support/tap.ts';

const SMALL: Amounts = { services: 30, parts: 20, items: 50, overlap: 10 };
/** More than a page: creates of the second one show that searches are up to date, so that probing need not wait. */
const LARGE: Amounts = { services: 130, parts: 100, items: 130, overlap: 20 };
/** Calls of an undisturbed first sync of a small account: probes and lists, then reads and writes, then settling. */
const CALLS = { probing: 1, writing: 16, last: 100 };
const POINTS = 14;
const TEST_MS_MAX = 240_000;

interface KillPoint {
  /** Counts the account's calls since the latest start. */
  readonly call: number;
  readonly when: TappedCall['when'];
}

/** One point in each of `count` equal parts of the run, by turns just before a call takes place and just after. */
function killPoints(random: () => number, count: number, from: number, to: number): KillPoint[] {
  const step = (to - from) / count;
  return Array.from({ length: count }, (_, index) => ({
    call: Math.floor(from + (index + random()) * step),
    when: index % 2 === 0 ? 'before' : 'after',
  }));
}

/** Holds each account at its point; kills the product once all are held, or nothing has moved for a while. */
async function killWhenAllAreHeld(
  scene: Scene,
  product: Product,
  points: ReadonlyMap<Account, KillPoint>,
): Promise<number> {
  const waiting = new Map([...points].map(([account, point]) => [account.key, point]));
  const released = Promise.withResolvers<void>();
  const allHeld = Promise.withResolvers<void>();
  scene.tap.restartCounts();
  scene.tap.listener = async ({ account, number, when }) => {
    const point = waiting.get(account);
    if (point === undefined || number < point.call || when !== point.when) return;
    waiting.delete(account);
    if (waiting.size === 0) allHeld.resolve();
    await released.promise;
  };
  const patience = setTimeout(allHeld.resolve, 15_000);
  await allHeld.promise;
  clearTimeout(patience);
  await product.kill();
  scene.tap.listener = null;
  released.resolve();
  return points.size - waiting.size;
}

async function expectAllInStep(scene: Scene, api: Client): Promise<void> {
  for (const account of scene.accounts) {
    const run = await account.latestRunEnds(api, TEST_MS_MAX);
    expect(run).toMatchObject({ state: 'SUCCEEDED', error: null });
    await account.expectInStep(api);
    expect(run.pairs.reduce((sum, { done }) => sum + done, 0)).toBe(account.names.size);
  }
}

it(
  'kill -9 at many points of the first sync, twice in a row for some: nothing twice, nothing missed',
  async () => {
    const scene = await Scene.set({ amounts: [LARGE, ...Array(POINTS - 1).fill(SMALL)], seed: 20_261 });
    let { product, api } = await scene.start();
    for (const account of scene.accounts) await account.connect(api);
    const random = randomOf(1);
    const points = [
      ...killPoints(random, 10, CALLS.writing, CALLS.last),
      ...killPoints(random, 4, CALLS.probing, CALLS.writing),
    ];
    const first = killWhenAllAreHeld(
      scene,
      product,
      new Map(
        scene.accounts.map((account, index) => [account, points[index] ?? { call: 1, when: 'before' }]),
      ),
    );
    for (const account of scene.accounts) await api.enable(account.connectionId);
    expect(await first).toBe(POINTS);

    ({ product, api } = await scene.start());
    const again = killPoints(random, 6, 2, 40);
    const second = killWhenAllAreHeld(
      scene,
      product,
      new Map(again.map((point, index) => [scene.accounts[index * 2] ?? scene.account, point])),
    );
    expect(await second).toBeGreaterThan(3);

    ({ product, api } = await scene.start());
    await expectAllInStep(scene, api);
    expect(product.stderr).toBe('');
  },
  TEST_MS_MAX,
);
