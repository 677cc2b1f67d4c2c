/** Names that are nearly the same, or the same where Books wants them unique. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from './harness.ts';
import { bothViews, expectHonestCounts, expectQuietSync, viewOfPart } from './oracle.ts';

/** Composed and decomposed: the same text to people. */
const COMPOSED = 'Caf\u00e9 filter';
const DECOMPOSED = 'Cafe\u0301 filter';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

describe('names that are nearly the same', () => {
  it('[M1] takes the two ways to write an accent for one name', async () => {
    const zoho = await bench.organization();
    await zoho.addPart({ Name: DECOMPOSED, Unit_Price: 5 });
    await zoho.addItem({ name: COMPOSED, rate: 5, unit: '' });
    const { connection, run } = await bench.synced(zoho);
    expect(run.pairs[0]).toMatchObject({
      toBooks: { created: 0, failed: 0 },
      toFsm: { created: 0, failed: 0 },
    });
    expect(await connection.links()).toHaveLength(1);
    await expectQuietSync(zoho, connection);
  });

  it('fails a name that differs in capitals only where Books refuses it, and never writes over the other', async () => {
    const zoho = await bench.organization();
    const part = await zoho.addPart({ Name: 'Ball Valve', Unit_Price: 5 });
    const item = await zoho.addItem({ name: 'BALL VALVE', rate: 7 });
    const { connection, run } = await bench.synced(zoho);
    expect(await connection.failure(run.id, part)).toBe('DUPLICATE_NAME');
    await expectHonestCounts(connection, run);
    expect(await zoho.items()).toMatchObject([{ item_id: item, name: 'BALL VALVE', rate: 7 }]);
    expect(viewOfPart((await zoho.part(part)) ?? {})).toMatchObject({ name: 'Ball Valve', price: 5 });
    await expectQuietSync(zoho, connection);
    await expectQuietSync(zoho, connection);
  });

  it('[I1] [M1] makes one of two equal names of FSM and fails the other where Books allows no duplicates', async () => {
    const zoho = await bench.organization();
    const parts = [
      await zoho.addPart({ Name: 'Twin', Unit_Price: 1 }),
      await zoho.addPart({ Name: 'Twin', Unit_Price: 2 }),
    ];
    const { connection, run } = await bench.synced(zoho);
    const failures = await Promise.all(parts.map((id) => connection.failure(run.id, id)));
    expect(failures.filter((code) => code === null)).toHaveLength(1);
    expect(failures.filter((code) => code === 'DUPLICATE_NAME')).toHaveLength(1);
    expect(await zoho.items()).toHaveLength(1);
    const [link] = await connection.links();
    const { part, item } = await bothViews(zoho, link ?? null);
    expect(item).toEqual(part);
    await expectQuietSync(zoho, connection);
    await expectQuietSync(zoho, connection);
  });

  it('[I1] fails the second record of an SKU that Books keeps unique, and carries the first', async () => {
    const zoho = await bench.organization();
    const parts = [
      await zoho.addPart({ Name: 'First', SKU: 'S-1' }),
      await zoho.addPart({ Name: 'Second', SKU: 'S-1' }),
    ];
    const { connection, run } = await bench.synced(zoho);
    const failures = await Promise.all(parts.map((id) => connection.failure(run.id, id)));
    expect(failures.filter((code) => code === null)).toHaveLength(1);
    expect(await zoho.items()).toMatchObject([{ sku: 'S-1' }]);
    await expectQuietSync(zoho, connection);
    await zoho.advance(600_000);
    const second = parts[failures.findIndex((code) => code !== null)] ?? '';
    await zoho.editPart(second, { SKU: 'S-2' });
    expect((await connection.sync()).state).toBe('SUCCEEDED');
    expect(await zoho.items()).toHaveLength(2);
    await expectQuietSync(zoho, connection);
  });

  it('[I1] makes both of two equal names where Books allows duplicates', async () => {
    const zoho = await bench.organization();
    await zoho.patch({ allowDuplicateNames: true });
    await zoho.addPart({ Name: 'Twin', Unit_Price: 1 });
    await zoho.addPart({ Name: 'Twin', Unit_Price: 2 });
    const { connection, run } = await bench.synced(zoho);
    expect(run.state).toBe('SUCCEEDED');
    for (const link of await connection.links()) {
      const { part, item } = await bothViews(zoho, link);
      expect(item).toEqual(part);
    }
    expect(await zoho.items()).toHaveLength(2);
    await expectQuietSync(zoho, connection);
  });
});
