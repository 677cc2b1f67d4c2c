import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness, type Reply } from './harness.ts';

let zoho: Harness;

beforeEach(async () => {
  zoho = await Harness.start({ timeZone: 'America/New_York' }, { now: '2026-06-09T12:00:00-04:00' });
});
afterEach(() => zoho.close());

const advance = (advanceMs: number) => zoho.control('POST', '/clock', { advanceMs });
const list = () => zoho.books('GET', '/items');

async function many(amount: number, call: () => Promise<Reply> = list): Promise<number[]> {
  const statuses: number[] = [];
  for (let done = 0; done < amount; done += 1) statuses.push((await call()).status);
  return statuses;
}

test('the hundred-and-first Books call of a minute is refused with 44; the window slides', async () => {
  expect(new Set(await many(50))).toEqual(new Set([200]));
  await advance(30_000);
  expect(new Set(await many(50))).toEqual(new Set([200]));
  const refused = await list();
  expect(refused).toMatchObject({ status: 429, body: { code: 44 } });
  expect(refused.headers.has('retry-after')).toBe(false);
  await advance(30_001);
  // The first fifty have left the window, the second fifty have not.
  expect((await many(51)).filter((status) => status === 200)).toHaveLength(50);
  expect(await zoho.stats()).toMatchObject({ refused: 2, reads: 150 });
});

test('the daily cap ends at midnight of the organisation and counts down in the headers', async () => {
  await zoho.control('POST', '/limits', { perMinute: null, perDay: 3 });
  const first = await list();
  expect(first.headers.get('x-rate-limit-limit')).toBe('3');
  expect(first.headers.get('x-rate-limit-remaining')).toBe('2');
  const resetS = Number(first.headers.get('x-rate-limit-reset'));
  expect(resetS).toBeGreaterThan(12 * 3600 - 60);
  expect(resetS).toBeLessThanOrEqual(12 * 3600);
  expect(await many(3)).toEqual([200, 200, 429]);
  expect((await list()).body.code).toBe(45);
  await advance((resetS - 120) * 1000);
  expect((await list()).status).toBe(429);
  await advance(120_000);
  expect((await list()).status).toBe(200);
});

test('calls beyond the concurrency limit are refused with 1070', async () => {
  await zoho.control('POST', '/limits', { concurrent: 2 });
  await zoho.control('POST', '/faults', { product: 'books', effect: { kind: 'delay', ms: 150 } });
  const answers = await Promise.all([list(), list(), list()]);
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.body.code).toBe(1070);
  expect((await list()).status).toBe(200);
  expect((await zoho.stats()).peakConcurrency).toBe(3);
});

test('FSM has limits and headers of its own', async () => {
  await zoho.control('POST', '/limits', { product: 'fsm', perMinute: 2 });
  const read = () => zoho.fsm('GET', '/org');
  const first = await read();
  expect(first.headers.get('x-ratelimit-limit')).toBe('2');
  expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
  expect(await many(2, read)).toEqual([200, 429]);
  expect((await read()).body.code).toBe('TOO_MANY_REQUESTS');
  expect((await list()).status).toBe(200);
  const limits = await zoho.control('GET', `/limits?organizationId=${zoho.organization.fsmOrganizationId}`);
  expect(limits.body).toEqual({
    books: { perMinute: 100, perDay: 5000, concurrent: 10 },
    fsm: { perMinute: 2, perDay: 50_000, concurrent: 15 },
  });
});

test('limits of the other plans, and of Invoice', async () => {
  await zoho.patch({ edition: 'Free' });
  const id = zoho.organization.booksOrganizationId;
  expect((await zoho.control('GET', `/limits?organizationId=${id}`)).body).toEqual({
    books: { perMinute: 100, perDay: 1000, concurrent: 5 },
    fsm: { perMinute: 5000, perDay: 5000, concurrent: 5 },
  });
  await zoho.control('POST', '/limits', {
    organizationId: id,
    perMinute: null,
    perDay: null,
    concurrent: null,
  });
  const off = { perMinute: null, perDay: null, concurrent: null };
  expect((await zoho.control('GET', `/limits?organizationId=${id}`)).body).toEqual({ books: off, fsm: off });
  expect(new Set(await many(120))).toEqual(new Set([200]));
  expect((await zoho.stats()).maxPerMinute).toBe(120);
});

test('stats count reads, writes and calls by route, and start again at zero', async () => {
  const { item_id: id } = await zoho.bookItem();
  await zoho.books('GET', `/items/${id}`);
  await zoho.books('POST', '/items', { name: 'No rate' });
  await zoho.fsmItem();
  const stats = await zoho.stats();
  expect(stats).toMatchObject({ reads: 1, writes: 3, refused: 0, maxPerMinute: 3 });
  expect(stats.calls).toContainEqual({
    product: 'books',
    method: 'GET',
    route: '/books/v3/items/{id}',
    status: 200,
    count: 1,
  });
  expect(stats.calls).toContainEqual({
    product: 'oauth',
    method: 'POST',
    route: '/oauth/v2/token',
    status: 200,
    count: 1,
  });
  await zoho.control('DELETE', '/stats');
  expect(await zoho.stats()).toMatchObject({
    calls: [],
    reads: 0,
    writes: 0,
    maxPerMinute: 0,
    peakConcurrency: 0,
  });
});

test('the clock sets the Date header, and a skew moves no rate window', async () => {
  await zoho.control('POST', '/limits', { perMinute: 2 });
  expect(await many(2)).toEqual([200, 200]);
  await zoho.control('POST', '/clock', { skewMs: 3_600_000 });
  const refused = await list();
  expect(refused.status).toBe(429);
  const aheadMs = Date.parse(refused.headers.get('date') ?? '') - Date.parse('2026-06-09T12:00:00-04:00');
  expect(aheadMs).toBeGreaterThanOrEqual(3_600_000);
  expect(aheadMs).toBeLessThan(3_700_000);
});
