/** Accounts side by side in one process, each with faults of its own during its first sync. */
import { expect, it } from 'vitest';
import type { Client } from './support/graphql.ts';
import { type Account, type Amounts, Scene } from './support/scene.ts';

const AMOUNTS: Amounts = { services: 30, parts: 20, items: 50, overlap: 10 };
const TEST_MS_MAX = 180_000;

const BOOKS = { product: 'books' };
const FSM = { product: 'fsm' };
const BOOKS_LIST = { ...BOOKS, method: 'GET', route: '/books/v3/items' };
const FSM_LIST = { ...FSM, method: 'GET', route: '/fsm/v1/Service_And_Parts' };
const BOOKS_CREATE = { ...BOOKS, method: 'POST', route: '/books/v3/items' };
const FSM_CREATE = { ...FSM, method: 'POST', route: '/fsm/v1/Service_And_Parts' };
const FSM_SEARCH = { ...FSM, method: 'GET', route: '/fsm/v1/Service_And_Parts/search' };
const CREATES = [BOOKS_CREATE, FSM_CREATE];
const UPDATES = [
  { ...BOOKS, route: '/books/v3/items/{id}' },
  { ...FSM, route: '/fsm/v1/Service_And_Parts/{id}' },
];
const TOKENS = { product: 'oauth' };
const status = (status: number, code?: number | string) => ({
  effect: { kind: 'status', status, ...(code === undefined ? {} : { code }) },
});
const dropBefore = { effect: { kind: 'drop', when: 'before' } };
const dropAfter = { effect: { kind: 'drop', when: 'after' } };
const truncate = { effect: { kind: 'truncate' } };
const html = { effect: { kind: 'html' } };

const anyCall = (...effects: object[]): object[] =>
  effects.flatMap((effect) => [BOOKS, FSM].map((at) => ({ ...at, times: 6, probability: 0.3, ...effect })));

/**
 * Faults of one account, and what they are called. Those that keep a create from taking place end in time for others to
 * follow it: the last creates of all would be probed for a minute (kill.test.ts waits for that).
 */
const TROUBLES: readonly (readonly [string, readonly object[]])[] = [
  ['429 bursts', [BOOKS, FSM].map((at) => ({ ...at, nth: 20, times: 4, ...status(429) }))],
  ['too many at once', [{ ...BOOKS, nth: 20, times: 12, ...status(429, 1070) }]],
  ['500 on lists', [BOOKS_LIST, FSM_LIST].map((at) => ({ ...at, times: 3, ...status(500) }))],
  ['500 on creates', CREATES.map((at) => ({ ...at, nth: 3, times: 5, ...status(500) }))],
  ['creates cut before', CREATES.map((at) => ({ ...at, nth: 3, times: 5, ...dropBefore }))],
  ['creates cut after', CREATES.map((at) => ({ ...at, probability: 0.3, ...dropAfter }))],
  ['answers to creates cut off', CREATES.map((at) => ({ ...at, probability: 0.3, ...truncate }))],
  ['pages of HTML', CREATES.map((at) => ({ ...at, nth: 5, times: 5, ...html }))],
  ['reads and updates cut', UPDATES.map((at) => ({ ...at, probability: 0.4, ...dropAfter }))],
  ['anything unreadable', anyCall(truncate, html)],
  ['anything cut', anyCall(dropBefore, dropAfter)],
  [
    'probing fails too',
    [
      { ...FSM_CREATE, probability: 0.3, ...dropAfter },
      { ...FSM_SEARCH, probability: 0.4, ...status(503) },
    ],
  ],
  ['slow creates', CREATES.map((at) => ({ ...at, nth: 5, times: 8, effect: { kind: 'delay', ms: 1_500 } }))],
  [
    'tokens fail',
    [
      { ...TOKENS, times: 1, ...status(500) },
      { ...TOKENS, times: 1, ...dropBefore },
    ],
  ],
];

async function converge(account: Account, api: Client): Promise<void> {
  for (let round = 1; round <= 2; round += 1) {
    const run = await account.sync(api);
    if (run.state === 'SUCCEEDED') break;
    expect(round, JSON.stringify([run, await api.failures(run.id)])).toBe(1);
  }
  await account.expectInStep(api);
  const before = (await account.zoho.stats()).writes;
  expect(await account.sync(api)).toMatchObject({ state: 'SUCCEEDED' });
  expect((await account.zoho.stats()).writes).toBe(before);
}

async function setFaults(scene: Scene): Promise<void> {
  for (const [index, [, faults]] of TROUBLES.entries()) {
    const organizationId = scene.accounts[index]?.zoho.organization.booksOrganizationId;
    for (const fault of faults) await scene.control('POST', '/faults', { organizationId, ...fault });
  }
}

it(
  'faults of every kind: the first sync ends, nothing is there twice, and the next ones bring both sides in step',
  async () => {
    const scene = await Scene.set({ amounts: TROUBLES.map(() => AMOUNTS), seed: 7 });
    const { product, api } = await scene.start();
    for (const account of scene.accounts) await account.connect(api);
    await setFaults(scene);
    for (const account of scene.accounts) await api.enable(account.connectionId);
    const ended: Record<string, string> = {};
    for (const [index, account] of scene.accounts.entries()) {
      const run = await account.latestRunEnds(api, TEST_MS_MAX);
      ended[TROUBLES[index]?.[0] ?? ''] = `${run.state} ${run.error?.message ?? ''}`;
    }
    await scene.control('DELETE', '/faults');
    const completed = Object.fromEntries(
      TROUBLES.map(([name]) => [name, expect.stringMatching(/^SUCCEEDED(_WITH_FAILURES)? $/)]),
    );
    expect(ended).toEqual(completed);
    for (const account of scene.accounts) {
      expect((await account.judge()).duplicates).toEqual([]);
      await converge(account, api);
    }
    expect(product.stderr).toBe('');
  },
  TEST_MS_MAX,
);
