/** Values at the edges: each is equal on both sides, or the record failed with a reason; never silently different. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import { bothViews, expectHonestCounts, expectQuietSync } from './oracle.ts';
import type { Row, ZohoOrganization } from './zoho.ts';

const PIPE = '\u{1F527}';
const LONG = 'x'.repeat(100);
/** Composed and decomposed: the same text to people. */
const COMPOSED = 'Caf\u00e9 filter';
const DECOMPOSED = 'Cafe\u0301 filter';

interface Sample {
  readonly what: string;
  /** Beside a name of its own. */
  readonly values: Row;
  /** `either`: whether a service keeps it is for the catalog to say; only a silent difference is wrong. */
  readonly becomes: 'equal' | 'either' | { readonly failsWith: string };
}

const equal = 'equal';
const either = 'either';

/** What a user types into FSM. */
const FROM_FSM: readonly Sample[] = [
  { what: 'a name of 100 characters', values: { Name: LONG }, becomes: equal },
  {
    what: 'a name of 101 characters',
    values: { Name: `${LONG}y` },
    becomes: { failsWith: 'VALUE_TOO_LONG' },
  },
  { what: 'spaces around a name', values: { Name: '  Spacious  ' }, becomes: equal },
  { what: 'an accent in two characters', values: { Name: DECOMPOSED }, becomes: equal },
  {
    what: 'a comma, quotes and percent signs',
    values: { Name: `2" x 3', 50% \\ "A&B" + #7` },
    becomes: equal,
  },
  { what: 'a price of 0.1', values: { Unit_Price: 0.1 }, becomes: equal },
  { what: 'a price of 0', values: { Unit_Price: 0 }, becomes: equal },
  { what: 'a price of 12345678.99', values: { Unit_Price: 12345678.99 }, becomes: equal },
  { what: 'a price of 1.005', values: { Unit_Price: 1.005 }, becomes: either },
  { what: 'nothing but a name', values: { Description: null, SKU: null, Unit: null }, becomes: equal },
  { what: 'empty texts', values: { Description: '', SKU: '', Unit: '' }, becomes: equal },
  { what: 'spaces alone', values: { Description: '   ' }, becomes: equal },
  { what: 'several lines', values: { Description: 'one\ntwo\r\nthree\n\nfour' }, becomes: equal },
  { what: 'HTML', values: { Description: '<b>bold</b> &amp; <script>alert(1)</script>' }, becomes: equal },
  { what: 'a description of 2000 characters', values: { Description: 'd'.repeat(2000) }, becomes: equal },
  {
    what: 'a description of 2001 characters',
    values: { Description: 'd'.repeat(2001) },
    becomes: { failsWith: 'VALUE_TOO_LONG' },
  },
  { what: 'text in other scripts', values: { Description: 'Ελληνικά, 日本語, עברית, नमस्ते' }, becomes: equal },
];

/** What a user types into Books. */
const FROM_BOOKS: readonly Sample[] = [
  { what: 'a name of 100 characters', values: { name: `${LONG.slice(1)}b` }, becomes: equal },
  { what: 'spaces around a name', values: { name: '  Roomy  ' }, becomes: equal },
  { what: 'an accent in one character', values: { name: `${COMPOSED}, large` }, becomes: equal },
  { what: 'a comma and quotes', values: { name: `4" x 5', "C&D", 100%` }, becomes: equal },
  {
    what: 'an emoji in the name',
    values: { name: `Wrench ${PIPE}` },
    becomes: { failsWith: 'TEXT_NOT_REPRESENTABLE' },
  },
  {
    what: 'an emoji in the description',
    values: { description: `Fix ${PIPE} it` },
    becomes: { failsWith: 'TEXT_NOT_REPRESENTABLE' },
  },
  { what: 'a price of 0.1', values: { rate: 0.1 }, becomes: equal },
  { what: 'a price of 0', values: { rate: 0 }, becomes: equal },
  { what: 'a price of 12345678.99', values: { rate: 12345678.99 }, becomes: equal },
  { what: 'a price of 1.005', values: { rate: 1.005 }, becomes: either },
  { what: 'empty texts', values: { description: '', sku: '', unit: '' }, becomes: equal },
  { what: 'several lines', values: { description: 'one\r\ntwo\nthree' }, becomes: equal },
  { what: 'HTML', values: { description: '<p>5 &lt; 6</p>' }, becomes: equal },
  { what: 'a description of 2000 characters', values: { description: 'e'.repeat(2000) }, becomes: equal },
];

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

