import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from './harness.ts';

let zoho: Harness;

beforeEach(async () => {
  zoho = await Harness.start();
});
afterEach(() => zoho.close());

const fault = (body: Record<string, unknown>) => zoho.control('POST', '/faults', body);
const create = (name: string) => zoho.books('POST', '/items', { name, rate: 1 });
const names = async () =>
  (await zoho.books('GET', '/items')).body.items.map((item: { name: string }) => item.name);

test('a status fault answers in the shape of the service and writes nothing', async () => {
  await fault({ product: 'books', method: 'POST', effect: { kind: 'status', status: 500 } });
  await fault({ product: 'fsm', effect: { kind: 'status', status: 429 } });
  await fault({ product: 'oauth', effect: { kind: 'status', status: 400 } });
  expect(await create('A')).toMatchObject({ status: 500, body: { code: 1000 } });
  expect(await zoho.fsm('GET', '/org')).toMatchObject({
    status: 429,
    body: { code: 'TOO_MANY_REQUESTS', status: 'error' },
  });
  expect(await zoho.authorize()).toMatchObject({ status: 400, body: { error: 'Access Denied' } });
  expect(await names()).toEqual([]);
  expect((await zoho.stats()).calls).toContainEqual({
    product: 'books',
    method: 'POST',
    route: '/books/v3/items',
    status: 500,
    count: 1,
  });
});

test('nth strikes that call once; times strikes so often; DELETE ends them', async () => {
  await fault({ method: 'POST', nth: 2, effect: { kind: 'status', status: 429, code: 44 } });
  const statuses = [];
  for (const name of ['A', 'B', 'C']) statuses.push((await create(name)).status);
  expect(statuses).toEqual([201, 429, 201]);
  await fault({ route: '/books/v3/items/{id}', times: 2, effect: { kind: 'status', status: 503 } });
  const reads = [];
  for (let done = 0; done < 3; done += 1) reads.push((await zoho.books('GET', '/items/1')).status);
  expect(reads).toEqual([503, 503, 404]);
  await fault({ effect: { kind: 'status', status: 500 } });
  expect((await create('D')).status).toBe(500);
  await zoho.control('DELETE', '/faults');
  expect((await create('D')).status).toBe(201);
});

test('faults keep to their organisation, by either id, and to their product', async () => {
  const { fsmOrganizationId } = zoho.organization;
  await fault({
    organizationId: fsmOrganizationId,
    product: 'invoice',
    effect: { kind: 'status', status: 500 },
  });
  expect((await create('A')).status).toBe(201);
  await fault({ organizationId: fsmOrganizationId, effect: { kind: 'status', status: 500 } });
  expect((await create('B')).status).toBe(500);
  expect(await fault({ organizationId: '1', effect: { kind: 'html' } })).toMatchObject({ status: 404 });
});

test('drop before writes nothing, drop after has written', async () => {
  await fault({ method: 'POST', times: 1, effect: { kind: 'drop', when: 'before' } });
  await expect(create('Before')).rejects.toThrow();
  await fault({ method: 'POST', times: 1, effect: { kind: 'drop', when: 'after' } });
  await expect(create('After')).rejects.toThrow();
  expect(await names()).toEqual(['After']);
  expect(await zoho.stats()).toMatchObject({ writes: 2 });
});

test('truncate cuts the JSON of a write that took place; html answers a page and writes nothing', async () => {
  await fault({ method: 'POST', times: 1, effect: { kind: 'truncate' } });
  const cut = await create('Cut');
  expect(cut.status).toBe(201);
  expect(typeof cut.body).toBe('string');
  await fault({ method: 'POST', times: 1, effect: { kind: 'html' } });
  const page = await create('Page');
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await names()).toEqual(['Cut']);
});

test('probability strikes some, the same ones for the same seed', async () => {
  const struck = async () => {
    await zoho.reset({ seed: 7, organizations: [{}] });
    await fault({ method: 'GET', probability: 0.5, effect: { kind: 'status', status: 500 } });
    const statuses = [];
    for (let done = 0; done < 30; done += 1) statuses.push((await zoho.fsm('GET', '/org')).status);
    return statuses;
  };
  const first = await struck();
  expect(new Set(first)).toEqual(new Set([200, 500]));
  expect(await struck()).toEqual(first);
});
