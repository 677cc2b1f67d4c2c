/** The checks before a sync, as a client of the API meets them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CreateTokenDocument } from '../gql/graphql.ts';
import { Api } from './api.ts';
import type { Connected, Run } from './connected.ts';
import { Bench, type Plan } from './harness.ts';
import type { ZohoOrganization } from './zoho.ts';

const MINUTE_MS = 60_000;
const THREE_HOURS_MS = 180 * MINUTE_MS;
const CRM_ROUTE = '/books/v3/settings/integrations/zohocrm';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());
// Alarms ring by the machine's clock; ours begins behind it, so that whatever is due by ours has rung.
beforeEach(() => bench.clock.set(Date.now() - 30 * 24 * 3_600_000));

const SMALL: Plan = { services: 2, items: 2 };

async function enabled(plan: Plan = SMALL) {
  const zoho = await bench.organization(plan);
  const { connection, run } = await bench.synced(zoho);
  expect(run.state).toBe('SUCCEEDED');
  return { zoho, connection, run };
}

async function tokenOf(role: 'SUPPORT' | 'OPERATOR'): Promise<Api> {
  const { createToken } = await bench.api.run(CreateTokenDocument, { input: { name: role, role } });
  if (createToken.__typename !== 'CreatedToken') throw new Error('no token');
  return new Api(bench.api.url, createToken.token);
}

const checkOf = async (connection: Connected, run: Run, code: string) =>
  (await connection.checksOf(run.id)).find((check) => check.code === code);

/** Calls for records, on either side. */
async function recordCalls(zoho: ZohoOrganization): Promise<number> {
  const { calls } = await zoho.stats();
  return calls
    .filter(({ route }) =>
      /items|itemdetails|contacts|Service_And_Parts|Products|Companies|Contacts/.test(route),
    )
    .reduce((sum, { count }) => sum + count, 0);
}

describe('[X2] a sync type other than that of the CRM integration', () => {
  it.each([
    ['a manual sync', false],
    ['an automatic one', true],
  ])(
    '[X1] [X2] makes %s fail and disables the sync, until support enables it again',
    async (_what, automatic) => {
      const { zoho, connection, run } = await enabled({ ...SMALL, crmSyncType: 'III' });
      expect(await checkOf(connection, run, 'SYNC_TYPE_MISMATCH')).toMatchObject({
        passed: true,
        source: 'ANSWERED',
      });
      await zoho.patch({ crmSync: { type: 'II' } });
      await zoho.forgetCalls();
      const failed = automatic ? await nextAutomatic(connection, run) : await connection.sync();
      expect(failed).toMatchObject({
        state: 'FAILED',
        startedAt: null,
        error: { code: 'SYNC_TYPE_MISMATCH' },
      });
      expect(failed.trigger).toBe(automatic ? 'AUTOMATIC' : 'MANUAL');
      expect(failed.error?.message).toMatch(/of Type III.*of Type II\..*support/);
      expect(await recordCalls(zoho)).toBe(0);
      const state = await connection.state();
      expect(state).toMatchObject({
        status: 'DISABLED_BY_ERROR',
        nextSyncAt: null,
        disabledReason: { code: 'SYNC_TYPE_MISMATCH', message: failed.error?.message },
        crmIntegration: { source: 'ORGANISATION', syncType: 'TYPE_II' },
      });
      expect(state.checks).toContainEqual(
        expect.objectContaining({ code: 'SYNC_TYPE_MISMATCH', passed: false }),
      );
      await expectOnlySupport(connection);
      await zoho.patch({ crmSync: { type: 'III' } });
      expect((await connection.reenable(await tokenOf('SUPPORT'), 'the type was set back')).__typename).toBe(
        'Connection',
      );
      expect(await connection.state()).toMatchObject({ status: 'ENABLED', disabledReason: null });
      expect((await connection.sync()).state).toBe('SUCCEEDED');
    },
  );

  it('[X2] is met by the first sync, too', async () => {
    const zoho = await bench.organization({ ...SMALL, crmSyncType: 'I' });
    const connection = await bench.connect(zoho);
    await zoho.patch({ crmSync: { type: 'IV' } });
    expect(await connection.enable()).toMatchObject({
      state: 'FAILED',
      error: { code: 'SYNC_TYPE_MISMATCH' },
    });
    expect(await connection.state()).toMatchObject({ status: 'DISABLED_BY_ERROR' });
    expect(await zoho.parts()).toHaveLength(2);
  });

  it('[X2] is not judged, and said so, where the organisation does not tell', async () => {
    const zoho = await bench.organization(
      { ...SMALL, crmSyncType: 'III' },
      { switches: { booksShowsCrmIntegration: false } },
    );
    const { connection, run } = await bench.synced(zoho);
    expect(run.state).toBe('SUCCEEDED');
    expect(await checkOf(connection, run, 'SYNC_TYPE_MISMATCH')).toMatchObject({
      passed: null,
      source: 'DECLARED',
    });
    expect(await connection.state()).toMatchObject({ crmIntegration: { source: 'DECLARED', running: null } });
  });
});

