/** The routes around GraphQL: authentication, health, metrics, pages, limits. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpServer } from '../../src/server/http/index.ts';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let token: string;
beforeAll(async () => {
  api = await startHarness();
  token = api.token('VIEWER');
});
afterAll(() => api.close());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${api.server.url}${path}`, { method, headers });
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${api.server.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body,
  });
const codesOf = async (response: Response): Promise<unknown[]> => {
  const { errors = [] } = (await response.json()) as { errors?: { extensions?: { code?: string } }[] };
  return errors.map(({ extensions }) => extensions?.code);
};

describe('authentication', () => {
  test.each(['/graphql', '/graphql?query={__typename}', '/metrics'])('%s needs a token', async (path) => {
    const without = await get(path);
    expect(without.status).toBe(401);
    expect(without.headers.get('www-authenticate')).toBe('Bearer realm="fieldledger"');
    expect(await codesOf(without)).toEqual(['UNAUTHENTICATED']);
    for (const authorization of [
      'Bearer wrong',
      'Basic eDp5',
      'Bearer',
      `Bearer ${'x'.repeat(1_100)}`,
      token,
    ]) {
      const wrong = await get(path, { authorization });
      expect(wrong.status).toBe(401);
      expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"');
      expect(await wrong.text()).not.toContain(token);
    }
  });

  test('a query may come by GET, a mutation may not', async () => {
    const headers = { authorization: `bearer ${token}` };
    const query = await get('/graphql?query={__typename}', headers);
    expect(await query.json()).toEqual({ data: { __typename: 'Query' } });
    const mutation = await get(
      '/graphql?query=mutation{revokeToken(input:{tokenId:"1"}){__typename}}',
      headers,
    );
    expect(mutation.status).toBe(405);
  });
});

describe('health', () => {
  test('is live and ready without a token', async () => {
    expect(await (await get('/health/live')).json()).toEqual({ status: 'live' });
    const ready = await get('/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ready', checks: { database: 'ok', migrations: 'ok' } });
  });

  test('is not ready while a migration is missing, and says so', async () => {
    await api.prisma.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL`;
    const ready = await get('/health/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      status: 'not ready',
      checks: { database: 'ok', migrations: 'failed' },
    });
    await api.prisma.$executeRaw`UPDATE _prisma_migrations SET finished_at = now()`;
  });
});

describe('metrics', () => {
  test('count runs, calls and records, and hold nothing of a customer', async () => {
    const { id } = await api.addConnection({ name: 'Hush Garden Care' });
    const counts = { created: 3, updated: 0, linked: 0, deactivated: 0, unchanged: 0, skipped: 0, failed: 1 };
    await api.prisma.syncRun.create({
      data: {
        connectionId: id,
        trigger: 'MANUAL',
        scope: 'FULL',
        state: 'SUCCEEDED_WITH_FAILURES',
        booksReads: 7,
        pairs: { create: [{ pair: 'ITEMS', toBooks: counts, toFsm: counts }] },
      },
    });
    const response = await get('/metrics', { authorization: `Bearer ${token}` });
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await response.text();
    expect(text).toContain('fieldledger_runs{state="SUCCEEDED_WITH_FAILURES",trigger="MANUAL"} 1');
    expect(text).toContain('fieldledger_api_calls{service="books",kind="read"} 7');
    expect(text).toContain('fieldledger_records{pair="ITEMS",direction="to_books",outcome="created"} 3');
    expect(text).toContain('fieldledger_records{pair="ITEMS",direction="to_fsm",outcome="failed"} 1');
    expect(text).toMatch(/fieldledger_http_requests_total\{route="\/metrics",status="401"\}/);
    expect(text).not.toContain('Hush');
    expect(text).not.toContain(id);
  });

  test('are not for a token tied to certain connections', async () => {
    const tied = api.token('ADMIN', ['01900000-0000-7000-8000-000000000000']);
    const response = await get('/metrics', { authorization: `Bearer ${tied}` });
    expect([response.status, await codesOf(response)]).toEqual([403, ['FORBIDDEN']]);
  });
});

describe('pages', () => {
  test('/ says what this is while there is no dashboard', async () => {
    const response = await get('/');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('href="/graphql"');
  });

  test('GraphiQL answers a browser, zipped and cacheable, without a token', async () => {
    const browser = { accept: 'text/html,application/xhtml+xml' };
    const first = await get('/graphql', browser);
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect(first.headers.get('content-security-policy')).toContain("script-src 'sha256-");
    expect(await first.text()).toContain('renderYogaGraphiQL');
    const again = await get('/graphql', { ...browser, 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  test('a built dashboard is served, and nothing outside its folder', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'fieldledger-pages-'));
    const dashboardDir = join(outside, 'dist');
    await mkdir(join(dashboardDir, 'assets'), { recursive: true });
    await writeFile(join(outside, 'secret.txt'), 'hush');
    await writeFile(join(dashboardDir, 'index.html'), '<h1>Dashboard</h1>');
    await writeFile(join(dashboardDir, 'assets/app-1a2b.js'), 'void 0;');
    const server = await createHttpServer({ ...api.options, dashboardDir });
    const read = (path: string) => fetch(`${server.url}${path}`);
    expect(await (await read('/')).text()).toBe('<h1>Dashboard</h1>');
    const script = await read('/assets/app-1a2b.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toContain('immutable');
    await script.text();
    for (const path of [
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e%2fsecret.txt',
      '/assets',
      '/%00',
      '/%zz',
    ]) {
      const response = await read(path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.text()).not.toContain('hush');
    }
    await server.close();
    await rm(outside, { recursive: true });
  });

  test('anything else is a JSON 404 or 405', async () => {
    const missing = await get('/nothing');
    expect([missing.status, await codesOf(missing)]).toEqual([404, ['NOT_FOUND']]);
    const wrong = await get('/health/live', {}, 'DELETE');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    await wrong.text();
  });

  test('every answer forbids guessing its type and framing it', async () => {
    for (const path of ['/', '/graphql', '/health/live', '/nothing', '/metrics']) {
      const response = await get(path);
      await response.text();
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});

describe('limits', () => {
  const tooComplex = async (query: string, variables = {}) => {
    const response = await post(JSON.stringify({ query, variables }));
    expect([query.slice(0, 60), await codesOf(response)]).toEqual([
      query.slice(0, 60),
      ['OPERATION_TOO_COMPLEX'],
    ]);
  };
  const nest = (depth: number) =>
    `{ connections { nodes { ${'lastRun { connection { '.repeat(depth)} id ${'} }'.repeat(depth)} } } }`;

  test('a body larger than 256 KiB is refused', async () => {
    const response = await post(JSON.stringify({ query: `{ __typename } #${'x'.repeat(300_000)}` }));
    expect(response.status).toBe(413);
    await response.text();
  });

  test('an operation is refused that is too deep, too wide, or asks for pages in pages in pages', async () => {
    await tooComplex(nest(8));
    await tooComplex(
      `{ ${Array.from({ length: 61 }, (_, index) => `a${index}: __typename`).join(' ')} }`
        .replace('{', '{ connections { nodes {')
        .replace(/\}$/, '} } }'),
    );
    await tooComplex(`{ ${Array.from({ length: 21 }, (_, index) => `a${index}: __typename`).join(' ')} }`);
    const pages =
      '{ connections(first: 100) { nodes { runs(first: $n) { nodes { records(first: 50) { nodes { id } } } } } } }';
    await tooComplex(`query ($n: Int) ${pages}`, { n: 100 });
    const fine = await post(JSON.stringify({ query: `query ($n: Int) ${pages}`, variables: { n: 5 } }));
    expect(await codesOf(fine)).toEqual([]);
  });

  test('fragments that double at every level are refused, and quickly', async () => {
    const levels = Array.from(
      { length: 14 },
      (_, level) =>
        `fragment F${level} on Connection { a: lastRun { connection { ...F${level + 1} } } b: lastRun { connection { ...F${level + 1} } } }`,
    );
    const query = `{ connections { nodes { ...F0 } } } ${levels.join(' ')} fragment F14 on Connection { id }`;
    await tooComplex(query);
  });

  test('a document of too many tokens is refused', async () => {
    const response = await post(JSON.stringify({ query: `{ ${'__typename '.repeat(5_000)} }` }));
    expect(await response.text()).toContain('4000 tokens');
  });

  test('introspection of a client fits within them', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const response = await post(JSON.stringify({ query: getIntrospectionQuery() }));
    expect(await codesOf(response)).toEqual([]);
  });
});

test('a port in use is one sentence with a code', async () => {
  const { port } = api.server;
  await expect(createHttpServer({ ...api.options, port })).rejects.toMatchObject({
    code: 'PORT_IN_USE',
    message: `Port ${port} on 127.0.0.1 is in use by another program: stop it, or set PORT to a free one.`,
  });
});
