import { afterAll, beforeAll, expect, test } from 'vitest';
import { SandboxListenError, startSandbox } from '../../src/sandbox/index.ts';
import { partName, serviceName } from '../../src/sandbox/seed/names.ts';
import { Harness } from './harness.ts';

const PLAN = { services: 40, parts: 60, items: 80, overlap: 30 };

let zoho: Harness;

beforeAll(async () => {
  zoho = await Harness.start(PLAN, { seed: 'a' });
});
afterAll(() => zoho.close());

async function everything() {
  const books = (await zoho.books('GET', '/items')).body.items;
  const fsm = (await zoho.fsm('GET', '/Service_And_Parts')).body.data;
  return { organization: zoho.organization, books, fsm };
}

test('the same seed makes the same world, another one another', async () => {
  await zoho.reset({ seed: 'a', organizations: [PLAN] });
  const first = await everything();
  await zoho.reset({ seed: 'b', organizations: [PLAN] });
  const other = await everything();
  await zoho.reset({ seed: 'a', organizations: [PLAN] });
  expect(await everything()).toEqual(first);
  expect(other.organization).not.toEqual(first.organization);
  expect(other.books).not.toEqual(first.books);
});

test('overlap pairs share their name and type, some their content, none their time; all names are unique', async () => {
  await zoho.reset({ seed: 'a', organizations: [PLAN] });
  const { books, fsm } = await everything();
  const byName = new Map<string, Record<string, unknown>>(
    fsm.map((row: { Name: string }) => [row.Name, row]),
  );
  expect(byName.size).toBe(100);
  expect(new Set(books.map((item: { name: string }) => item.name)).size).toBe(80);
  const pairs = books.flatMap((item: Record<string, unknown>) => {
    const row = byName.get(String(item.name));
    return row === undefined ? [] : [{ item, row }];
  });
  expect(pairs).toHaveLength(30);
  const equal = pairs.filter(
    ({ item, row }: Record<'item' | 'row', Record<string, unknown>>) =>
      item.rate === row.Unit_Price && item.description === (row.Description ?? ''),
  );
  expect(equal.length).toBeGreaterThan(0);
  expect(equal.length).toBeLessThan(30);
  for (const { item, row } of pairs) {
    expect(item.product_type).toBe(row.Type === 'Service' ? 'service' : 'goods');
    expect(Date.parse(item.last_modified_time.replace(/(\d\d)$/, ':$1'))).not.toBe(
      Date.parse(row.Modified_Time),
    );
  }
  const types = fsm.filter((row: { Type: string }) => row.Type === 'Service');
  expect(types).toHaveLength(40);
});

test('generated times lie before now, also a now of the reset', async () => {
  await zoho.reset({ seed: 'a', now: '2024-03-01T00:00:00Z', organizations: [PLAN] });
  const { fsm } = await everything();
  for (const row of fsm)
    expect(Date.parse(row.Modified_Time)).toBeLessThan(Date.parse('2024-03-01T00:00:00Z'));
  const { body } = await zoho.control('GET', '/clock');
  expect(body.now.slice(0, 10)).toBe('2024-03-01');
  await zoho.reset({ seed: 'a', organizations: [PLAN] });
  expect((await zoho.control('GET', '/clock')).body.now.slice(0, 4)).not.toBe('2024');
});

