/** Records of the same name on both sides, or twice on one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import {
  byName,
  expectEqualSides,
  expectHonestCounts,
  expectQuietSync,
  viewOfItem,
  viewOfPart,
} from './oracle.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

describe('CLONE', () => {
  /** Six services, six items, four of each of the same name. */
  const organization = () => bench.organization({ services: 6, items: 6, overlap: 4 });

  it('[M3] gives each duplicate a record of its own on the other side', async () => {
    const zoho = await organization();
    await zoho.patch({ allowDuplicateNames: true });
    const originals = [...(await zoho.items()).map(viewOfItem), ...(await zoho.parts()).map(viewOfPart)];
    const { connection, run } = await bench.synced(zoho, 'CLONE');
    expect(run.state).toBe('SUCCEEDED');
    expect(run.pairs[0]).toMatchObject({ toBooks: { created: 6 }, toFsm: { created: 6 } });
    await expectHonestCounts(connection, run);
    // Every record of either side is on both: nothing was joined, nothing overwritten.
    const sorted = (views: readonly unknown[]) => views.map((view) => JSON.stringify(view)).sort();
    expect(sorted((await zoho.items()).map(viewOfItem))).toEqual(sorted(originals));
    expect(sorted((await zoho.parts()).map(viewOfPart))).toEqual(sorted(originals));
    await expectOneToOne(zoho, connection);
    const log = await connection.log(run.id);
    expect(log.filter(({ causeCode }) => causeCode === 'CLONE_OF_DUPLICATE')).toHaveLength(8);
    await expectQuietSync(zoho, connection);
  });

  it('[M4] fails the clone in Books with its reason where Books allows no duplicates, and makes the one in FSM', async () => {
    const zoho = await organization();
    const items = await zoho.items();
    const { connection, run } = await bench.synced(zoho, 'CLONE');
    expect(run.state).toBe('SUCCEEDED_WITH_FAILURES');
    expect(run.pairs[0]).toMatchObject({
      toBooks: { created: 2, failed: 4 },
      toFsm: { created: 6, failed: 0 },
    });
    const failed = await connection.log(run.id, ['FAILED']);
    expect(new Set(failed.map(({ reason }) => reason?.code))).toEqual(new Set(['DUPLICATE_NAME']));
    for (const { reason } of failed) expect(reason?.message).toMatch(/duplicate|allow/i);
    await expectHonestCounts(connection, run);
    expect(
      (await zoho.items()).filter(({ item_id }) => items.some((row) => row.item_id === item_id)),
    ).toEqual(items);
    expect(await zoho.parts()).toHaveLength(12);
    await expectQuietSync(zoho, connection);
    await expectQuietSync(zoho, connection);
    // Allowed later, the next sync makes them, once.
    await zoho.patch({ allowDuplicateNames: true });
    expect((await connection.sync()).pairs[0]).toMatchObject({ toBooks: { created: 4, failed: 0 } });
    await expectOneToOne(zoho, connection);
    await expectQuietSync(zoho, connection);
  });

  it('[E7] holds for records that come later, from the moment it is chosen', async () => {
    const zoho = await bench.organization({ services: 2, items: 2 });
    await zoho.patch({ allowDuplicateNames: true });
    const { connection } = await bench.synced(zoho, 'OVERWRITE');
    expect(await connection.setPolicy('CLONE')).toMatchObject({ duplicatePolicy: 'CLONE' });
    await zoho.addItem({ name: 'Late twin', rate: 1 });
    await zoho.addPart({ Name: 'Late twin', Unit_Price: 2 });
    await connection.sync();
    expect((await zoho.items()).filter(({ name }) => name === 'Late twin')).toHaveLength(2);
    expect((await zoho.parts()).filter(({ Name }) => Name === 'Late twin')).toHaveLength(2);
    await connection.setPolicy('OVERWRITE');
    await zoho.addItem({ name: 'Later twin', rate: 1 });
    await zoho.advance(5_000);
    await zoho.addPart({ Name: 'Later twin', Unit_Price: 2 });
    await connection.sync();
    expect((await zoho.items()).filter(({ name }) => name === 'Later twin').map(viewOfItem)).toMatchObject([
      { price: 2 },
    ]);
    expect((await zoho.parts()).filter(({ Name }) => Name === 'Later twin')).toHaveLength(1);
    await expectOneToOne(zoho, connection);
  });
});

