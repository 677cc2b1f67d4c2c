/**
 * Many accounts in one process, each held at a call of its own when the process is killed: just before a call takes
 * place, or just after. So each kill is many kill points at once, and the minute of probing is waited for once.
 */
import { expect, it } from 'vitest';
import type { Client } from './support/graphql.ts';
import { killPoints, killWhenAllAreHeld } from './support/kill-points.ts';
import { type Amounts, randomOf, Scene } from './support/scene.ts';

const SMALL: Amounts = { services: 30, parts: 20, items: 50, overlap: 10 };
/** More than a page: creates of the second one show that searches are up to date, so that probing need not wait. */
const LARGE: Amounts = { services: 130, parts: 100, items: 130, overlap: 20 };
/**
 * Calls of an undisturbed first sync of a small account: probes and lists, then reads and writes, then settling. Before
 * them, enabling has asked for the edition and the fields of five modules: whoever enables waits for the answer.
 */
const CALLS = { probing: 7, writing: 22, last: 106 };
const POINTS = 14;
const TEST_MS_MAX = 240_000;

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