/** X1: whoever is not of support. */
async function expectOnlySupport(connection: Connected): Promise<void> {
  const before = await connection.state();
  const code = 'SUPPORT_REQUIRED';
  expect(await connection.tryEnable('CLONE')).toMatchObject({ code });
  expect(await connection.trySync()).toMatchObject({ code });
  expect(await connection.setAutoSync(true)).toMatchObject({ code });
  expect(await connection.setAutoSync(false)).toMatchObject({ code });
  expect(await connection.reenable(bench.api, 'an administrator asks')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await connection.reenable(await tokenOf('OPERATOR'), 'an operator asks')).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await connection.state()).toEqual(before);
}

/** Makes the automatic sync due and follows it. */
async function nextAutomatic(connection: Connected, before: Run): Promise<Run> {
  const { nextSyncAt } = await connection.state();
  bench.clock.set(Date.parse(nextSyncAt ?? ''));
  const { lastRun } = await connection.until(
    (state) => state.activeRun === null && state.lastRun?.id !== before.id,
    'an automatic sync',
  );
  if (lastRun === null) throw new Error('there was no sync');
  return lastRun;
}

describe('[X1] support', () => {
  it('[X1] gives a reason, which is kept, and keeps the distance between automatic syncs', async () => {
    const { zoho, connection } = await enabled({ ...SMALL, crmSyncType: 'III' });
    await zoho.patch({ crmSync: { type: 'II' } });
    const failed = await connection.sync();
    const support = await tokenOf('SUPPORT');
    expect(await connection.reenable(support, '  ')).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(await connection.state()).toMatchObject({ status: 'DISABLED_BY_ERROR' });
    bench.clock.advance(60 * MINUTE_MS);
    const answers = await Promise.all([1, 2].map(() => connection.reenable(support, 'Type III again')));
    expect(answers.map((answer) => ('code' in answer ? answer.code : answer.status)).sort()).toEqual([
      'ENABLED',
      'NOT_DISABLED',
    ]);
    const { nextSyncAt } = await connection.state();
    expect(Date.parse(nextSyncAt ?? '') - Date.parse(failed.endedAt ?? '')).toBe(THREE_HOURS_MS);
    const { data } = await support.ask(
      'query ($id: ID!) { auditLog(connectionId: $id) { nodes { action reason actor { name } } } }',
      { id: connection.id },
    );
    expect(data).toEqual({
      auditLog: {
        nodes: [{ action: 'supportReenable', reason: 'Type III again', actor: { name: 'SUPPORT' } }],
      },
    });
  });

  it('[X1] has nothing to enable where no error has disabled anything', async () => {
    const { connection } = await enabled();
    const support = await tokenOf('SUPPORT');
    expect(await connection.reenable(support, 'for good measure')).toMatchObject({ code: 'NOT_DISABLED' });
    const unenabled = await bench.connect(await bench.organization(SMALL));
    expect(await unenabled.reenable(support, 'for good measure')).toMatchObject({ code: 'NOT_DISABLED' });
  });
});