describe('OVERWRITE', () => {
  it('[M1] fails names that are not unique, with the reason, instead of joining the wrong ones', async () => {
    const zoho = await bench.organization();
    await zoho.addItem({ name: 'Filter', rate: 1 });
    await zoho.addPart({ Name: 'Filter', Unit_Price: 2 });
    await zoho.addPart({ Name: 'Filter', Unit_Price: 3 });
    await zoho.addPart({ Name: 'Pump', Unit_Price: 4 });
    const before = { items: await zoho.items(), parts: await zoho.parts() };
    const { connection, run } = await bench.synced(zoho, 'OVERWRITE');
    expect(run.state).toBe('SUCCEEDED_WITH_FAILURES');
    const failed = await connection.log(run.id, ['FAILED']);
    expect(failed.map(({ reason }) => reason?.code)).toEqual(Array(3).fill('AMBIGUOUS_IDENTITY'));
    await expectHonestCounts(connection, run);
    expect(await zoho.parts()).toEqual(before.parts);
    expect((await zoho.items()).map(({ name }) => name).sort()).toEqual(['Filter', 'Pump']);
    await expectQuietSync(zoho, connection);
  });

  it('[M1] joins them once a person has made the names unique', async () => {
    const zoho = await bench.organization();
    await zoho.addItem({ name: 'Filter', rate: 1 });
    await zoho.addPart({ Name: 'Filter', Unit_Price: 2 });
    const second = await zoho.addPart({ Name: 'Filter', Unit_Price: 3 });
    const { connection } = await bench.synced(zoho, 'OVERWRITE');
    await zoho.advance(600_000);
    await zoho.editPart(second, { Name: 'Filter, fine' });
    const run = await connection.sync();
    expect(run.state).toBe('SUCCEEDED');
    expect(byName((await zoho.items()).map(viewOfItem)).map(({ name }) => name)).toEqual([
      'Filter',
      'Filter, fine',
    ]);
    await expectEqualSides(zoho, connection);
    await expectQuietSync(zoho, connection);
  });

  it('[M1] joins a name that comes later on one side with the unlinked record of the other', async () => {
    const zoho = await bench.organization({ services: 2 });
    const { connection } = await bench.synced(zoho, 'OVERWRITE');
    await zoho.advance(600_000);
    await zoho.addItem({ name: 'Elbow', rate: 5 });
    await zoho.advance(600_000);
    await zoho.addPart({ Name: 'Elbow', Unit_Price: 6 });
    const run = await connection.sync();
    expect(run.pairs[0]).toMatchObject({ toBooks: { updated: 1, created: 0 }, toFsm: { created: 0 } });
    expect((await zoho.items()).filter(({ name }) => name === 'Elbow')).toMatchObject([{ rate: 6 }]);
    await expectEqualSides(zoho, connection);
  });
});

/** Law 4: as many links as records on each side, no record in two. */
async function expectOneToOne(zoho: ZohoOrganization, connection: Connected): Promise<void> {
  const [items, parts, links] = await Promise.all([zoho.items(), zoho.parts(), connection.links()]);
  const itemsById = new Map(items.map((row) => [String(row.item_id), viewOfItem(row)]));
  const partsById = new Map(parts.map((row) => [String(row.id), viewOfPart(row)]));
  expect(links.map(({ books }) => books?.id).sort()).toEqual([...itemsById.keys()].sort());
  expect(links.map(({ fsm }) => fsm?.id).sort()).toEqual([...partsById.keys()].sort());
  for (const { fsm, books } of links) {
    expect(partsById.get(fsm?.id ?? '')).toEqual(itemsById.get(books?.id ?? ''));
  }
}
