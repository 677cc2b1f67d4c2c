/** Near real time over a crash: what a service has said to have changed is synced by itself, once. */
import { expect, it } from 'vitest';
import { Api } from '../e2e/api.ts';
import { SpecialRuns } from '../e2e/special-runs.ts';
import { SetInboundHooksDocument } from '../gql/graphql.ts';
import { dumpFolder } from '../support/tables.ts';
import { ADMIN_TOKEN, type Product } from './support/product.ts';
import { type Account, Scene } from './support/scene.ts';
import type { TappedCall } from './support/tap.ts';

const AMOUNTS = { services: 1, parts: 0, items: 2, overlap: 0 };
const NEW_NAME = 'Told of by a hook';
const NEW_RATE = 4_321;
/** A hint waits for others for seconds, and for the next look of a process after that. */
const SEEN = { timeout: 60_000, interval: 100 };
const TEST_MS_MAX = 180_000;

type Change = (account: Account) => Promise<string>;

async function edit({ zoho }: Account): Promise<string> {
  const [item] = await zoho.booksItems();
  if (item === undefined) throw new Error('there is no item');
  await zoho.editBooks(item.id, { rate: NEW_RATE });
  return item.id;
}

async function add({ zoho }: Account): Promise<string> {
  const item = { name: NEW_NAME, rate: NEW_RATE, product_type: 'goods' };
  const made = await zoho.call<{ item: { item_id: string } }>('POST', zoho.booksPath('/items'), item);
  return made?.item.item_id ?? '';
}

/** What changed in Books, and where the process is killed: null, before the hint is taken up; else at the write to FSM. */
const CASES: readonly { readonly change: Change; readonly killed: TappedCall['when'] | null }[] = [
  { change: edit, killed: null },
  { change: edit, killed: 'before' },
  { change: edit, killed: 'after' },
  { change: add, killed: 'after' },
];

interface Hook {
  readonly path: string;
  readonly secret: string;
}

async function hookOf(product: Product, { connectionId }: Account): Promise<Hook> {
  const api = new Api(product.url, ADMIN_TOKEN);
  const { setInboundHooks: set } = await api.run(SetInboundHooksDocument, {
    input: { connectionId, enabled: true },
  });
  if (set.__typename !== 'InboundHooks') throw new Error(`no hooks: ${JSON.stringify(set)}`);
  return { path: set.booksPath, secret: set.secret ?? '' };
}

async function tell(product: Product, { path, secret }: Hook, itemId: string): Promise<void> {
  const { status } = await fetch(product.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-fieldledger-secret': secret },
    body: JSON.stringify({ item: { item_id: itemId } }),
  });
  expect(status).toBe(202);
}

/** Resolves when every one of these accounts stands at its write, which then waits for the kill. */
async function allAtTheirWrites(scene: Scene, at: ReadonlyMap<string, TappedCall['when']>): Promise<void> {
  const waiting = new Map(at);
  const never = Promise.withResolvers<void>();
  scene.tap.listener = async ({ account, method, when }) => {
    if (method === 'GET' || waiting.get(account) !== when) return;
    waiting.delete(account);
    await never.promise;
  };
  await expect.poll(() => waiting.size, SEEN).toBe(0);
}

const modes = async ({ url }: Product, { connectionId }: Account): Promise<readonly string[]> => {
  const { activeRun, runs } = await new SpecialRuns(new Api(url, ADMIN_TOKEN), connectionId).state();
  return activeRun === null ? runs.nodes.map(({ mode }) => mode) : ['under way'];
};

it(
  'a hint that was received before a kill -9, or whose run was killed at its write, is carried out once',
  async () => {
    const scene = await Scene.set({ amounts: CASES.map(() => AMOUNTS), seed: 61 });
    let { product, api } = await scene.start();
    const plans = CASES.map((one, index) => ({ ...one, account: scene.accounts[index] ?? scene.account }));
    for (const { account } of plans) {
      await account.connect(api);
      await api.enable(account.connectionId);
      await account.latestRunEnds(api);
    }
    await scene.control('POST', '/clock', { advanceMs: 600_000 });
    const told: { hook: Hook; id: string; killed: TappedCall['when'] | null }[] = [];
    for (const { account, change, killed } of plans) {
      told.push({ hook: await hookOf(product, account), id: await change(account), killed });
    }
    await scene.control('DELETE', '/stats');
    const at = new Map(
      plans.flatMap(({ account, killed }) => (killed === null ? [] : [[account.key, killed] as const])),
    );
    const standing = allAtTheirWrites(scene, at);
    for (const { hook, id, killed } of told) if (killed !== null) await tell(product, hook, id);
    await standing;
    for (const { hook, id, killed } of told) if (killed === null) await tell(product, hook, id);
    await product.kill();
    scene.tap.listener = null;
    expect((await dumpFolder(scene.dataDir, ['Hint'])).Hint).toHaveLength(1);

    ({ product, api } = await scene.start());
    for (const { account, change } of plans) {
      await expect.poll(() => modes(product, account), SEEN).toEqual(['SELECTED', 'SYNC']);
      expect(await account.latestRun(api)).toMatchObject({ state: 'SUCCEEDED', error: null });
      const synced = (await account.zoho.fsmItems()).filter(({ rate }) => rate === NEW_RATE);
      expect(synced).toHaveLength(1);
      if (change === add) expect(synced).toMatchObject([{ name: NEW_NAME }]);
      // What a sync finds to do after it is nothing.
      expect(await account.sync(api)).toMatchObject({ state: 'SUCCEEDED' });
      expect(await account.zoho.writes()).toEqual({ books: 0, fsm: 1 });
      expect(await modes(product, account)).toEqual(['SYNC', 'SELECTED', 'SYNC']);
    }
    expect(await dumpFolder(scene.dataDir, ['Hint'])).toEqual({ Hint: [] });
    expect(product.stderr).toBe('');
  },
  TEST_MS_MAX,
);