describe('[X3] Zoho Invoice with very many records', () => {
  it.each([
    ['items', { items: 10_001 }],
    ['customers', { customers: 10_001 }],
  ])(
    '[X3] fails at 10,001 %s before any is read, and disables the sync',
    async (what, plan) => {
      const zoho = await bench.organization({ product: 'invoice', ...plan });
      const connection = await bench.connect(zoho);
      const run = await connection.enable();
      expect(run).toMatchObject({
        state: 'FAILED',
        startedAt: null,
        error: { code: 'RECORD_LIMIT_EXCEEDED' },
      });
      expect(run.error?.message).toContain(`more than 10,000 ${what}`);
      expect(await connection.state()).toMatchObject({
        status: 'DISABLED_BY_ERROR',
        disabledReason: { code: 'RECORD_LIMIT_EXCEEDED' },
      });
      await expectOnlySupport(connection);
    },
    60_000,
  );

  it('[X3] allows 10,000 of each, and with Zoho Books any number', async () => {
    for (const plan of [
      { product: 'invoice', items: 10_000, customers: 10_000 },
      { product: 'books', items: 10_001 },
    ] as const) {
      const zoho = await bench.organization(plan);
      const connection = await bench.connect(zoho);
      // Long enough to be seen under way: what it would go on to do is not of interest here.
      await zoho.fault({ product: 'fsm', method: 'GET', effect: { kind: 'delay', ms: 300 } });
      const runId = await connection.begin();
      await connection.until(({ activeRun }) => activeRun?.startedAt != null, 'a sync that began');
      await connection.cancel(runId);
      const run = await connection.ended(runId);
      expect(run.state).toBe('CANCELLED');
      const found = await checkOf(connection, run, 'RECORD_LIMIT_EXCEEDED');
      if (plan.product === 'invoice') expect(found).toMatchObject({ passed: true, source: 'ANSWERED' });
      else expect(found).toBeUndefined();
    }
  }, 60_000);
});

