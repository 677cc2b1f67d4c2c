/** The redirect: its `state` is the only secret, good once and for ten minutes, and its code goes to Zoho alone. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './harness.ts';
import { LoginUser } from './login.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
let zoho: ZohoOrganization;
let user: LoginUser;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(async () => {
  zoho = await bench.organization();
  user = new LoginUser(bench.api, zoho);
});
afterAll(() => bench.close());

const tokenCalls = async () =>
  (await zoho.stats()).calls.filter(({ route }) => route === '/oauth/v2/token').length;

const changed = (address: URL, values: Readonly<Record<string, string | null>>): URL => {
  const url = new URL(address);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url;
};

describe('the callback', () => {
  it('takes a state once, also when two come at the same time', async () => {
    const { id, consentUrl } = await user.begin();
    const back = await user.agree(consentUrl);
    const answers = await Promise.all([1, 2, 3, 4].map(() => user.visit(back)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    expect((await user.visit(back)).status).toBe(400);
    expect(await user.state(id)).toMatchObject({ state: 'READY' });
  });

  it('asks Zoho nothing for a forged state, and leaves the true one good', async () => {
    const { id, consentUrl } = await user.begin();
    const back = await user.agree(consentUrl);
    await zoho.forgetCalls();
    for (const state of ['forged', '', null, 'x'.repeat(5_000)])
      expect((await user.visit(changed(back, { state }))).status).toBe(400);
    expect(await tokenCalls()).toBe(0);
    expect((await user.visit(back)).status).toBe(200);
    expect(await user.state(id)).toMatchObject({ state: 'READY' });
  });

  it('refuses a state after ten minutes', async () => {
    const { id, consentUrl } = await user.begin();
    const back = await user.agree(consentUrl);
    await zoho.forgetCalls();
    bench.clock.advance(600_001);
    expect((await user.visit(back)).status).toBe(400);
    expect(await tokenCalls()).toBe(0);
    expect(await user.state(id)).toMatchObject({
      state: 'FAILED',
      reason: { code: 'AUTHORISATION_EXPIRED' },
    });
  });

  it('lets a login that nobody used expire', async () => {
    const id = await user.authorise();
    bench.clock.advance(3_600_001);
    expect(await user.state(id)).toMatchObject({
      state: 'FAILED',
      reason: { code: 'AUTHORISATION_EXPIRED' },
      organizations: [],
    });
  });

  it.each([
    { 'accounts-server': 'https://accounts.zoho.com.evil.example' },
    { 'accounts-server': 'https://accounts.zoho.com' },
    { 'accounts-server': 'not an address' },
  ])('sends the code nowhere when told %o', async (values) => {
    const { id, consentUrl } = await user.begin();
    const back = changed(await user.agree(consentUrl), values);
    await zoho.forgetCalls();
    expect((await user.visit(back)).status).toBe(400);
    expect(await tokenCalls()).toBe(0);
    expect(await user.state(id)).toMatchObject({
      state: 'FAILED',
      reason: { code: 'ACCOUNTS_SERVER_NOT_ALLOWED' },
    });
  });

  it('says that the user did not agree', async () => {
    const { id, consentUrl } = await user.begin();
    const back = changed(await user.agree(consentUrl), { code: null, error: 'access_denied' });
    expect((await user.visit(back)).status).toBe(400);
    expect(await user.state(id)).toMatchObject({ state: 'FAILED', reason: { code: 'CONSENT_REFUSED' } });
  });

  it('repeats nothing of the address, and lets nothing of it be kept or run', async () => {
    const { consentUrl } = await user.begin();
    const back = changed(await user.agree(consentUrl), { code: '<script>alert(1)</script>' });
    const { status, text, headers } = await user.visit(back);
    expect(status).toBe(400);
    expect(text).not.toContain('alert');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('is not used up by looking at it', async () => {
    const { consentUrl } = await user.begin();
    const back = await user.agree(consentUrl);
    await user.visit(back, 'HEAD');
    expect((await user.visit(back, 'POST')).status).toBe(405);
    expect((await user.visit(back)).status).toBe(200);
  });
});

describe('beginAuthorisation', () => {
  it('asks for a refresh token and for the documented scopes', async () => {
    const { consentUrl } = await user.begin();
    const query = new URL(consentUrl).searchParams;
    expect(query.get('access_type')).toBe('offline');
    expect(query.get('response_type')).toBe('code');
    expect(query.get('redirect_uri')).toBe(user.redirectUri);
    const scopes = query.get('scope')?.split(',') ?? [];
    expect(scopes).toContain('ZohoBooks.contacts.UPDATE');
    expect(scopes).toContain('ZohoFSM.modules.ALL');
    expect(scopes.filter((scope) => scope.endsWith('.DELETE'))).toEqual([]);
  });

  it.each([
    'https://example.com/elsewhere',
    'http://example.com/oauth/callback',
    'javascript:alert(1)//oauth/callback',
    'https://user:word@example.com/oauth/callback',
    'https://example.com/oauth/callback?next=1',
  ])('refuses the redirect URI %s', async (redirectUri) => {
    expect(await user.tryBegin({ redirectUri })).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: ['input', 'redirectUri'] }],
    });
  });

  it('keeps no secret in clear', async () => {
    const { id } = await user.begin({ clientSecret: 'a secret to look for' });
    const stored = await bench.stored(id);
    expect(stored).not.toContain('a secret to look for');
    expect(stored).not.toContain(new URL((await user.begin()).consentUrl).searchParams.get('state'));
  });
});
