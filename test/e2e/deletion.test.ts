/** Deletion and deactivation on either side. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import { expectEqualSides, expectHonestCounts, expectQuietSync } from './oracle.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
let zoho: ZohoOrganization;
let connection: Connected;
let ids: { fsm: string; books: string };

beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

beforeEach(async () => {
  zoho = await bench.organization({ services: 4, parts: 3, items: 6, overlap: 2 });
  const part = await zoho.addPart({ Name: 'Ball valve', Unit_Price: 10 });
  connection = (await bench.synced(zoho)).connection;
  const link = await connection.link({ fsmId: part });
  ids = { fsm: part, books: link?.books?.id ?? '' };
  await zoho.advance(600_000);
});

const linkOfPart = () => connection.link({ fsmId: ids.fsm });

it('[D1] leaves the FSM record of an item deleted in Books alone, and does not make the item again', async () => {
  const part = await zoho.part(ids.fsm);
  const items = (await zoho.items()).length;
  await zoho.deleteItem(ids.books);
  const run = await connection.sync();
  expect(await linkOfPart()).toMatchObject({ state: 'GONE_IN_BOOKS', books: { id: ids.books } });
  expect((await linkOfPart())?.books?.goneAt).not.toBeNull();
  expect((await linkOfPart())?.fsm?.goneAt).toBeNull();
  expect(await zoho.part(ids.fsm)).toEqual(part);
  expect(await zoho.items()).toHaveLength(items - 1);
  expect(await connection.log(run.id)).toMatchObject([
    { outcome: 'SKIPPED', reason: { code: 'DELETED_IN_BOOKS' } },
  ]);
  await expectHonestCounts(connection, run);
  await expectQuietSync(zoho, connection);
  expect((await linkOfPart())?.state).toBe('GONE_IN_BOOKS');
});

it('[D1] skips later edits of the FSM record that is left', async () => {
  await zoho.deleteItem(ids.books);
  await connection.sync();
  await zoho.advance(600_000);
  await zoho.editPart(ids.fsm, { Unit_Price: 99 });
  const run = await expectQuietSync(zoho, connection);
  expect(await connection.log(run.id)).toMatchObject([
    { outcome: 'SKIPPED', fsm: { id: ids.fsm }, reason: { code: 'DELETED_IN_BOOKS' } },
  ]);
  expect((await zoho.part(ids.fsm))?.Unit_Price).toBe(99);
});

it('[D1] notices a deletion together with an edit of what is left', async () => {
  await zoho.editPart(ids.fsm, { Unit_Price: 99 });
  await zoho.deleteItem(ids.books);
  const run = await connection.sync();
  expect(run.state).toBe('SUCCEEDED');
  expect(await zoho.item(ids.books)).toBeNull();
  expect((await linkOfPart())?.state).toBe('GONE_IN_BOOKS');
  await expectHonestCounts(connection, run);
  await expectQuietSync(zoho, connection);
});

it('[D2] leaves the item of a record deleted in FSM alone, and does not make the record again', async () => {
  const item = await zoho.item(ids.books);
  const parts = (await zoho.parts()).length;
  await zoho.deletePart(ids.fsm);
  const run = await connection.sync();
  expect(await linkOfPart()).toMatchObject({ state: 'GONE_IN_FSM', fsm: { id: ids.fsm } });
  expect((await linkOfPart())?.fsm?.goneAt).not.toBeNull();
  expect((await linkOfPart())?.books?.goneAt).toBeNull();
  expect(await zoho.item(ids.books)).toEqual(item);
  expect(await zoho.parts()).toHaveLength(parts - 1);
  expect(await connection.log(run.id)).toMatchObject([
    { outcome: 'SKIPPED', reason: { code: 'DELETED_IN_FSM' } },
  ]);
  await expectHonestCounts(connection, run);
  await zoho.advance(600_000);
  await zoho.editItem(ids.books, { rate: 99 });
  const later = await expectQuietSync(zoho, connection);
  expect(await connection.log(later.id)).toMatchObject([
    { outcome: 'SKIPPED', books: { id: ids.books }, reason: { code: 'DELETED_IN_FSM' } },
  ]);
});

it('[D1] [D2] notices deletions that new records hide from the count', async () => {
  const other = (await connection.links()).find(({ fsm }) => fsm?.id !== ids.fsm);
  await zoho.deleteItem(ids.books);
  await zoho.addItem({ name: 'New in Books' });
  await zoho.deletePart(other?.fsm?.id ?? '');
  await zoho.addPart({ Name: 'New in FSM' });
  const run = await connection.sync();
  expect(run.pairs[0]).toMatchObject({ toBooks: { created: 1 }, toFsm: { created: 1 } });
  expect((await linkOfPart())?.state).toBe('GONE_IN_BOOKS');
  expect((await connection.link({ fsmId: other?.fsm?.id ?? '' }))?.state).toBe('GONE_IN_FSM');
  await expectQuietSync(zoho, connection);
});

it('[D1] [D2] keeps the link of a record that was deleted on both sides', async () => {
  await zoho.deleteItem(ids.books);
  await zoho.deletePart(ids.fsm);
  await connection.sync();
  expect((await linkOfPart())?.state).toBe('GONE_IN_BOTH');
  await expectEqualButFor(1);
  await expectQuietSync(zoho, connection);
});

async function expectEqualButFor(gone: number): Promise<void> {
  expect((await connection.links()).filter(({ state }) => state !== 'LINKED')).toHaveLength(gone);
  expect((await zoho.items()).map(({ name }) => name).sort()).toEqual(
    (await zoho.parts()).map(({ Name }) => Name).sort(),
  );
}

describe('inactive records', () => {
  const deactivateItem = (id: string) => zoho.books('POST', `/items/${id}/inactive`);
  const activateItem = (id: string) => zoho.books('POST', `/items/${id}/active`);

  it('[D3] makes a record inactive in FSM that was made inactive in Books, and says so', async () => {
    await deactivateItem(ids.books);
    const run = await connection.sync();
    expect((await zoho.part(ids.fsm))?.$inactive).toBe(true);
    expect(run.pairs[0]?.toFsm.deactivated).toBe(1);
    expect(await connection.log(run.id, ['DEACTIVATED'])).toMatchObject([{ fsm: { id: ids.fsm } }]);
    await expectHonestCounts(connection, run);
    await expectQuietSync(zoho, connection);
    expect((await zoho.part(ids.fsm))?.$inactive).toBe(true);
  });

  it('[D3] [D4] leaves both alone once they are inactive, until a person activates them again', async () => {
    await deactivateItem(ids.books);
    await connection.sync();
    await zoho.advance(600_000);
    await zoho.editItem(ids.books, { rate: 55 });
    await expectQuietSync(zoho, connection);
    await zoho.advance(600_000);
    await activateItem(ids.books);
    await zoho.editPart(ids.fsm, { $inactive: false });
    await connection.sync();
    await expectEqualSides(zoho, connection);
    expect((await zoho.part(ids.fsm))?.Unit_Price).toBe(55);
    // The second time counts like the first.
    await zoho.advance(600_000);
    await deactivateItem(ids.books);
    await connection.sync();
    expect((await zoho.part(ids.fsm))?.$inactive).toBe(true);
  });

  it('[D4] ignores an inactive FSM record that was linked', async () => {
    await zoho.editPart(ids.fsm, { $inactive: true, Unit_Price: 77 });
    const run = await expectQuietSync(zoho, connection);
    expect(await connection.log(run.id)).toMatchObject([
      { outcome: 'SKIPPED', fsm: { id: ids.fsm }, reason: { code: 'INACTIVE_IN_FSM' } },
    ]);
    expect(await zoho.item(ids.books)).toMatchObject({ rate: 10, status: 'active' });
    await zoho.advance(600_000);
    await zoho.editItem(ids.books, { rate: 78 });
    await expectQuietSync(zoho, connection);
    expect((await zoho.part(ids.fsm))?.Unit_Price).toBe(77);
  });

  it('[D4] takes a linked record up again when it is made active, with what was missed meanwhile', async () => {
    await zoho.editPart(ids.fsm, { $inactive: true });
    await connection.sync();
    await zoho.advance(600_000);
    await zoho.editItem(ids.books, { rate: 78 });
    await connection.sync();
    await zoho.advance(600_000);
    await zoho.editPart(ids.fsm, { $inactive: false });
    await connection.sync();
    await expectEqualSides(zoho, connection);
    expect((await zoho.part(ids.fsm))?.Unit_Price).toBe(78);
  });

  it('[D4] ignores inactive FSM records before they are linked, at the first sync and later', async () => {
    const fresh = await bench.organization({ services: 1 });
    const early = await fresh.addPart({ Name: 'Out of stock' });
    await fresh.editPart(early, { $inactive: true });
    await fresh.addItem({ name: 'Also in Books' });
    const twin = await fresh.addPart({ Name: 'Also in Books' });
    await fresh.editPart(twin, { $inactive: true });
    const { connection: other, run } = await bench.synced(fresh);
    expect((await fresh.items()).map(({ name }) => name)).not.toContain('Out of stock');
    expect(await other.link({ fsmId: early })).toBeNull();
    expect(run.state).toBe('SUCCEEDED');
    await expectHonestCounts(other, run);
    await fresh.advance(600_000);
    const late = await fresh.addPart({ Name: 'Discontinued' });
    await fresh.editPart(late, { $inactive: true });
    await expectQuietSync(fresh, other);
    expect(await other.link({ fsmId: late })).toBeNull();
    // Made active, it is a record like any other.
    await fresh.advance(600_000);
    await fresh.editPart(late, { $inactive: false });
    await other.sync();
    expect((await fresh.items()).map(({ name }) => name)).toContain('Discontinued');
  });

  it('[D3] does not carry items to FSM that were inactive in Books before they were linked', async () => {
    const fresh = await bench.organization({ services: 1 });
    const idle = await fresh.addItem({ name: 'Idle' });
    await fresh.books('POST', `/items/${idle}/inactive`);
    const { connection: other, run } = await bench.synced(fresh);
    expect((await fresh.parts()).map(({ Name }) => Name)).not.toContain('Idle');
    expect(run.state).toBe('SUCCEEDED');
    await fresh.advance(600_000);
    await fresh.books('POST', `/items/${idle}/active`);
    await other.sync();
    await expectEqualSides(fresh, other);
  });
});
