/** Enabling sync, once, and cancelling a run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from './harness.ts';
import { expectEqualSides, expectHonestCounts, expectQuietSync } from './oracle.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

/** Every call to Books takes its time, so that a run is sure to be under way. */
const slowBooks = (zoho: ZohoOrganization) =>
  zoho.fault({ product: 'books', method: 'GET', effect: { kind: 'delay', ms: 300 } });

describe('enabling', () => {
  it('[E1] happens once; a second attempt is refused and changes nothing', async () => {
    const zoho = await bench.organization({ services: 2, items: 2 });
    const { connection, run } = await bench.synced(zoho, 'OVERWRITE');
    const before = await connection.state();
    expect(await connection.tryEnable('CLONE')).toMatchObject({ code: 'ALREADY_ENABLED' });
    expect(await connection.state()).toEqual(before);
    expect(before.lastRun?.id).toBe(run.id);
  });

  it('[E1] [E9] begins one first sync however often it is asked for at the same moment', async () => {
    const zoho = await bench.organization({ services: 2, items: 2 });
    const connection = await bench.connect(zoho);
    await slowBooks(zoho);
    const answers = await Promise.all([
      connection.tryEnable('OVERWRITE'),
      connection.tryEnable('CLONE'),
      connection.tryEnable('OVERWRITE'),
    ]);
    expect(answers.filter(({ __typename }) => __typename === 'Connection')).toHaveLength(1);
    expect(answers.filter((answer) => 'code' in answer && answer.code === 'ALREADY_ENABLED')).toHaveLength(2);
    await zoho.clearFaults();
    await connection.until(({ activeRun }) => activeRun === null, 'the end of the run');
    await expectEqualSides(zoho, connection);
  });

  it('[E3] needs a duplicate policy', async () => {
    const zoho = await bench.organization({ services: 1 });
    const connection = await bench.connect(zoho);
    const answer = await bench.api.ask(
      'mutation ($id: ID!) { enableSync(input: { connectionId: $id }) { __typename } }',
      { id: connection.id },
    );
    expect(answer.errors).toHaveLength(1);
    expect(await connection.state()).toMatchObject({
      status: 'SETUP',
      duplicatePolicy: null,
      activeRun: null,
    });
  });

  it('is needed before anything is synced', async () => {
    const zoho = await bench.organization({ services: 1 });
    const connection = await bench.connect(zoho);
    expect(await connection.trySync()).toMatchObject({ code: 'NOT_ENABLED' });
    expect(await zoho.items()).toEqual([]);
  });

  it('makes no connection with a credential that Zoho refuses, and none twice', async () => {
    const zoho = await bench.organization({ services: 1 });
    const wrong = { ...zoho.credentials, refreshToken: '1000.wrong' };
    await expect(bench.connect(Object.assign(Object.create(zoho), { credentials: wrong }))).rejects.toThrow(
      /REAUTHORISATION_REQUIRED/,
    );
    await bench.connect(zoho);
    await expect(bench.connect(zoho)).rejects.toThrow(/VALIDATION_FAILED.*connected already/);
  });
});

describe('cancelling', () => {
  it('[L2] stops a run in its midst with counts that tell what was done; a later one completes it without doubles', async () => {
    const zoho = await bench.organization({ services: 30, items: 40, overlap: 10 });
    const connection = await bench.connect(zoho);
    // Two at once and each slow: the run is sure to last.
    await zoho.control('POST', '/limits', { concurrent: 2 });
    await zoho.fault({ method: 'POST', effect: { kind: 'delay', ms: 150 } });
    const runId = await connection.begin();
    await connection.until(
      ({ activeRun }) => (activeRun?.pairs[0]?.toFsm.created ?? 0) >= 3,
      'a run in its midst',
    );
    expect(await connection.cancel(runId)).toMatchObject({ __typename: 'SyncRun', id: runId });
    const cancelled = await connection.ended(runId);
    expect(cancelled.state).toBe('CANCELLED');
    const made = cancelled.pairs[0]?.toFsm.created ?? 0;
    expect(made).toBeLessThan(30);
    // What was written is logged, no more and no less.
    expect(await zoho.parts()).toHaveLength(30 + made);
    expect(await connection.logged(runId, 'CREATED')).toBe(made + (cancelled.pairs[0]?.toBooks.created ?? 0));
    await zoho.clearFaults();
    // A while later: of a create that was announced, not finding it now means that it was not made.
    bench.clock.set(Date.now() + 120_000);
    const run = await connection.sync();
    expect(run.state).toBe('SUCCEEDED');
    await expectHonestCounts(connection, run);
    expect(await zoho.items()).toHaveLength(60);
    await expectEqualSides(zoho, connection);
    await expectQuietSync(zoho, connection);
  });

  it('refuses a run that is over', async () => {
    const zoho = await bench.organization({ services: 1 });
    const { connection, run } = await bench.synced(zoho);
    expect(await connection.cancel(run.id)).toMatchObject({ code: 'RUN_NOT_ACTIVE' });
  });
});
