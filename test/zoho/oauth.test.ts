import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AuthorisationLost, ServiceUnavailable } from '../../src/engine/errors.ts';
import { openZohoSession, type SessionOptions } from '../../src/zoho/session.ts';
import { openScriptedServer, type ScriptedServer } from './scripted-server.ts';
import { ITEM_FIELDS, LeapingClock, MemoryCredentials, never, sessionOptions } from './surroundings.ts';

let server: ScriptedServer;
beforeEach(async () => {
  server = await openScriptedServer();
});
afterEach(() => server.close());

const EMPTY_LIST = { code: 0, message: 'success', items: [], page_context: { has_more_page: false } };

/** Books accepts the tokens given out by `/oauth/v2/token`, unless told otherwise. */
function playZoho(options: { accepts?: (token: string) => boolean; token?: (n: number) => unknown } = {}) {
  const accepts = options.accepts ?? (() => true);
  const token =
    options.token ?? ((n) => ({ access_token: `t${n}`, expires_in: 3600, api_domain: server.url }));
  let issued = 0;
  server.answer = ({ path, headers }) => {
    if (path === '/oauth/v2/token') {
      issued += 1;
      return { status: 200, json: token(issued) };
    }
    const given = headers.authorization?.replace('Zoho-oauthtoken ', '') ?? '';
    return accepts(given)
      ? { status: 200, json: EMPTY_LIST }
      : { status: 401, json: { code: 57, message: 'no' } };
  };
}

function tokenCalls(): number {
  return server.asked.filter((asked) => asked.path === '/oauth/v2/token').length;
}

function books(options: SessionOptions) {
  const session = openZohoSession(options);
  return { session, items: session.module('BOOKS', 'items', ITEM_FIELDS.BOOKS) };
}

function without(clock: LeapingClock): MemoryCredentials {
  return new MemoryCredentials(clock);
}

