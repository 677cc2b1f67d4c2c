/** Probes and account questions against the sandbox. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAccountClient } from '../../src/zoho/account.ts';
import { capabilitiesFromJson } from '../../src/zoho/capabilities.ts';
import { probeCapabilities } from '../../src/zoho/probes.ts';
import { SandboxBench, type SharedClock, UNLIMITED_ALL as unlimited } from './sandbox-bench.ts';
import { never } from './surroundings.ts';

let bench: SandboxBench;
let harness: SandboxBench['harness'];
let clock: SharedClock;
const session = () => bench.session();

beforeEach(async () => {
  bench = await SandboxBench.open();
  ({ harness, clock } = bench);
});
afterEach(() => bench.close());

describe('probes', () => {
  const probe = async () => probeCapabilities(session(), never);

  test('find an organisation that can do all, with at most seven calls and no write', async () => {
    await harness.control('POST', '/limits', unlimited);
    await harness.patch({
      capabilities: { fsmSortBy: true, booksModifiedFilter: true, uniqueField: true, hidePii: false },
    });
    await clock.sleep(5_000, never);
    await harness.fsmItem({ Name: 'Newest' });
    await harness.control('DELETE', '/stats');
    expect(await probe()).toMatchObject({
      fsmSortBy: true,
      booksModifiedFilter: true,
      uniqueFieldItems: 'cf_fieldledger_id',
      hidesPii: false,
    });
    const stats = await harness.stats();
    expect(stats.writes).toBe(0);
    expect(stats.reads).toBeLessThanOrEqual(7);
  });

  test('find one that can do none', async () => {
    await harness.control('POST', '/limits', unlimited);
    await harness.patch({
      capabilities: { fsmSortBy: false, booksModifiedFilter: false, uniqueField: false },
    });
    expect(await probe()).toMatchObject({
      fsmSortBy: false,
      booksModifiedFilter: false,
      uniqueFieldItems: null,
    });
  });

  test('what was stored before there were customers is still good', () => {
    const old = {
      fsmSortBy: true,
      booksModifiedFilter: null,
      uniqueFieldItems: 'cf_key',
      hidesPii: false,
      probedAtMs: 5,
    };
    expect(capabilitiesFromJson(old)).toEqual({ ...old, uniqueFieldContacts: null, processSync: null });
  });

  test('what was stored is read back, and anything else is as if never probed', async () => {
    await harness.control('POST', '/limits', unlimited);
    const found = await probe();
    expect(capabilitiesFromJson(JSON.parse(JSON.stringify(found)))).toEqual(found);
    expect(capabilitiesFromJson({ fsmSortBy: 'yes' })).toBeNull();
  });
});

describe('the account', () => {
  test('tells what the making of a connection needs', async () => {
    const account = bench.keep(openAccountClient(bench.options()));
    const { booksOrganizationId } = harness.organization;
    expect((await account.listOrganizations(never)).map((row) => row.organizationId)).toEqual([
      booksOrganizationId,
    ]);
    expect(await account.organization(never)).toMatchObject({
      organizationId: booksOrganizationId,
      timeZone: 'America/New_York',
      currencyCode: 'USD',
      planName: expect.any(String),
      version: 'us',
    });
    expect(await account.fsmOrganization(never)).toMatchObject({
      timeZone: 'America/New_York',
      edition: expect.any(String),
    });
    expect((await account.currencies(never)).filter((currency) => currency.base)).toHaveLength(1);
    expect(await account.taxes(never)).toEqual(expect.any(Array));
  });

  test('tells which fields are marked, in both products [P1]', async () => {
    await harness.patch({ pii: true }, '/fields/books/items/sku');
    await harness.patch({ ephi: true }, '/fields/fsm/Service_And_Parts/SKU');
    const account = bench.keep(openAccountClient(bench.options()));
    const books = await account.booksFields('item', never);
    const fsm = await account.fsmFields('Service_And_Parts', never);
    expect(books?.find((field) => field.apiName === 'sku')).toMatchObject({ pii: true, ephi: false });
    expect(books?.find((field) => field.apiName === 'name')).toMatchObject({ pii: false, mandatory: true });
    expect(fsm?.find((field) => field.apiName === 'SKU')).toMatchObject({ pii: false, ephi: true });
  });

  test('reads the documented metadata of FSM where the fuller one is out of reach', async () => {
    await harness.control('POST', '/faults', {
      product: 'fsm',
      route: '/fsm/v1/settings/fields',
      effect: { kind: 'status', status: 401, code: 'OAUTH_SCOPE_MISMATCH' },
    });
    const account = bench.keep(openAccountClient(bench.options()));
    const fsm = await account.fsmFields('Service_And_Parts', never);
    await harness.control('DELETE', '/faults');
    expect(fsm?.find((field) => field.apiName === 'Name')).toMatchObject({
      mandatory: true,
      dataType: 'text',
    });
  });

  test('an organisation of the other product is one that the login cannot see there', async () => {
    const given = bench.options();
    const connection = { ...given.connection, product: 'INVOICE' } as const;
    const account = bench.keep(openAccountClient({ ...given, connection }));
    expect(await account.organization(never)).toBeNull();
  });

  test('an organisation the login cannot see is null', async () => {
    const given = bench.options();
    const account = bench.keep(
      openAccountClient({
        ...given,
        connection: { ...given.connection, booksOrganizationId: '1' },
      }),
    );
    expect(await account.organization(never)).toBeNull();
  });
});
