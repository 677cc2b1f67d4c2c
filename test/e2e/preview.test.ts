/** Previews: what they show, that they write nothing, and that applying one does what it has shown. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connected, LogRow } from './connected.ts';
import { Bench } from './harness.ts';
import { expectEqualSides, expectHonestCounts, expectQuietSync } from './oracle.ts';
import { addCompany, addContact, addCustomer } from './parties.ts';
import type { PreviewRow } from './special-runs.ts';
import { writesOf, type ZohoOrganization } from './zoho.ts';

const HOUR_MS = 3_600_000;

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.clock.set(Date.now() - 30 * 24 * HOUR_MS));

/** What was done, or would be, to which record: the log of a run and a preview say it alike. */
function deedsOf(rows: readonly (PreviewRow | LogRow)[]): readonly string[] {
  return rows
    .map(({ operation, direction, fsm, books, fields }) =>
      [
        operation,
        direction,
        operation === 'CREATE' ? sourceOf(direction, fsm, books) : `${fsm?.id} ${books?.id}`,
        fields.toSorted().join(),
      ].join(' '),
    )
    .sort();
}

/** The record a row is about, or the two: of a create, the one that is there already. */
const ends = ({
  direction,
  operation,
  fsm,
  books,
}: Pick<PreviewRow, 'direction' | 'fsm' | 'books'> & { operation: string }) =>
  operation === 'CREATE' || operation === 'FAIL'
    ? sourceOf(direction, fsm, books)
    : `${fsm?.id} ${books?.id}`;

const sourceOf = (direction: string, fsm: { id: string } | null, books: { id: string } | null) =>
  direction === 'TO_BOOKS' ? fsm?.id : books?.id;

/** Edits on both sides, records new on each, and some that are left as they are. */
async function edited(zoho: ZohoOrganization, connection: Connected) {
  const [one, two, three] = await connection.links();
  await zoho.editPart(one?.fsm?.id ?? '', { Unit_Price: 77 });
  await zoho.editItem(two?.books?.id ?? '', { rate: 78 });
  const part = await zoho.addPart({ Name: 'Made in FSM' });
  const item = await zoho.addItem({ name: 'Made in Books' });
  return { one, two, three, part, item };
}

