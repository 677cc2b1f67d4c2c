/** Where a code may be sent, and what is made of the answer. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountsOfRedirect, accountsPlace, consentUrl, exchangeCode } from '../../src/zoho/authorise.ts';
import type { HttpFetch, HttpRequest } from '../../src/zoho/transport/http.ts';
import { openHttp } from '../../src/zoho/transport/http.ts';
import { DATA_CENTER_HOSTS, DATA_CENTERS, scopesFor } from '../../src/zoho-api/index.ts';
import { Harness } from '../sandbox/harness.ts';

const SANDBOX = 'http://127.0.0.1:4010';
const us = accountsPlace('US', SANDBOX);

describe('the accounts server of a redirect', () => {
  test.each(DATA_CENTERS)('may be that of %s, wherever the user was sent to', (center) => {
    const { accounts } = DATA_CENTER_HOSTS[center];
    const said = { location: center.toLowerCase(), accountsServer: accounts };
    expect(accountsOfRedirect(us, said)).toEqual({ dataCenter: center, accounts });
    expect(accountsOfRedirect(us, { location: null, accountsServer: `${accounts}/` }).dataCenter).toBe(
      center,
    );
    expect(accountsOfRedirect(us, { location: center.toLowerCase(), accountsServer: null }).dataCenter).toBe(
      center,
    );
  });

  test('is the one asked for when the redirect does not say', () => {
    expect(accountsOfRedirect(us, { location: null, accountsServer: null })).toEqual(us);
  });

  test.each([
    ['a host that ends like one', null, 'https://evil-accounts.zoho.com'],
    ['a host that begins like one', null, 'https://accounts.zoho.com.evil.example'],
    ['user data before another host', null, 'https://accounts.zoho.com@evil.example'],
    ['user data before a known host', null, 'https://evil@accounts.zoho.com'],
    ['another scheme', null, 'http://accounts.zoho.com'],
    ['another port', null, 'https://accounts.zoho.com:8443'],
    ['a path', null, 'https://accounts.zoho.com/evil'],
    ["Zoho's API host", null, 'https://www.zohoapis.com'],
    ['the sandbox', null, SANDBOX],
    ['no address', null, 'accounts.zoho.com'],
    ['two places at once', 'eu', 'https://accounts.zoho.com'],
    ['an unknown location alone', 'evil', null],
  ])('is not %s', (_what, location, accountsServer) => {
    expect(() => accountsOfRedirect(us, { location, accountsServer })).toThrow(
      expect.objectContaining({ code: 'ACCOUNTS_SERVER_NOT_ALLOWED' }),
    );
  });

  test('of a sandbox login is the sandbox alone', () => {
    const sandbox = accountsPlace('SANDBOX', SANDBOX);
    expect(accountsOfRedirect(sandbox, { location: 'us', accountsServer: SANDBOX })).toEqual(sandbox);
    expect(() =>
      accountsOfRedirect(sandbox, { location: null, accountsServer: 'https://accounts.zoho.com' }),
    ).toThrow(expect.objectContaining({ code: 'ACCOUNTS_SERVER_NOT_ALLOWED' }));
  });
});

describe('the address of consent', () => {
  test('is the API console of the data centre for a Self Client', () => {
    const client = { clientId: 'c', redirectUri: null };
    expect(consentUrl(accountsPlace('EU', null), client, 's', scopesFor('BOOKS'))).toBe(
      'https://api-console.zoho.eu',
    );
  });

  test("asks for the other finance product's organisations only", () => {
    const names = scopesFor('INVOICE').map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('ZohoBooks.'))).toEqual(['ZohoBooks.settings.READ']);
    expect(new Set(names).size).toBe(names.length);
    expect(scopesFor('INVOICE').every(({ reason }) => reason.length > 10)).toBe(true);
  });
});

describe('the exchange of a code', () => {
  let zoho: Harness;
  let http: ReturnType<typeof openHttp>;
  beforeEach(async () => {
    zoho = await Harness.start();
    http = openHttp();
  });
  afterEach(async () => {
    await http.close();
    await zoho.close();
  });

  const clock = { nowMs: () => 1_000, sleep: async () => undefined };

  function exchange(code: string, changes: Partial<Parameters<typeof exchangeCode>[0]> = {}) {
    const { clientId, clientSecret } = zoho.organization;
    const sandboxUrl = zoho.sandbox.url;
    return exchangeCode({
      fetch: http.fetch,
      clock,
      place: accountsPlace('SANDBOX', sandboxUrl),
      allowedHosts: [],
      sandboxUrl,
      client: { clientId, clientSecret, redirectUri: null },
      code,
      ...changes,
    });
  }

  async function generate(): Promise<string> {
    const place = accountsPlace('SANDBOX', zoho.sandbox.url);
    const client = { clientId: zoho.organization.clientId, redirectUri: null };
    const page = await fetch(consentUrl(place, client, 's', scopesFor('BOOKS')));
    return /<code>(.*)<\/code>/.exec(await page.text())?.[1] ?? '';
  }

  test('brings a login that lasts', async () => {
    const login = await exchange(await generate());
    expect(login).toMatchObject({ apiDomain: zoho.sandbox.url, expiresAtMs: 3_601_000 });
    const { clientId: client_id, clientSecret: client_secret } = zoho.organization;
    const refreshed = { grant_type: 'refresh_token', client_id, client_secret };
    const { body } = await zoho.tokenCall({ ...refreshed, refresh_token: login.refreshToken });
    expect(body).toHaveProperty('access_token');
  });

  test('tells a refused code from a refused client', async () => {
    await expect(exchange('nonsense')).rejects.toMatchObject({ code: 'CODE_REFUSED' });
    const client = { clientId: 'nobody', clientSecret: 'x', redirectUri: null };
    await expect(exchange(await generate(), { client })).rejects.toMatchObject({ code: 'CLIENT_REFUSED' });
  });

  const answering =
    (body: object, seen: HttpRequest[] = []): HttpFetch =>
    async (request) => {
      seen.push(request);
      return { status: 200, headers: {}, text: JSON.stringify(body) };
    };

  test('is made once, whatever comes of it', async () => {
    const seen: HttpRequest[] = [];
    const lost: HttpFetch = async (request) => {
      seen.push(request);
      throw Object.assign(new Error('lost'), { code: 'ANSWER_LOST' });
    };
    await expect(exchange('code', { fetch: lost })).rejects.toMatchObject({ code: 'ANSWER_LOST' });
    expect(seen).toHaveLength(1);
  });

  test('keeps no login without a refresh token', async () => {
    await expect(exchange('code', { fetch: answering({ access_token: 'a' }) })).rejects.toMatchObject({
      code: 'NO_REFRESH_TOKEN',
    });
  });

  test('keeps no login whose API is elsewhere', async () => {
    const body = { access_token: 'a', refresh_token: 'r', api_domain: 'https://api.evil.example' };
    const place = accountsPlace('US', null);
    await expect(exchange('code', { fetch: answering(body), place })).rejects.toMatchObject({
      code: 'HOST_NOT_ALLOWED',
    });
  });

  test('repeats no text of an answer', async () => {
    const error = 'the code 1000.abc of user@example.com is wrong!';
    const refused = await exchange('code', { fetch: answering({ error }) }).catch((thrown: Error) => thrown);
    expect(String(refused)).not.toContain('user@example.com');
  });
});
