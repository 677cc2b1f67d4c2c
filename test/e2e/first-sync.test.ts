/** The main job, as a client sees it: the first sync, a quiet second one, and edits on either side. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connected, Run } from './connected.ts';
import { Bench } from './harness.ts';
import {
  byName,
  type Expectation,
  expectEqualSides,
  expectFirstSync,
  expectHonestCounts,
  expectQuietSync,
  viewOfItem,
  viewOfPart,
} from './oracle.ts';
import type { Stats, ZohoOrganization } from './zoho.ts';

const PLAN = { services: 14, parts: 12, items: 28, overlap: 12 };
/** Law 5. */
const QUIET_CALLS_MAX = 8;

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

describe.each(['books', 'invoice'] as const)('the first sync with Zoho %s', (product) => {
  let zoho: ZohoOrganization;
  let connection: Connected;
  let run: Run;
  let expected: Expectation;
  let stats: Stats;

  beforeAll(async () => {
    zoho = await bench.limitedOrganization({ product, ...PLAN });
    expected = expectFirstSync(await zoho.items(), await zoho.parts());
    connection = await bench.connect(zoho);
    await zoho.forgetCalls();
    run = await connection.enable('OVERWRITE');
    stats = await zoho.stats();
  });

  it('[I1] [M1] [M2] makes both sides what the rules say, item by item', async () => {
    expect(byName((await zoho.items()).map(viewOfItem))).toEqual(expected.views);
    expect(byName((await zoho.parts()).map(viewOfPart))).toEqual(expected.views);
    await expectEqualSides(zoho, connection);
  });

  it('[L2] counts what it did, and the counts add up', async () => {
    expect(run.state).toBe('SUCCEEDED');
    const [items] = run.pairs;
    const { createdToBooks, createdToFsm, updatedToBooks, updatedToFsm, linked } = expected;
    expect(items?.toBooks).toMatchObject({ created: createdToBooks, updated: updatedToBooks, failed: 0 });
    expect(items?.toFsm).toMatchObject({ created: createdToFsm, updated: updatedToFsm, failed: 0 });
    expect((items?.toBooks.linked ?? 0) + (items?.toFsm.linked ?? 0)).toBe(linked);
    // Each record counts once, a pair as one.
    expect(items?.total).toBe(PLAN.services + PLAN.parts + PLAN.items - PLAN.overlap);
    await expectHonestCounts(connection, run);
  });

  it('writes each record once, keeps within the limits, and tells its calls as they were', () => {
    const { createdToBooks, createdToFsm, updatedToBooks, updatedToFsm } = expected;
    expect(stats.refused).toBe(0);
    expect(stats.writes).toBe(createdToBooks + createdToFsm + updatedToBooks + updatedToFsm);
    const { booksReads, booksWrites, fsmReads, fsmWrites } = run.apiCalls;
    expect({ booksWrites, fsmWrites }).toEqual({
      booksWrites: createdToBooks + updatedToBooks,
      fsmWrites: createdToFsm + updatedToFsm,
    });
    // The probes of a new connection are not the run's own.
    expect(booksReads + fsmReads).toBeLessThanOrEqual(stats.reads);
  });

  it('[E9] is an automatic one that begins by itself', async () => {
    expect(run).toMatchObject({ trigger: 'AUTOMATIC', scope: 'FULL' });
    expect((await connection.state()).manualSyncsLeftToday).toBe(30);
  });

  it('[L1] shows for each record its counterpart, a link that opens it, the time, and its history', async () => {
    const [part] = await zoho.parts();
    if (part === undefined) throw new Error('FSM is empty');
    const link = await connection.link({ fsmId: String(part.id) });
    const item = await zoho.open(link?.books?.url ?? '');
    expect(viewOfItem(item.body.item)).toEqual(viewOfPart(part));
    const opened = await zoho.open(link?.fsm?.url ?? '');
    expect(opened.body.data[0].id).toBe(part.id);
    expect(await connection.link({ booksId: link?.books?.id ?? '' })).toEqual(link);
    expect(link).toMatchObject({ state: 'LINKED', history: { totalCount: 1 } });
    expect(link?.lastSyncedAt).not.toBeNull();
  });

  it('is followed by one that writes nothing and makes hardly a call', async () => {
    const again = await expectQuietSync(zoho, connection);
    expect(again).toMatchObject({ trigger: 'MANUAL', state: 'SUCCEEDED' });
    await expectHonestCounts(connection, again);
    const { booksReads, booksWrites, fsmReads, fsmWrites } = again.apiCalls;
    expect(booksWrites + fsmWrites).toBe(0);
    expect(booksReads + fsmReads).toBeLessThanOrEqual(QUIET_CALLS_MAX);
  });

  it('[I1] carries one edit of each side over in exactly two writes', async () => {
    const [one, two] = await connection.links();
    await zoho.editPart(one?.fsm?.id ?? '', { Unit_Price: 4711.5 });
    await zoho.editItem(two?.books?.id ?? '', { description: 'Edited in Books' });
    await zoho.forgetCalls();
    const edited = await connection.sync();
    expect((await zoho.stats()).writes).toBe(2);
    expect(edited.pairs[0]).toMatchObject({
      toBooks: { updated: 1, created: 0 },
      toFsm: { updated: 1, created: 0 },
    });
    expect((await zoho.item(one?.books?.id ?? ''))?.rate).toBe(4711.5);
    expect((await zoho.part(two?.fsm?.id ?? ''))?.Description).toBe('Edited in Books');
    const log = await connection.log(edited.id);
    expect(log.map(({ fields, overwrittenFields }) => ({ fields, overwrittenFields }))).toEqual(
      expect.arrayContaining([
        { fields: ['rate'], overwrittenFields: [] },
        { fields: ['description'], overwrittenFields: [] },
      ]),
    );
    await expectEqualSides(zoho, connection);
    await expectQuietSync(zoho, connection);
  });
});
