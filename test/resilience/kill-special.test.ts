/** `kill -9` in the middle of imports and of previews, at many points at once, and another start. */
import { expect, it } from 'vitest';
import { Api } from '../e2e/api.ts';
import { type Preview, SpecialRuns } from '../e2e/special-runs.ts';
import { dumpFolder, KEPT_BY_PREVIEWS } from '../support/tables.ts';
import type { Client } from './support/graphql.ts';
import { type KillPoint, killPoints, killWhenAllAreHeld } from './support/kill-points.ts';
import { ADMIN_TOKEN, type Product } from './support/product.ts';
import { type Account, type Amounts, randomOf, Scene } from './support/scene.ts';
import { type Item, withoutId } from './support/zoho.ts';

const SMALL: Amounts = { services: 8, parts: 6, items: 40, overlap: 4 };
const PAGE = 200;
/** More than a page: creates of the second one show that searches are up to date, so that probing need not wait. */
const LARGE: Amounts = { services: 8, parts: 6, items: 240, overlap: 4 };
const POINTS = 6;
/** Of an import: its reads, and the writes of its first page. Of previews: all calls but the last few. */
const CALLS = {
  importReads: { first: 1, last: 19 },
  importWrites: { first: 120, last: 200 },
  previewInStep: { first: 1, last: 14 },
  /** The first calls find out what the services can do. */
  previewBefore: { first: 4, last: 22 },
};
const FIRST_CALL: KillPoint = { call: 1, when: 'before' };
const TEST_MS_MAX = 180_000;

const special = ({ url }: Product, { connectionId }: Account): SpecialRuns =>
  new SpecialRuns(new Api(url, ADMIN_TOKEN), connectionId);

interface Sides {
  readonly books: readonly Item[];
  readonly fsm: readonly Item[];
}

const sidesOf = async ({ zoho }: Account): Promise<Sides> => ({
  books: await zoho.booksItems(),
  fsm: await zoho.fsmItems(),
});

const names = (items: readonly Item[]): string[] => items.map(({ name }) => name).sort();

/** What Books has and FSM had not is there once and as it is in Books, and nothing else has changed. */
async function expectBrought(account: Account, was: Sides, api: Client): Promise<void> {
  const is = await sidesOf(account);
  expect((await account.zoho.writes()).books).toBe(0);
  expect(is.books).toEqual(was.books);
  const wasThere = new Set(names(was.fsm));
  const brought = was.books.filter(({ name }) => !wasThere.has(name));
  expect(names(is.fsm)).toEqual(names([...was.fsm, ...brought]));
  const byName = new Map(is.fsm.map((item) => [item.name, withoutId(item)]));
  for (const item of brought) expect(byName.get(item.name)).toEqual(withoutId(item));
  expect(await api.linkCount(account.connectionId)).toBe(was.books.length);
}

it(
  '[E8] kill -9 at many points of imports: each goes on to its end, one way, with nothing twice and nothing missed',
  async () => {
    const scene = await Scene.set({ amounts: [LARGE, LARGE, ...Array(POINTS - 2).fill(SMALL)], seed: 51 });
    let { product, api } = await scene.start();
    const before = new Map<Account, Sides>();
    for (const account of scene.accounts) {
      await account.connect(api);
      before.set(account, await sidesOf(account));
    }
    await scene.control('DELETE', '/stats');
    const { importReads, importWrites } = CALLS;
    const points = [
      ...killPoints(randomOf(2), 2, importWrites.first, importWrites.last),
      ...killPoints(randomOf(3), POINTS - 2, importReads.first, importReads.last),
    ];
    const at = new Map(scene.accounts.map((account, index) => [account, points[index] ?? FIRST_CALL]));
    const killed = killWhenAllAreHeld(scene, product, at);
    const ids = new Map<Account, string>();
    for (const account of scene.accounts) ids.set(account, await special(product, account).beginImport());
    expect(await killed).toBe(POINTS);
    const midWrites = scene.accounts.slice(0, 2);
    for (const account of midWrites) {
      const created = (await sidesOf(account)).fsm.length - (before.get(account)?.fsm.length ?? 0);
      expect(created).toBeGreaterThan(0);
      expect(created).toBeLessThan(PAGE);
    }

    ({ product, api } = await scene.start());
    for (const account of scene.accounts) {
      const done = await special(product, account).importEnded(ids.get(account) ?? '', TEST_MS_MAX);
      expect(done).toMatchObject({ state: 'SUCCEEDED', error: null });
      if (midWrites.includes(account)) expect(done.resumes).toBe(1);
      await expectBrought(account, before.get(account) ?? { books: [], fsm: [] }, api);
    }
    expect(product.stderr).toBe('');
  },
  TEST_MS_MAX,
);

/** What a preview shows, whatever the order. */
async function shownBy(previews: SpecialRuns, { id }: Preview): Promise<readonly string[]> {
  return (await previews.shown(id)).map((row) => JSON.stringify(row)).sort();
}

/** Brings half of the accounts in step, and edits some records there; the others have not enabled sync yet. */
async function editedWhereEnabled(scene: Scene, api: Client): Promise<void> {
  const enabled = scene.accounts.filter((_, index) => index % 2 === 0);
  for (const account of scene.accounts) await account.connect(api);
  for (const account of enabled) await api.enable(account.connectionId);
  for (const account of enabled)
    expect(await account.latestRunEnds(api)).toMatchObject({ state: 'SUCCEEDED' });
  await scene.control('POST', '/clock', { advanceMs: 600_000 });
  for (const { zoho } of enabled) {
    for (const { id, rate } of (await zoho.booksItems()).slice(0, 12))
      await zoho.editBooks(id, { rate: rate + 1 });
  }
}

it(
  'kill -9 at many points of previews: each goes on to its end, shows the same as one that was left alone, and writes nothing',
  async () => {
    const scene = await Scene.set({ amounts: Array(POINTS).fill(SMALL), seed: 52 });
    let { product, api } = await scene.start();
    await editedWhereEnabled(scene, api);
    const kept = await dumpFolder(scene.dataDir, KEPT_BY_PREVIEWS);
    await scene.control('DELETE', '/stats');
    const [inStep, before] = [CALLS.previewInStep, CALLS.previewBefore].map(({ first, last }, seed) =>
      killPoints(randomOf(seed), POINTS / 2, first, last),
    );
    const points = [inStep, before].map((all) => [...(all ?? [])]);
    const at = new Map(
      scene.accounts.map((account, index) => [account, points[index % 2]?.pop() ?? FIRST_CALL]),
    );
    const killed = killWhenAllAreHeld(scene, product, at);
    const ids = new Map<Account, string>();
    for (const account of scene.accounts) {
      ids.set(account, await special(product, account).beginPreview('OVERWRITE'));
    }
    expect(await killed).toBe(POINTS);

    ({ product, api } = await scene.start());
    for (const account of scene.accounts) {
      const previews = special(product, account);
      const done = await previews.previewEnded(ids.get(account) ?? '', TEST_MS_MAX);
      const undisturbed = await previews.preview('OVERWRITE');
      expect(done).toMatchObject({ state: 'READY', error: null, counts: undisturbed.counts });
      expect(await shownBy(previews, done)).toEqual(await shownBy(previews, undisturbed));
      expect(await account.zoho.writes()).toEqual({ books: 0, fsm: 0 });
    }
    expect(await dumpFolder(scene.dataDir, KEPT_BY_PREVIEWS)).toEqual(kept);
    expect(product.stderr).toBe('');
  },
  TEST_MS_MAX,
);
