/** Applying a preview does what it has shown, and nothing else. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './harness.ts';
import { expectEqualSides, expectHonestCounts, expectQuietSync } from './oracle.ts';
import { addCompany, addContact, addCustomer } from './parties.ts';
import { deedsOf, edited, expectQuietParties } from './preview-deeds.ts';
import { writesOf } from './zoho.ts';

const HOUR_MS = 3_600_000;

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.clock.set(Date.now() - 30 * 24 * HOUR_MS));

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
      'COMPANY CREATE',
      'COMPANY CREATE',
      'CONTACT CREATE',
      'CONTACT_PERSON CREATE',
      'CONTACT_PERSON CREATE',
      'CONTACT_PERSON CREATE',
      'ITEM DEACTIVATE',
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