test('names do not repeat, also beyond all combinations', () => {
  for (const make of [serviceName, partName]) {
    const names = Array.from({ length: 25_000 }, (_, index) => make(index).toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  }
});

test('several organisations share no id and do not see each other', async () => {
  const { organizations } = zoho.sandbox.reset({
    organizations: [{ items: 1 }, { items: 1, product: 'invoice' }, {}],
  });
  const values = organizations.flatMap((one) => Object.values(one));
  expect(new Set(values).size).toBe(values.length);
  const [first, second] = organizations;
  if (first === undefined || second === undefined) throw new Error('the reset made too few organisations');
  zoho.organization = first;
  await zoho.authorize();
  const foreign = await zoho.call('GET', `/books/v3/items?organization_id=${second.booksOrganizationId}`);
  expect(foreign).toMatchObject({ status: 400, body: { code: 6041 } });
  expect((await zoho.books('GET', '/items')).body.items).toHaveLength(1);
});

test('a wrong body is refused with the member and what is allowed; an unknown organisation with 404', async () => {
  const wrong = await zoho.control('POST', '/reset', {
    organizations: [{ product: 'crm', services: -1, timeZone: 'Mars' }],
  });
  expect(wrong.status).toBe(400);
  const paths = wrong.body.error.issues.map((issue: { path: string }) => issue.path);
  expect(paths).toEqual(['organizations.0.product', 'organizations.0.timeZone', 'organizations.0.services']);
  expect(await zoho.control('POST', '/limits', { perMinut: 1 })).toMatchObject({ status: 400 });
  expect(await zoho.control('POST', '/faults', { effect: { kind: 'nuke' } })).toMatchObject({ status: 400 });
  for (const answer of [
    await zoho.control('PATCH', '/organizations/1', {}),
    await zoho.control('PATCH', '/organizations/1/fields/books/items/sku', {}),
    await zoho.control('GET', '/limits?organizationId=1'),
    await zoho.control('POST', '/limits', { organizationId: '1' }),
  ]) {
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'UNKNOWN_ORGANIZATION' } } });
  }
  expect(await zoho.patch({ pii: true }, '/fields/books/items/nonsense')).toMatchObject({ status: 404 });
  expect(await zoho.control('GET', '/nonsense')).toMatchObject({
    status: 404,
    body: { error: { code: 'UNKNOWN_PATH' } },
  });
});

test('settings of an organisation show where Zoho shows them', async () => {
  await zoho.reset({ organizations: [{ crmSyncType: 'III' }] });
  await zoho.patch({
    edition: 'Standard',
    crmSync: { running: true },
    currencies: { books: ['CHF'], fsm: [] },
    taxesEnabled: { books: true },
  });
  const crm = await zoho.books('GET', '/settings/integrations/zohocrm');
  expect(crm.body.integration).toEqual({ is_enabled: true, sync_type: 'type_iii', is_sync_running: true });
  expect((await zoho.fsm('GET', '/org')).body.org[0].license_details.paid_type).toBe('standard');
  const codes = (rows: Record<string, unknown>[], key: string) => rows.map((row) => row[key]);
  const books = (await zoho.books('GET', '/settings/currencies')).body.currencies;
  expect(codes(books, 'currency_code')).toEqual(['USD', 'CHF']);
  const created = await zoho.fsm('POST', '/settings/currencies', {
    currencies: [{ iso_code: 'CHF', exchange_rate: 1 }],
  });
  expect(created.status).toBe(201);
  const fsm = (await zoho.fsm('GET', '/settings/currencies')).body.currencies;
  expect(fsm).toMatchObject([{ iso_code: 'USD' }, { iso_code: 'CHF', exchange_rate: '1.000000000' }]);
});

test('switches of a reset change what Zoho leaves open, until the next reset', async () => {
  const switches = { fsmDeleteAtPublicModule: true, fsmCutsAstralText: false };
  await zoho.reset({ switches, organizations: [{}] });
  const id = await zoho.fsmItem({ Name: 'Valve 😀' });
  expect(await zoho.fsmRead(id)).toMatchObject({ Name: 'Valve 😀' });
  expect((await zoho.fsm('DELETE', `/Service_And_Parts/${id}`)).status).toBe(200);
  await zoho.reset({ organizations: [{}] });
  expect(await zoho.fsmRead(await zoho.fsmItem({ Name: 'Valve 😀' }))).toMatchObject({ Name: 'Valve' });
  expect(await zoho.control('POST', '/reset', { switches: { nonsense: 1 } })).toMatchObject({ status: 400 });
});

test('a port in use is one clear sentence', async () => {
  const second = startSandbox({ port: zoho.sandbox.port });
  await expect(second).rejects.toThrow(SandboxListenError);
  await expect(second).rejects.toThrow(/^Port \d+ on 127\.0\.0\.1 is in use: /);
});
