/** Organisations that can do less, or behave otherwise: what comes out is the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResetBody } from '../../src/sandbox/index.ts';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import {
  byName,
  expectEqualSides,
  expectFirstSync,
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

interface Variant {
  readonly what: string;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  readonly switches?: ResetBody['switches'];
}

const VARIANTS: readonly Variant[] = [
  { what: 'FSM does not sort by time', capabilities: { fsmSortBy: false } },
  { what: 'Books does not filter by time', capabilities: { booksModifiedFilter: false } },
  {
    what: 'neither side selects by time',
    capabilities: { fsmSortBy: false, booksModifiedFilter: false },
  },
  { what: 'lists lag by three seconds', capabilities: { listLagMs: 3_000 } },
  { what: 'a workflow touches what is written to FSM', capabilities: { workflowEchoMs: 500 } },
  { what: 'Books has a field for our keys', capabilities: { uniqueField: true } },
  { what: 'FSM hides personal data', capabilities: { hidePii: true } },
  {
    what: 'all of that at once',
    capabilities: {
      fsmSortBy: false,
      booksModifiedFilter: false,
      listLagMs: 3_000,
      workflowEchoMs: 500,
      uniqueField: true,
      hidePii: true,
    },
  },
  { what: 'FSM edits at the internal module only', switches: { fsmEditAtPublicModule: false } },
  { what: 'FSM says Part', switches: { fsmPartWord: 'Part' } },
  { what: 'FSM reads empty texts as empty', switches: { fsmEmptyTextReads: 'empty' } },
  { what: 'FSM lets the Books id be written', switches: { fsmBillingIdWritable: true } },
  { what: 'FSM lists no inactive records', switches: { fsmListsInactive: false } },
  { what: 'neither side trims texts', switches: { trimsText: false } },
  {
    what: 'the filter of Books leaves out the very second',
    switches: { booksModifiedFilterInclusive: false },
  },
];

async function open({ capabilities, switches }: Variant): Promise<ZohoOrganization> {
  const plan = { services: 10, parts: 6, items: 14, overlap: 6 };
  const zoho = await bench.organization(plan, switches === undefined ? {} : { switches });
  if (capabilities !== undefined) await zoho.patch({ capabilities });
  return zoho;
}

/** Lets lists and workflows catch up, so that what is read is what is there. */
const catchUp = (zoho: ZohoOrganization) => zoho.advance(600_000);

async function editBothSides(zoho: ZohoOrganization, connection: Connected): Promise<void> {
  const [one, two, three] = await connection.links();
  await zoho.editPart(one?.fsm?.id ?? '', { Description: 'Edited in FSM' });
  await zoho.editItem(two?.books?.id ?? '', { description: 'Edited in Books' });
  await zoho.editPart(three?.fsm?.id ?? '', { Unit_Price: 1 });
  await zoho.advance(5_000);
  await zoho.editItem(three?.books?.id ?? '', { rate: 2 });
}

describe.each(VARIANTS)('where $what', (variant) => {
  it('[I1] [M1] [M2] the syncs come out the same, and the next ones write nothing', async () => {
    const zoho = await open(variant);
    const expected = expectFirstSync(await zoho.items(), await zoho.parts());
    const { connection, run } = await bench.synced(zoho);
    await catchUp(zoho);
    expect(byName((await zoho.items()).map(viewOfItem))).toEqual(expected.views);
    expect(byName((await zoho.parts()).map(viewOfPart))).toEqual(expected.views);
    expect(run.state).toBe('SUCCEEDED');
    await expectHonestCounts(connection, run);
    await expectEqualSides(zoho, connection);
    await expectQuietSync(zoho, connection);
    await editBothSides(zoho, connection);
    await catchUp(zoho);
    const edited = await connection.sync();
    expect(edited.pairs[0]).toMatchObject({
      toBooks: { updated: 1, created: 0, failed: 0 },
      toFsm: { updated: 2, created: 0, failed: 0 },
    });
    await catchUp(zoho);
    await expectEqualSides(zoho, connection);
    await expectQuietSync(zoho, connection);
    expect((await zoho.stats()).refused).toBe(0);
  });

  it('[D1] [D2] [D3] deletions and deactivations are noticed', async () => {
    const zoho = await open(variant);
    const { connection } = await bench.synced(zoho);
    await catchUp(zoho);
    const [one, two, three] = await connection.links();
    await zoho.deleteItem(one?.books?.id ?? '');
    await zoho.deletePart(two?.fsm?.id ?? '');
    await zoho.books('POST', `/items/${three?.books?.id}/inactive`);
    await catchUp(zoho);
    const run = await connection.sync();
    await expectHonestCounts(connection, run);
    const states = await connection.links();
    const stateOf = (id: string | undefined) => states.find((link) => link.id === id)?.state;
    expect([stateOf(one?.id), stateOf(two?.id), stateOf(three?.id)]).toEqual([
      'GONE_IN_BOOKS',
      'GONE_IN_FSM',
      'LINKED',
    ]);
    expect((await zoho.part(three?.fsm?.id ?? ''))?.$inactive).toBe(true);
    await catchUp(zoho);
    await expectQuietSync(zoho, connection);
    expect((await connection.links()).map(({ id, state }) => [id, state])).toEqual(
      states.map(({ id, state }) => [id, state]),
    );
  });
});

describe('where the tax edition knows taxes', () => {
  it('[I1] carries the tax of an item both ways', async () => {
    const zoho = await bench.organization({ edition: 'uk' });
    await zoho.patch({ taxesEnabled: { books: true, fsm: true } });
    const { body } = await zoho.books('GET', '/settings/taxes');
    const [standard, other] = body.taxes.map((tax: { tax_id: string }) => tax.tax_id);
    const item = await zoho.addItem({ name: 'Taxed in Books', tax_id: standard });
    const part = await zoho.addPart({ Name: 'Taxed in FSM', Tax: { Taxable: true, Tax_Id: other } });
    const { connection, run } = await bench.synced(zoho);
    expect(run.state).toBe('SUCCEEDED');
    const madeInFsm = (await connection.link({ booksId: item }))?.fsm?.id ?? '';
    const madeInBooks = (await connection.link({ fsmId: part }))?.books?.id ?? '';
    expect(await zoho.part(madeInFsm)).toMatchObject({ Tax: { Tax_Id: standard } });
    expect(await zoho.item(madeInBooks)).toMatchObject({ tax_id: other });
    await zoho.advance(600_000);
    await zoho.editItem(item, { tax_id: other });
    await connection.sync();
    expect(await zoho.part(madeInFsm)).toMatchObject({ Tax: { Tax_Id: other, Taxable: true } });
    await expectEqualSides(zoho, connection);
    await expectQuietSync(zoho, connection);
  });
});