describe.each([
  { side: 'FSM', samples: FROM_FSM },
  { side: 'Books', samples: FROM_BOOKS },
] as const)('created in $side', ({ side, samples }) => {
  let zoho: ZohoOrganization;
  let connection: Connected;
  let runId: string;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    zoho = await bench.organization();
    for (const [index, { what, values }] of samples.entries()) {
      const id =
        side === 'FSM'
          ? await zoho.addPart({ Name: `Sample ${index}`, ...values })
          : await zoho.addItem({ name: `Sample ${index}`, ...values });
      ids.set(what, id);
    }
    const first = await bench.synced(zoho);
    connection = first.connection;
    runId = first.run.id;
    await expectHonestCounts(connection, first.run);
  });

  it.each(samples)('carries $what whole, or says why not', async ({ what, becomes }) => {
    const id = ids.get(what) ?? '';
    const link = await connection.link(side === 'FSM' ? { fsmId: id } : { booksId: id });
    const failure = await connection.failure(runId, id);
    if (typeof becomes === 'object') expect(failure).toBe(becomes.failsWith);
    if (becomes === 'equal') expect(failure).toBeNull();
    if (failure !== null) {
      expect(link).toBeNull();
      return;
    }
    const { part, item } = await bothViews(zoho, link);
    expect(part).not.toBeNull();
    expect(item).toEqual(part);
  });

  it('makes nothing else, and writes nothing at the next two syncs', async () => {
    const failed = await connection.logged(runId, 'FAILED');
    const carried = samples.length - failed;
    expect(side === 'FSM' ? await zoho.items() : await zoho.parts()).toHaveLength(carried);
    await expectQuietSync(zoho, connection);
    const last = await expectQuietSync(zoho, connection);
    // Failed records stay failed, each time with their reason.
    expect(await connection.logged(last.id, 'FAILED')).toBe(failed);
  });
});

describe('edited after they were linked', () => {
  /** An edit of FSM's record, or of the item. */
  const EDITS: readonly (Sample & { readonly side: 'FSM' | 'Books' })[] = [
    {
      side: 'FSM',
      what: 'a name of 101 characters',
      values: { Name: `${LONG}z` },
      becomes: { failsWith: 'VALUE_TOO_LONG' },
    },
    {
      side: 'FSM',
      what: 'a price of 1.005',
      values: { Unit_Price: 1.005 },
      becomes: either,
    },
    { side: 'FSM', what: 'a cleared description', values: { Description: null }, becomes: equal },
    { side: 'FSM', what: 'an accent written the other way', values: { Name: DECOMPOSED }, becomes: equal },
    { side: 'Books', what: 'a cleared description', values: { description: '' }, becomes: equal },
    { side: 'Books', what: 'a cleared unit', values: { unit: '' }, becomes: equal },
    {
      side: 'Books',
      what: 'an emoji',
      values: { description: `So ${PIPE}` },
      becomes: { failsWith: 'TEXT_NOT_REPRESENTABLE' },
    },
    { side: 'Books', what: 'a price of 0', values: { rate: 0 }, becomes: equal },
    { side: 'Books', what: 'a digital service', values: { product_type: 'digital_service' }, becomes: equal },
  ];

  it.each(EDITS)('carries $what from $side whole, or says why not', async ({ side, values, becomes }) => {
    const zoho = await bench.organization();
    const part = await zoho.addPart({ Name: COMPOSED, Description: 'Before', Unit: 'pcs', Unit_Price: 5 });
    const { connection } = await bench.synced(zoho);
    const link = await connection.link({ fsmId: part });
    const before = await bothViews(zoho, link);
    await zoho.advance(600_000);
    if (side === 'FSM') await zoho.editPart(part, values);
    else await zoho.editItem(link?.books?.id ?? '', values);
    const run = await connection.sync();
    await expectHonestCounts(connection, run);
    const after = await bothViews(zoho, link);
    const failure = await connection.failure(run.id, part);
    if (typeof becomes === 'object') expect(failure).toBe(becomes.failsWith);
    if (becomes === 'equal') expect(failure).toBeNull();
    if (failure === null) {
      expect(after.part).toEqual(after.item);
      if (values.Name !== DECOMPOSED) expect(after).not.toEqual(before);
    } else {
      // Nothing is half written.
      if (side === 'FSM') expect(after.item).toEqual(before.item);
      else expect(after.part).toEqual(before.part);
    }
    await expectQuietSync(zoho, connection);
    const last = await expectQuietSync(zoho, connection);
    expect(await connection.logged(last.id, 'FAILED')).toBe(failure === null ? 0 : 1);
  });

  it('takes a failed edit up again once it is corrected', async () => {
    const zoho = await bench.organization();
    const part = await zoho.addPart({ Name: COMPOSED, Unit_Price: 5 });
    const { connection } = await bench.synced(zoho);
    const link = await connection.link({ fsmId: part });
    await zoho.advance(600_000);
    await zoho.editItem(link?.books?.id ?? '', { description: PIPE, rate: 6 });
    await connection.sync();
    await zoho.advance(600_000);
    await zoho.editItem(link?.books?.id ?? '', { description: 'A wrench' });
    const run = await connection.sync();
    expect(run.state).toBe('SUCCEEDED');
    expect(await bothViews(zoho, link)).toMatchObject({
      part: { description: 'A wrench', price: 6 },
      item: { description: 'A wrench', price: 6 },
    });
  });
});