describe('the access token', () => {
  test('is asked for once by many callers, and once by two processes that share the store', async () => {
    playZoho();
    const clock = new LeapingClock();
    const credentials = without(clock);
    const one = books(sessionOptions(server.url, { clock, credentials }));
    const other = books(sessionOptions(server.url, { clock, credentials }));
    await Promise.all([one.items.count(0, never), one.items.count(0, never), other.items.count(0, never)]);
    expect(tokenCalls()).toBe(1);
    expect(credentials.credential.accessToken).toBe('t1');
    await Promise.all([one.session.close(), other.session.close()]);
  });

  test('is renewed shortly before it ends', async () => {
    playZoho();
    const options = sessionOptions(server.url);
    options.credentials.credential = {
      ...options.credentials.credential,
      accessTokenExpiresAtMs: options.clock.nowMs() + 60_000,
    };
    const { items, session } = books(options);
    await items.count(0, never);
    expect(options.credentials.credential.accessToken).toBe('t1');
    expect(options.credentials.credential.accessTokenExpiresAtMs).toBeGreaterThan(
      options.clock.nowMs() + 3_000_000,
    );
    await session.close();
  });

  test('is renewed once when Books refuses it, and the call is repeated', async () => {
    playZoho({ accepts: (token) => token === 't1' });
    const options = sessionOptions(server.url);
    const { items, session } = books(options);
    expect(await items.count(0, never)).toBe(0);
    expect(tokenCalls()).toBe(1);
    await session.close();
  });

  test('refused even when new means that the authorisation is lost', async () => {
    playZoho({ accepts: () => false });
    const { items, session } = books(sessionOptions(server.url));
    await expect(items.count(0, never)).rejects.toBeInstanceOf(AuthorisationLost);
    expect(tokenCalls()).toBe(1);
    await session.close();
  });

  test('a role that is missing costs no token a call, nor one in each session, and is named', async () => {
    playZoho({ accepts: () => false });
    const clock = new LeapingClock();
    const credentials = without(clock);
    for (let count = 0; count < 3; count += 1) {
      const { items, session } = books(sessionOptions(server.url, { clock, credentials }));
      for (let call = 0; call < 4; call += 1) {
        await expect(items.get('712', never)).rejects.toMatchObject({
          code: 'REAUTHORISATION_REQUIRED',
          message: expect.stringMatching(/GET \/items\/… *: .*role/),
        });
      }
      await session.close();
    }
    expect(tokenCalls()).toBe(1);
    // An older token may be dead after all.
    clock.advance(600_000);
    const { items, session } = books(sessionOptions(server.url, { clock, credentials }));
    await expect(items.get('712', never)).rejects.toBeInstanceOf(AuthorisationLost);
    expect(tokenCalls()).toBe(2);
    await session.close();
  });

  test('a login that was replaced in the store is taken up when the token of the old one is refused', async () => {
    playZoho({ accepts: (token) => token === 'replaced' });
    const clock = new LeapingClock();
    const credentials = new MemoryCredentials(clock, {
      accessToken: 'old',
      accessTokenExpiresAtMs: clock.nowMs() + 3_599_000,
    });
    const { items, session } = books(sessionOptions(server.url, { clock, credentials }));
    await expect(items.count(0, never)).rejects.toBeInstanceOf(AuthorisationLost);
    credentials.credential = { ...credentials.credential, accessToken: 'replaced' };
    expect(await items.count(0, never)).toBe(0);
    expect(tokenCalls()).toBe(0);
    await session.close();
  });

  test.each(['invalid_code', 'invalid_client', 'invalid_client_secret'])(
    '%s under HTTP 200 asks for a new authorisation',
    async (error) => {
      playZoho({ token: () => ({ error }) });
      const clock = new LeapingClock();
      const { items, session } = books(sessionOptions(server.url, { clock, credentials: without(clock) }));
      await expect(items.count(0, never)).rejects.toMatchObject({
        code: 'REAUTHORISATION_REQUIRED',
        message: expect.stringContaining('authorise the connection again'),
      });
      // The ten tokens of ten minutes are not spent on what is known.
      await expect(items.count(0, never)).rejects.toMatchObject({ code: 'REAUTHORISATION_REQUIRED' });
      expect(tokenCalls()).toBe(1);
      await session.close();
    },
  );

  const DENIED = { error: 'Access Denied', status: 'failure' };

  test('a block is waited out by a sync', async () => {
    playZoho({ token: (n) => (n === 1 ? DENIED : { access_token: 't2', expires_in: 3600 }) });
    const clock = new LeapingClock();
    const startMs = clock.nowMs();
    const credentials = without(clock);
    const { items, session } = books(sessionOptions(server.url, { clock, credentials }));
    expect(await items.count(0, never)).toBe(0);
    expect(clock.nowMs() - startMs).toBeGreaterThanOrEqual(600_000);
    expect(tokenCalls()).toBe(2);
    await session.close();
  });

  test('a block is an error at once for people, also for those who come later', async () => {
    playZoho({ token: () => DENIED });
    const clock = new LeapingClock();
    const credentials = without(clock);
    const { items, session } = books(sessionOptions(server.url, { clock, credentials, priority: 'people' }));
    await expect(items.count(0, never)).rejects.toBeInstanceOf(ServiceUnavailable);
    await expect(items.count(0, never)).rejects.toThrow('ten minutes');
    expect(tokenCalls()).toBe(1);
    await session.close();
  });

  test('an answer that cannot be read is asked for again', async () => {
    playZoho({ token: (n) => (n === 1 ? 'html' : { access_token: 't2' }) });
    const clock = new LeapingClock();
    const { items, session } = books(sessionOptions(server.url, { clock, credentials: without(clock) }));
    expect(await items.count(0, never)).toBe(0);
    await session.close();
  });

  test('an api_domain outside the allowed hosts is never called', async () => {
    playZoho({ token: () => ({ access_token: 't1', api_domain: 'https://attacker.example' }) });
    const clock = new LeapingClock();
    const options = sessionOptions(server.url, {
      clock,
      credentials: without(clock),
      fetch: async (request) => {
        expect(new URL(request.origin).host).toBe('accounts.zoho.com');
        return {
          status: 200,
          headers: {},
          text: '{"access_token":"t1","api_domain":"https://attacker.example"}',
        };
      },
    });
    const real = { ...options, connection: { ...options.connection, dataCenter: 'US' as const } };
    const { items } = books(real);
    await expect(items.count(0, never)).rejects.toMatchObject({ code: 'HOST_NOT_ALLOWED' });
  });

  test('one caller that is stopped does not take the token from the others', async () => {
    playZoho({ token: (n) => (n === 1 ? DENIED : { access_token: 't2', expires_in: 3600 }) });
    const clock = new LeapingClock();
    const { items, session } = books(sessionOptions(server.url, { clock, credentials: without(clock) }));
    const stop = new AbortController();
    const stopped = items.count(0, stop.signal);
    const other = items.count(0, never);
    stop.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
    expect(await other).toBe(0);
    await session.close();
  });
});