describe('[X4] taxes', () => {
  it.each([
    [{ books: true, fsm: false }, 'on in Zoho Books and off in FSM'],
    [{ books: false, fsm: true }, 'on in FSM and off in Zoho Books'],
  ])(
    '[X4] that are on on one side only (%j) fail the sync, and nothing more',
    async (taxesEnabled, words) => {
      const zoho = await bench.organization(SMALL);
      const connection = await bench.connect(zoho);
      await zoho.patch({ taxesEnabled });
      const run = await connection.enable();
      expect(run).toMatchObject({ state: 'FAILED', startedAt: null, error: { code: 'TAX_MISMATCH' } });
      expect(run.error?.message).toContain(words);
      expect(await zoho.parts()).toHaveLength(2);
      const state = await connection.state();
      expect(state).toMatchObject({ status: 'ENABLED', disabledReason: null });
      expect(Date.parse(state.nextSyncAt ?? '') - Date.parse(run.endedAt ?? '')).toBe(THREE_HOURS_MS);
      // Fails again as long as it is so, and no longer.
      expect(await connection.sync()).toMatchObject({ state: 'FAILED', error: { code: 'TAX_MISMATCH' } });
      await zoho.patch({ taxesEnabled: { books: true, fsm: true } });
      const again = await connection.sync();
      expect(again.state).toBe('SUCCEEDED');
      expect(await checkOf(connection, again, 'TAX_MISMATCH')).toMatchObject({
        passed: true,
        source: 'ANSWERED',
      });
    },
  );

  it('[X4] that change later stop the sync that has something to carry, before it carries it', async () => {
    const { zoho, connection } = await enabled();
    await zoho.patch({ taxesEnabled: { books: true } });
    await zoho.addPart({ Name: 'Made after taxes were switched on' });
    await zoho.forgetCalls();
    const run = await connection.sync();
    expect(run).toMatchObject({ state: 'FAILED', error: { code: 'TAX_MISMATCH' } });
    expect((await zoho.stats()).writes).toBe(0);
    expect((await connection.state()).checks).toContainEqual(
      expect.objectContaining({ code: 'TAX_MISMATCH', passed: false, source: 'ANSWERED' }),
    );
    await zoho.patch({ taxesEnabled: { books: false } });
    expect((await connection.sync()).state).toBe('SUCCEEDED');
    expect(await zoho.items()).toHaveLength(5);
  });

  it('[X4] that change later are found by quiet syncs in turns', async () => {
    const { zoho, connection } = await enabled();
    await zoho.patch({ taxesEnabled: { fsm: true } });
    const states: string[] = [];
    for (let hours = 0; hours < 6 && !states.includes('FAILED'); hours += 1) {
      bench.clock.advance(60 * MINUTE_MS);
      await zoho.forgetCalls();
      const run = await connection.sync();
      states.push(run.state);
      expect((await zoho.stats()).reads).toBeLessThanOrEqual(8);
      if (run.state === 'FAILED') expect(run.error?.code).toBe('TAX_MISMATCH');
    }
    expect(states.at(-1)).toBe('FAILED');
  });

  it('[X4] that a side does not tell are not judged, and the run says so', async () => {
    const zoho = await bench.organization(SMALL);
    const connection = await bench.connect(zoho);
    await zoho.patch({ taxesEnabled: { books: true, fsm: false } });
    await zoho.fault({
      product: 'fsm',
      route: '/fsm/v1/settings/taxes',
      effect: { kind: 'status', status: 404, code: 'INVALID_URL_PATTERN' },
    });
    const run = await connection.enable();
    expect(run).toMatchObject({ state: 'SUCCEEDED', error: null });
    expect(await checkOf(connection, run, 'TAX_MISMATCH')).toMatchObject({
      passed: null,
      source: 'NONE',
      message: expect.stringContaining('FSM could not be asked'),
    });
  });
});

describe("[S9] while the account's CRM sync runs", () => {
  it('[S9] a manual sync is refused before it is one, and counts for nothing', async () => {
    const { zoho, connection, run } = await enabled();
    await zoho.patch({ crmSync: { type: 'IV', running: true } });
    const before = await connection.state();
    expect(await connection.trySync()).toMatchObject({
      __typename: 'ConflictError',
      code: 'CRM_SYNC_IN_PROGRESS',
    });
    const after = await connection.state();
    expect(after).toMatchObject({
      manualSyncsLeftToday: 30,
      nextSyncAt: before.nextSyncAt,
      lastRun: { id: run.id },
      crmIntegration: { running: true },
    });
    await zoho.patch({ crmSync: { running: false } });
    expect((await connection.sync()).state).toBe('SUCCEEDED');
  });

  it('[S1] [S9] a manual sync that could not be refused in time fails, and leaves the schedule as it was', async () => {
    const { zoho, connection } = await enabled();
    bench.clock.advance(60 * MINUTE_MS);
    const { nextSyncAt } = await connection.state();
    await zoho.patch({ crmSync: { type: 'IV', running: true } });
    // The question before the run is given up; the run's own is answered.
    await zoho.fault({ route: CRM_ROUTE, nth: 1, times: 3, effect: { kind: 'status', status: 500 } });
    const run = await connection.sync();
    expect(run).toMatchObject({
      trigger: 'MANUAL',
      state: 'FAILED',
      startedAt: null,
      error: { code: 'CRM_SYNC_IN_PROGRESS' },
    });
    expect(await connection.state()).toMatchObject({ status: 'ENABLED', nextSyncAt });
  });

  it('[S1] [S9] an automatic sync is tried again soon, at most for three hours, and then at the usual distance', async () => {
    const { zoho, connection, run: first } = await enabled();
    await zoho.patch({ crmSync: { type: 'IV', running: true } });
    const distances: number[] = [];
    let last = first;
    for (let tries = 1; tries <= 13; tries += 1) {
      last = await nextAutomatic(connection, last);
      expect(last).toMatchObject({
        trigger: 'AUTOMATIC',
        state: 'FAILED',
        error: { code: 'CRM_SYNC_IN_PROGRESS' },
      });
      const { nextSyncAt } = await connection.state();
      distances.push((Date.parse(nextSyncAt ?? '') - Date.parse(last.endedAt ?? '')) / MINUTE_MS);
    }
    expect(distances).toEqual([...Array(11).fill(15), 180, 180]);
    await zoho.patch({ crmSync: { running: false } });
    last = await nextAutomatic(connection, last);
    expect(last).toMatchObject({ trigger: 'AUTOMATIC', state: 'SUCCEEDED' });
  }, 120_000);

  it('[E9] [S9] enabling goes through, and its first sync is tried again', async () => {
    const zoho = await bench.organization(SMALL);
    const connection = await bench.connect(zoho);
    await zoho.patch({ crmSync: { type: 'IV', running: true } });
    const run = await connection.enable();
    expect(run).toMatchObject({ trigger: 'AUTOMATIC', error: { code: 'CRM_SYNC_IN_PROGRESS' } });
    await zoho.patch({ crmSync: { running: false } });
    expect(await nextAutomatic(connection, run)).toMatchObject({ scope: 'FULL', state: 'SUCCEEDED' });
  });
});

