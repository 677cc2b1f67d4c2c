import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Harness, keyPaths, reply, sample } from './harness.ts';

let zoho: Harness;
const samples = sample('books', 'oauth-token-responses.json');

beforeEach(async () => {
  zoho = await Harness.start();
});
afterEach(() => zoho.close());

function parameters(changes: Record<string, string> = {}): Record<string, string> {
  const { clientId, clientSecret, refreshToken } = zoho.organization;
  return {
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
    ...changes,
  };
}

test('a refresh answers as the sample, with the sandbox as API domain, from query and form alike', async () => {
  const form = await zoho.tokenCall(parameters());
  expect([...keyPaths(form.body)].sort()).toEqual([...keyPaths(samples.refresh_token.body)].sort());
  expect(form.body).toMatchObject({ api_domain: zoho.sandbox.url, token_type: 'Bearer', expires_in: 3600 });
  const query = await reply(`${zoho.sandbox.url}/oauth/v2/token?${new URLSearchParams(parameters())}`, {
    method: 'POST',
  });
  expect(query.body.access_token).not.toBe(form.body.access_token);
});

test('errors come under HTTP 200', async () => {
  for (const [changes, name] of [
    [{ client_id: 'x' }, 'invalid_client'],
    [{ client_secret: 'x' }, 'invalid_client_secret'],
    [{ refresh_token: 'x' }, 'invalid_code'],
  ] as const) {
    const { http_status: status, body } = samples[name];
    expect(await zoho.tokenCall(parameters(changes))).toMatchObject({ status, body });
  }
});

test('the eleventh token of ten minutes is refused under HTTP 400 until the window has passed', async () => {
  // The harness took the first.
  for (let taken = 1; taken < 10; taken += 1)
    expect((await zoho.authorize()).body).toHaveProperty('access_token');
  const refused = await zoho.authorize();
  expect(refused).toMatchObject({ status: samples.throttled.http_status, body: samples.throttled.body });
  await zoho.control('POST', '/clock', { advanceMs: 600_000 });
  expect((await zoho.authorize()).body).toHaveProperty('access_token');
});

test('access tokens end after an hour of real time, whatever the clock of the sandbox says', async () => {
  await zoho.control('POST', '/clock', { advanceMs: 7_200_000 });
  expect((await zoho.books('GET', '/items')).status).toBe(200);
  const startedMs = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => startedMs + 3_601_000);
  const answers = [await zoho.books('GET', '/items'), await zoho.fsm('GET', '/org')];
  clock.mockRestore();
  expect(answers).toMatchObject([
    { status: 401, body: { code: 57 } },
    { status: 401, body: { code: 'INVALID_TOKEN' } },
  ]);
});

test('a revoked refresh token ends with its access tokens', async () => {
  const revoke = `${zoho.sandbox.url}/oauth/v2/token/revoke?token=${zoho.organization.refreshToken}`;
  expect(await reply(revoke, { method: 'POST' })).toMatchObject({ status: 200, body: { status: 'success' } });
  expect((await zoho.books('GET', '/items')).status).toBe(401);
  expect((await zoho.authorize()).body).toEqual(samples.invalid_code.body);
});

/** The address of the consent page for the organisation's own client. */
function consentUrl(changes: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: zoho.organization.clientId,
    scope: 'ZohoBooks.settings.READ',
    redirect_uri: 'http://127.0.0.1:9/oauth/callback',
    access_type: 'offline',
    state: 'secret state',
    ...changes,
  });
  return `${zoho.sandbox.url}/oauth/v2/auth?${query}`;
}

/** Where the consent page sends its user back to. */
async function sentBack(url: string): Promise<URLSearchParams> {
  const { status, headers } = await reply(url, { redirect: 'manual' });
  expect(status).toBe(302);
  return new URL(headers.get('location') ?? '').searchParams;
}

const exchange = (code: string | null, changes: Record<string, string> = {}) =>
  zoho.tokenCall({
    grant_type: 'authorization_code',
    client_id: zoho.organization.clientId,
    client_secret: zoho.organization.clientSecret,
    redirect_uri: 'http://127.0.0.1:9/oauth/callback',
    code: code ?? '',
    ...changes,
  });

test('a consent leads back with a code that is good once, for a refresh token', async () => {
  const back = await sentBack(consentUrl());
  expect(back.get('state')).toBe('secret state');
  expect(back.get('accounts-server')).toBe(zoho.sandbox.url);
  const { body } = await exchange(back.get('code'));
  expect([...keyPaths(body)].sort()).toEqual([...keyPaths(samples.authorization_code.body)].sort());
  expect((await zoho.tokenCall(parameters({ refresh_token: body.refresh_token }))).body).toHaveProperty(
    'access_token',
  );
  expect((await exchange(back.get('code'))).body).toEqual(samples.invalid_code.body);
});

test('a code ends after a minute, fits its own redirect URI only, and yields no refresh token online', async () => {
  const late = (await sentBack(consentUrl())).get('code');
  await zoho.control('POST', '/clock', { advanceMs: 60_000 });
  expect((await exchange(late)).body).toEqual(samples.invalid_code.body);
  const elsewhere = (await sentBack(consentUrl())).get('code');
  expect((await exchange(elsewhere, { redirect_uri: 'http://127.0.0.1:9/other' })).body).toEqual(
    samples.invalid_code.body,
  );
  const online = (await sentBack(consentUrl({ access_type: 'online' }))).get('code');
  const { body } = await exchange(online);
  expect(body).toHaveProperty('access_token');
  expect(body).not.toHaveProperty('refresh_token');
});

test('a second client of the user has tokens of its own', async () => {
  const path = `/organizations/${zoho.organization.booksOrganizationId}/clients`;
  const { clientId, clientSecret } = (await zoho.control('POST', path)).body;
  const other = { client_id: clientId, client_secret: clientSecret };
  expect((await zoho.tokenCall(parameters(other))).body).toEqual(samples.invalid_code.body);
  const page = await reply(consentUrl({ client_id: clientId, redirect_uri: '' }));
  const code = /<code>(.*)<\/code>/.exec(page.body)?.[1] ?? '';
  const first = (await exchange(code, { ...other, redirect_uri: '' })).body;
  const revoke = `${zoho.sandbox.url}/oauth/v2/token/revoke?token=${first.refresh_token}`;
  expect((await reply(revoke, { method: 'POST' })).status).toBe(200);
  expect((await zoho.tokenCall(parameters({ ...other, refresh_token: first.refresh_token }))).body).toEqual(
    samples.invalid_code.body,
  );
  expect((await zoho.books('GET', '/items')).status).toBe(200);
});

test('the consent page knows its clients', async () => {
  expect((await reply(consentUrl({ client_id: 'x' }))).status).toBe(400);
  expect((await reply(consentUrl({ scope: '' }))).status).toBe(400);
});
