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
