/** Logins that nobody used end at Zoho as well. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetLogins } from '../../src/server/onboarding/index.ts';
import { Authorisations } from '../../src/store/authorisations.ts';
import { createSealer } from '../../src/store/sealing.ts';
import { Harness } from '../sandbox/harness.ts';
import { openTestDatabase } from '../support/database.ts';
import { RecordingLog } from '../zoho/surroundings.ts';

const AT_MS = Date.UTC(2026, 5, 1, 10);
const HOUR_MS = 3_600_000;

let zoho: Harness;
let log: RecordingLog;
beforeEach(async () => {
  zoho = await Harness.start({ items: 1 });
  log = new RecordingLog();
});
afterEach(() => zoho.close());

/** A login that is ready, as the exchange of a code leaves it. */
async function readyLogin() {
  const { prisma } = await openTestDatabase();
  const authorisations = new Authorisations(prisma, createSealer(randomBytes(32)));
  const { id } = await authorisations.begin({
    id: crypto.randomUUID(),
    secret: 'state',
    dataCenter: 'SANDBOX',
    product: 'BOOKS',
    clientId: zoho.organization.clientId,
    clientSecret: zoho.organization.clientSecret,
    redirectUri: null,
    connectionId: null,
    expiresAt: new Date(AT_MS),
  });
  const { refreshToken } = zoho.organization;
  const login = { refreshToken, accessToken: 'access', expiresAtMs: AT_MS, apiDomain: null };
  await authorisations.ready(id, login, { dataCenter: 'SANDBOX', usableUntil: new Date(AT_MS) });
  const at = (hours: number, sandboxUrl = zoho.sandbox.url) =>
    forgetLogins({ authorisations, sandboxUrl, log, clock: { nowMs: () => AT_MS + hours * HOUR_MS } });
  return { authorisations, id, at };
}

const refreshed = async () => (await zoho.authorize()).body;

it('when they are forgotten, and not before', async () => {
  const { at } = await readyLogin();
  await at(0.9);
  expect(await refreshed()).toHaveProperty('access_token');
  await Promise.all([at(1.1), at(1.1)]);
  expect(await refreshed()).toEqual({ error: 'invalid_code' });
  await at(1.2);
  expect(log.lines).toEqual([]);
});

it('and are forgotten here even when Zoho is not reached, which the log tells without the token', async () => {
  const { authorisations, id, at } = await readyLogin();
  await at(1.1, 'http://127.0.0.1:1');
  expect(await authorisations.find(id)).toBeNull();
  expect(log.lines).toHaveLength(1);
  expect(log.lines[0]).not.toContain(zoho.organization.refreshToken);
});

it('and a login that Zoho does not know any more is no trouble but a line in the log', async () => {
  const { at } = await readyLogin();
  await fetch(`${zoho.sandbox.url}/oauth/v2/token/revoke?token=${zoho.organization.refreshToken}`, {
    method: 'POST',
  });
  await at(1.1);
  expect(await refreshed()).toEqual({ error: 'invalid_code' });
});
