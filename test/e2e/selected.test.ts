/** Runs of chosen records: failed ones once more, and one that a person asks for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from './harness.ts';
import { expectEqualSides } from './oracle.ts';
import {
  addCompany,
  addContact,
  addCustomer,
  customer,
  customers,
  editCustomer,
  editFsm,
  fsmRecords,
} from './parties.ts';
import { writesOf } from './zoho.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

describe('retryFailed', () => {
  it('does the failed records of the run, and only those', async () => {
    const zoho = await bench.organization({ services: 3, items: 3 });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    const part = await zoho.addPart({ Name: 'Refused for now' });
    const refusal = { kind: 'status', status: 400, code: 1002 };
    await zoho.fault({ product: 'books', method: 'POST', effect: refusal });
    const failed = await connection.sync();
    expect(failed.state).toBe('SUCCEEDED_WITH_FAILURES');
    await zoho.clearFaults();
    const [other] = await connection.links();
    await zoho.editItem(other?.books?.id ?? '', { rate: 4321 });
    const { nextSyncAt, manualSyncsLeftToday } = await connection.state();
    await zoho.forgetCalls();
    const runId = await connection.special.retry(failed.id);
    const run = await connection.ended(runId);
    expect(run).toMatchObject({ state: 'SUCCEEDED', trigger: 'RETRY', scope: 'RETRY' });
    expect((await connection.log(runId)).map(({ fsm, outcome }) => [fsm?.id, outcome])).toEqual([
      [part, 'CREATED'],
    ]);
    expect(writesOf((await zoho.stats()).calls)).toBe(1);
    expect(await connection.state()).toMatchObject({ nextSyncAt, manualSyncsLeftToday });
    // The other edit is still to come.
    await zoho.advance(600_000);
    expect((await connection.sync()).pairs[0]?.toFsm.updated).toBe(1);
    await expectEqualSides(zoho, connection);
    expect(await connection.special.tryRetry(runId)).toMatchObject({ code: 'VALIDATION_FAILED' });
  });
});

describe('syncRecord', () => {
  it('brings one edit over and nothing else', async () => {
    const zoho = await bench.organization({ services: 3, items: 3 });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    const [one, two] = await connection.links();
    await zoho.editPart(one?.fsm?.id ?? '', { Unit_Price: 41 });
    await zoho.editPart(two?.fsm?.id ?? '', { Unit_Price: 42 });
    await zoho.addItem({ name: 'New, and not asked for' });
    await zoho.forgetCalls();
    const runId = await connection.special.record({ booksId: one?.books?.id ?? '' });
    await connection.ended(runId);
    expect(writesOf((await zoho.stats()).calls)).toBe(1);
    expect(await zoho.item(one?.books?.id ?? '')).toMatchObject({ rate: 41 });
    await zoho.advance(600_000);
    const next = await connection.sync();
    expect(next.pairs[0]).toMatchObject({ toBooks: { updated: 1 }, toFsm: { created: 1 } });
    await expectEqualSides(zoho, connection);
  });

  it('refuses a record that it cannot find, and says what is missing', async () => {
    const zoho = await bench.organization({ services: 1 });
    const { connection } = await bench.synced(zoho);
    const part = await zoho.addPart({ Name: 'Not linked' });
    expect(await connection.special.tryRecord({ fsmId: part })).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: expect.stringContaining('Service_And_Parts'),
    });
    expect(await connection.special.tryRecord({})).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(await connection.special.tryRecord({ booksId: '1', module: 'contact_persons' })).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    const runId = await connection.special.record({ fsmId: part, module: 'Service_And_Parts' });
    await connection.ended(runId);
    expect((await connection.link({ fsmId: part }))?.books).not.toBeNull();
  });

  it.each(['OVERWRITE', 'CLONE'] as const)(
    'takes a new record as a sync under %s does when the other side has its namesake',
    async (policy) => {
      const zoho = await bench.organization({});
      await zoho.patch({ allowDuplicateNames: true });
      const { connection } = await bench.synced(zoho, policy);
      const company = await addCompany(zoho, { Company_Name: 'Oak Works' });
      const twin = await addCustomer(zoho, { contact_name: 'Oak Works', company_name: 'Oak Works' });
      const runId = await connection.special.record({ fsmId: company, module: 'Companies' });
      await connection.ended(runId);
      const link = await connection.link({ fsmId: company });
      const all = await customers(zoho);
      if (policy === 'OVERWRITE') {
        expect(link?.books?.id).toBe(twin);
        expect(all).toHaveLength(1);
      } else {
        // Only what was asked for is replicated.
        expect(link?.books?.id).not.toBe(twin);
        expect(all).toHaveLength(2);
        expect(await connection.link({ booksId: twin })).toBeNull();
      }
      expect(await fsmRecords(zoho, 'Companies')).toHaveLength(1);
    },
  );

  it('brings over one contact person, and not its customer or the others', async () => {
    const zoho = await bench.organization({});
    const company = await addCompany(zoho, { Company_Name: 'Elm Works' });
    const ann = await addContact(zoho, {
      First_Name: 'Ann',
      Last_Name: 'Elm',
      Email: 'ann@elm.example',
      Company: company,
    });
    const bob = await addContact(zoho, {
      First_Name: 'Bob',
      Last_Name: 'Elm',
      Email: 'bob@elm.example',
      Company: company,
    });
    const { connection } = await bench.synced(zoho);
    await zoho.advance(600_000);
    const link = await connection.link({ fsmId: ann });
    const customerId = (await connection.link({ fsmId: company }))?.books?.id ?? '';
    await editFsm(zoho, 'Contacts', ann, { Last_Name: 'Ash' });
    await editFsm(zoho, 'Contacts', bob, { Last_Name: 'Birch' });
    const cat = await addContact(zoho, {
      First_Name: 'Cat',
      Last_Name: 'Elm',
      Email: 'cat@elm.example',
      Company: company,
    });
    await connection.ended(await connection.special.record({ booksId: link?.books?.id ?? '' }));
    const lastNames = async () =>
      ((await customer(zoho, customerId)).contact_persons as { last_name: string }[])
        .map(({ last_name }) => last_name)
        .sort();
    expect(await lastNames()).toEqual(['Ash', 'Elm']);
    await connection.ended(await connection.special.record({ fsmId: cat, module: 'Contacts' }));
    expect(await lastNames()).toEqual(['Ash', 'Elm', 'Elm']);
    await zoho.advance(600_000);
    await connection.sync();
    expect(await lastNames()).toEqual(['Ash', 'Birch', 'Elm']);
    await editCustomer(zoho, customerId, { website: 'https://elm.example' });
  });
});