describe('[E5] the FSM edition', () => {
  it('[E5] without two-way sync keeps it from being enabled; another one allows it', async () => {
    const zoho = await bench.organization({ ...SMALL, edition: 'Free' });
    const connection = await bench.connect(zoho);
    expect(await connection.tryEnable('OVERWRITE')).toMatchObject({
      __typename: 'ConflictError',
      code: 'EDITION_UNSUPPORTED',
      message: expect.stringContaining('free'),
    });
    expect(await connection.state()).toMatchObject({
      status: 'SETUP',
      duplicatePolicy: null,
      activeRun: null,
    });
    await zoho.patch({ edition: 'Standard' });
    expect((await connection.enable()).state).toBe('SUCCEEDED');
  });

  it('[E5] is that which the connection knows where FSM does not tell it now', async () => {
    const zoho = await bench.organization({ ...SMALL, edition: 'Free' });
    const connection = await bench.connect(zoho);
    await zoho.fault({ product: 'fsm', route: '/fsm/v1/org', effect: { kind: 'status', status: 404 } });
    expect(await connection.tryEnable('OVERWRITE')).toMatchObject({ code: 'EDITION_UNSUPPORTED' });
  });
});

describe('a quiet sync', () => {
  it('makes no more than 8 calls of Type IV with customers and more than 200 records on each side', async () => {
    // All begin in FSM, where each has the e-mail address that it must have there.
    const plan = { services: 120, parts: 120, companies: 60, contacts: 250 };
    const zoho = await bench.organization({ ...plan, crmSyncType: 'IV' });
    const { connection, run } = await bench.synced(zoho);
    expect(await connection.log(run.id, ['FAILED'])).toEqual([]);
    // What was made just now is looked at once more until it is seen in lists.
    await zoho.advance(600_000);
    await connection.sync();
    await zoho.advance(600_000);
    for (let round = 0; round < 3; round += 1) {
      await zoho.forgetCalls();
      expect((await connection.sync()).state).toBe('SUCCEEDED');
      const { reads, writes, calls } = await zoho.stats();
      expect({ writes, calls, few: reads <= 8 }).toMatchObject({ writes: 0, few: true });
      // An hour later one setting has its turn as well.
      bench.clock.advance(60 * MINUTE_MS);
    }
  }, 120_000);
});