describe('a preview that is applied', () => {
  it('does exactly what it has shown when nothing has changed since', async () => {
    const zoho = await bench.organization({ services: 5, items: 5, overlap: 2 });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    await edited(zoho, connection);
    const preview = await connection.special.preview();
    expect(preview).toMatchObject({ state: 'READY', error: null, adopted: 0 });
    const shown = await connection.special.shown(preview.id);
    expect(shown.map(({ operation }) => operation).sort()).toEqual(['CREATE', 'CREATE', 'UPDATE', 'UPDATE']);
    await zoho.forgetCalls();
    const run = await connection.apply(preview.id);
    expect(run).toMatchObject({ state: 'SUCCEEDED', trigger: 'MANUAL' });
    const log = await connection.log(run.id);
    expect(
      deedsOf(log.map((row) => ({ ...row, fields: row.operation === 'CREATE' ? [] : row.fields }))),
    ).toEqual(deedsOf(shown));
    expect(log.map(({ outcome }) => outcome).sort()).toEqual(['CREATED', 'CREATED', 'UPDATED', 'UPDATED']);
    const { calls } = await zoho.stats();
    expect(writesOf(calls)).toBe(4);
    const made = run.apiCalls;
    expect(made.booksWrites + made.fsmWrites).toBe(4);
    expect(preview.calls.books).toBeGreaterThanOrEqual(made.booksWrites);
    expect(preview.calls.fsm).toBeGreaterThanOrEqual(made.fsmWrites);
    await expectHonestCounts(connection, run);
    await expectEqualSides(zoho, connection);
    await zoho.advance(600_000);
    await expectQuietSync(zoho, connection);
  });

  it('makes companies with their contacts, and what was made inactive, as it has shown them', async () => {
    const zoho = await bench.organization({ services: 1, items: 1 });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    const company = await addCompany(zoho, { Company_Name: 'Oak Works' });
    const contact = { Last_Name: 'Oak', Company: company };
    await addContact(zoho, { ...contact, First_Name: 'Ann', Email: 'ann@oak.example' });
    await addContact(zoho, { ...contact, First_Name: 'Bob', Email: 'bob@oak.example' });
    await addContact(zoho, { First_Name: 'Cat', Last_Name: 'Alone', Email: 'cat@alone.example' });
    await addCustomer(zoho, {
      contact_name: 'Elm Works',
      company_name: 'Elm Works',
      contact_persons: [
        { first_name: 'Eve', last_name: 'Elm', email: 'eve@elm.example', is_primary_contact: true },
      ],
    });
    const [link] = await connection.links();
    await zoho.books('POST', `/items/${link?.books?.id}/inactive`);
    const preview = await connection.special.preview();
    const shown = await connection.special.shown(preview.id);
    const run = await connection.apply(preview.id);
    const log = await connection.log(run.id);
    expect(log.filter(({ reason }) => reason !== null)).toEqual([]);
    expect(log.map(({ operation, direction }) => `${operation} ${direction}`).sort()).toEqual(
      shown.map(({ operation, direction }) => `${operation} ${direction}`).sort(),
    );
    expect(shown.map(({ kind, operation }) => `${kind} ${operation}`).sort()).toEqual([
      'business CREATE',
      'business CREATE',
      'individual CREATE',
      'items DEACTIVATE',
      'person CREATE',
      'person CREATE',
      'person CREATE',
    ]);
    const { booksReads, booksWrites, fsmReads, fsmWrites } = run.apiCalls;
    expect([booksWrites, fsmWrites].every((writes) => writes > 0)).toBe(true);
    expect(preview.calls.books).toBeGreaterThanOrEqual(booksWrites);
    expect(preview.calls.fsm).toBeGreaterThanOrEqual(fsmWrites);
    expect(booksReads + fsmReads).toBeGreaterThan(0);
    await zoho.advance(600_000);
    await expectQuietParties(zoho, connection);
  });

  it('shows also what needs a confirmation, which applying it asks for', async () => {
    const zoho = await bench.organization({ items: 14 });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    for (const { books } of (await connection.links()).slice(0, 12)) {
      await zoho.books('POST', `/items/${books?.id}/inactive`);
    }
    const preview = await connection.special.preview();
    expect(preview).toMatchObject({ state: 'READY', error: null });
    expect(await connection.special.shown(preview.id, ['DEACTIVATE'])).toHaveLength(12);
    const stopped = await connection.apply(preview.id);
    expect(stopped).toMatchObject({ state: 'FAILED', error: { code: 'DEACTIVATION_GUARD' } });
    const answer = await connection.trySync({ previewId: preview.id, confirmDeactivations: true });
    if (answer.__typename !== 'SyncRun') throw new Error(`not applied: ${JSON.stringify(answer)}`);
    const run = await connection.ended(answer.id);
    expect(run.pairs.find(({ pair }) => pair === 'ITEMS')?.toFsm.deactivated).toBe(12);
  });

  it('leaves out whatever has changed since, and the next sync takes that up', async () => {
    const zoho = await bench.organization({ services: 6, items: 6, overlap: 2 });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    const { one, two, three, part, item } = await edited(zoho, connection);
    const links = await connection.links();
    const gone = links.at(-1);
    await zoho.editItem(gone?.books?.id ?? '', { rate: 5 });
    const preview = await connection.special.preview();
    expect(await connection.special.shown(preview.id)).toHaveLength(5);
    await zoho.advance(60_000);
    await zoho.editPart(one?.fsm?.id ?? '', { Unit_Price: 87 });
    await zoho.editItem(two?.books?.id ?? '', { rate: 88 });
    await zoho.editPart(part, { Description: 'Said meanwhile' });
    await zoho.editPart(three?.fsm?.id ?? '', { Description: 'Not part of the preview' });
    await zoho.deletePart(gone?.fsm?.id ?? '');
    const late = await zoho.addItem({ name: 'Made meanwhile' });
    const run = await connection.apply(preview.id);
    const log = await connection.log(run.id);
    const done = log.filter(({ outcome }) => outcome === 'CREATED' || outcome === 'UPDATED');
    expect(done.map(({ books }) => books?.id)).toEqual([item]);
    const leftOut = log.filter(({ reason }) => reason?.code === 'CHANGED_SINCE_PREVIEW');
    expect(new Set(leftOut.map(({ fsm, books }) => fsm?.id ?? books?.id))).toEqual(
      new Set([one?.fsm?.id, two?.fsm?.id, part, three?.fsm?.id, late]),
    );
    expect(log.find(({ fsm }) => fsm?.id === gone?.fsm?.id)).toMatchObject({ outcome: 'SKIPPED' });
    await zoho.advance(600_000);
    const next = await connection.sync();
    expect(next.pairs[0]).toMatchObject({
      toBooks: { created: 1, updated: 2 },
      toFsm: { created: 1, updated: 1 },
    });
    expect((await zoho.items()).find(({ item_id }) => item_id === one?.books?.id)).toMatchObject({
      rate: 87,
    });
    expect(await zoho.part(two?.fsm?.id ?? '')).toMatchObject({ Unit_Price: 88 });
  });

  it('is refused once it is older than an hour, and forgotten soon after', async () => {
    const zoho = await bench.organization({ services: 1 });
    const { connection } = await bench.synced(zoho);
    const preview = await connection.special.preview();
    expect(Date.parse(preview.validUntil ?? '') - Date.parse(preview.endedAt ?? '')).toBe(HOUR_MS);
    const left = (await connection.state()).manualSyncsLeftToday;
    bench.clock.advance(HOUR_MS + 1_000);
    expect(await connection.trySync({ previewId: preview.id })).toMatchObject({ code: 'PREVIEW_EXPIRED' });
    expect((await connection.state()).manualSyncsLeftToday).toBe(left);
    await expect
      .poll(async () => (await connection.special.readPreview(preview.id)) === null, { timeout: 30_000 })
      .toBe(true);
    const uuid = Buffer.from(preview.id, 'base64')
      .toString('utf8')
      .replace(/^SyncPreview:/, '');
    expect(JSON.stringify(await bench.dump(['SyncRun', 'RunPair', 'RunRecord']))).not.toContain(uuid);
    expect(await connection.trySync({ previewId: preview.id })).toMatchObject({ code: 'PREVIEW_EXPIRED' });
  });

  it('is refused for another connection, and while it is not ready', async () => {
    const [here, there] = await bench.organizations([{ services: 1 }, { services: 1 }]);
    if (here === undefined || there === undefined) throw new Error('an organisation lacks');
    const { connection } = await bench.synced(here);
    const { connection: other } = await bench.synced(there);
    const preview = await connection.special.preview();
    expect(await other.trySync({ previewId: preview.id })).toMatchObject({ code: 'PREVIEW_EXPIRED' });
    expect(await connection.trySync({ previewId: connection.id })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

/** Tables that only a preview's own rows may change in. */
const KEPT = [
  'RecordLink',
  'PendingRecord',
  'Watermark',
  'Intent',
  'ParkedRecord',
  'MappingVersion',
  'StagedRecord',
  'Notification',
];

describe('a preview', () => {
  it('writes nothing anywhere', async () => {
    const zoho = await bench.organization({
      services: 4,
      items: 4,
      overlap: 2,
      companies: 3,
      customers: 3,
      contacts: 2,
    });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    await edited(zoho, connection);
    const before = await bench.dump(KEPT);
    const { nextSyncAt } = await connection.state();
    await zoho.forgetCalls();
    const preview = await connection.special.preview();
    expect(preview.state).toBe('READY');
    const { calls } = await zoho.stats();
    expect(writesOf(calls)).toBe(0);
    expect(await bench.dump(KEPT)).toEqual(before);
    expect((await connection.state()).nextSyncAt).toBe(nextSyncAt);
    const state = await connection.special.state();
    expect(state.runs.nodes.map(({ mode }) => mode)).toEqual(['SYNC']);
    expect(state.lastRun).toMatchObject({ mode: 'SYNC' });
  });

  it.each(['CLONE', 'OVERWRITE'] as const)(
    'before enabling shows what the first sync does under %s',
    async (policy) => {
      const zoho = await bench.organization({
        services: 4,
        items: 4,
        companies: 3,
        contacts: 4,
        customers: 4,
        overlap: 2,
      });
      await zoho.patch({ allowDuplicateNames: true });
      const connection = await bench.connect(zoho);
      const before = await bench.dump(KEPT);
      const preview = await connection.special.preview(policy);
      expect(preview).toMatchObject({ state: 'READY', duplicatePolicy: policy });
      expect(await bench.dump(KEPT)).toEqual(before);
      const shown = await connection.special.shown(preview.id);
      const run = await connection.enable(policy);
      const log = await connection.log(run.id);
      // What a service refuses shows itself only then; what it would refuse for sure is foreseen.
      const foreseen = new Set(shown.filter(({ operation }) => operation === 'FAIL').map(ends));
      const deeds = (rows: readonly (PreviewRow | LogRow)[]) =>
        rows
          .map((row) =>
            'outcome' in row && row.outcome === 'FAILED' && foreseen.has(ends(row))
              ? { ...row, operation: 'FAIL' }
              : row,
          )
          .map(
            ({ operation, direction, ...row }) =>
              `${operation} ${direction} ${ends({ operation, direction, ...row })}`,
          )
          .sort();
      expect(deeds(shown)).toEqual(deeds(log.filter(({ outcome }) => outcome !== 'UNCHANGED')));
      const sum = (direction: string) =>
        preview.counts
          .filter((each) => each.direction === direction)
          .reduce((all, { created }) => all + created, 0);
      const created = (direction: string) =>
        shown.filter((row) => row.operation === 'CREATE' && row.direction === direction).length;
      expect([sum('TO_BOOKS'), sum('TO_FSM')]).toEqual([created('TO_BOOKS'), created('TO_FSM')]);
      expect(created('TO_BOOKS') + created('TO_FSM')).toBeGreaterThan(4);
      // It cannot be applied: sync was enabled since, and the first run has done it.
      await zoho.advance(600_000);
      await expectQuietParties(zoho, connection);
    },
  );

  it('counts the persons of companies that would be created', async () => {
    const zoho = await bench.organization({});
    const company = await addCompany(zoho, { Company_Name: 'Oak & Sons' });
    await addContact(zoho, {
      First_Name: 'Ann',
      Last_Name: 'Oak',
      Email: 'ann@oak.example',
      Company: company,
    });
    await addContact(zoho, {
      First_Name: 'Bob',
      Last_Name: 'Oak',
      Email: 'bob@oak.example',
      Company: company,
    });
    await addCustomer(zoho, {
      contact_name: 'Elm Ltd',
      company_name: 'Elm Ltd',
      contact_persons: [
        { first_name: 'Eve', last_name: 'Elm', email: 'eve@elm.example', is_primary_contact: true },
      ],
    });
    const connection = await bench.connect(zoho);
    const preview = await connection.special.preview('OVERWRITE');
    const created = preview.counts
      .filter(({ created }) => created > 0)
      .map(({ kind, direction, created }) => [kind, direction, created]);
    expect(created.sort()).toEqual([
      ['business', 'TO_BOOKS', 1],
      ['business', 'TO_FSM', 1],
      ['person', 'TO_BOOKS', 2],
      ['person', 'TO_FSM', 1],
    ]);
  });
});

describe('suggestions', () => {
  it('name customers that would be created twice, and linked by a person they are not', async () => {
    const zoho = await bench.organization({});
    const oak = await addCompany(zoho, { Company_Name: 'Oak & Sons, Inc.' });
    const elm = await addCompany(zoho, { Company_Name: 'Elm Engineering Works' });
    await addCompany(zoho, { Company_Name: 'Nobody else' });
    const oakThere = await addCustomer(zoho, {
      contact_name: 'Oak and Sons LLC',
      company_name: 'Oak and Sons LLC',
    });
    const elmThere = await addCustomer(zoho, {
      contact_name: 'Elm Enginering Works',
      company_name: 'Elm Enginering Works',
    });
    const connection = await bench.connect(zoho);
    const preview = await connection.special.preview('OVERWRITE');
    await zoho.forgetCalls();
    const { nodes, examined, problem, endCursor } = await connection.special.suggestions(preview.id);
    expect({ examined, problem, endCursor }).toEqual({ examined: 3, problem: null, endCursor: null });
    expect(writesOf((await zoho.stats()).calls)).toBe(0);
    expect(nodes.map(({ fsm, books }) => [fsm.id, books.id]).sort()).toEqual(
      [
        [oak, oakThere],
        [elm, elmThere],
      ].sort(),
    );
    expect(JSON.stringify(nodes)).not.toMatch(/oak|elm/i);
    // Page by page.
    const first = await connection.special.suggestions(preview.id, { first: 1 });
    expect(first).toMatchObject({ examined: 1, endCursor: expect.any(String) });
    const rest = await connection.special.suggestions(preview.id, { first: 5, after: first.endCursor });
    expect(rest.examined).toBe(2);
    for (const { fsm, books } of nodes) {
      const answer = await connection.special.linkRecords({
        fsmModule: 'Companies',
        fsmId: fsm.id,
        booksId: books.id,
      });
      expect(answer.__typename).toBe('RecordLink');
    }
    const again = await connection.special.preview('OVERWRITE');
    expect((await connection.special.shown(again.id, ['CREATE'])).length).toBe(1);
    expect((await connection.special.suggestions(again.id)).nodes).toEqual([]);
  });
});

async function expectQuietParties(zoho: ZohoOrganization, connection: Connected) {
  await connection.sync();
  await zoho.advance(600_000);
  await zoho.forgetCalls();
  await connection.sync();
  expect(writesOf((await zoho.stats()).calls)).toBe(0);
}
