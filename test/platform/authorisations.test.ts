/** Logins under way, in the table: taken once, sealed, and forgotten in time. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Authorisations, takeAway } from '../../src/store/authorisations.ts';
import type { Database } from '../../src/store/database.ts';
import { createSealer } from '../../src/store/sealing.ts';
import { openSharedTestDatabase } from '../support/database.ts';

const AT = new Date('2026-06-01T10:00:00Z');
const after = (ms: number) => new Date(AT.getTime() + ms);

let database: Database;
let end: () => Promise<void>;
let store: Authorisations;
let id: string;

beforeAll(async () => {
  ({ database, end } = await openSharedTestDatabase());
});
afterAll(() => end());
beforeEach(async () => {
  await database.prisma.authorisation.deleteMany();
  store = new Authorisations(database.prisma, createSealer(randomBytes(32)));
  id = await begin('first state');
});

async function begin(secret: string): Promise<string> {
  const row = await store.begin({
    id: crypto.randomUUID(),
    secret,
    dataCenter: 'EU',
    product: 'BOOKS',
    clientId: 'client',
    clientSecret: 'the client secret',
    redirectUri: null,
    connectionId: null,
    expiresAt: after(600_000),
  });
  return row.id;
}

const login = { refreshToken: '1000.refresh', accessToken: '1000.access', expiresAtMs: 5, apiDomain: null };
const ready = () => store.ready(id, login, { dataCenter: 'US', usableUntil: after(3_600_000) });

it('gives an authorisation to one of many who come with its state', async () => {
  const claims = await Promise.all(Array.from({ length: 8 }, () => store.claimBySecret('first state', AT)));
  expect(claims.filter((claim) => claim !== null)).toMatchObject([{ clientSecret: 'the client secret' }]);
  expect(await store.claimById(id, AT)).toBeNull();
});

it('knows no other state, no hash of one, and none that has expired', async () => {
  const { stateHash } = await database.prisma.authorisation.findUniqueOrThrow({ where: { id } });
  for (const state of ['', 'First state', 'first state ', stateHash, '%'])
    expect(await store.claimBySecret(state, AT)).toBeNull();
  expect(await store.claimBySecret('first state', after(600_000))).toBeNull();
  expect(await store.claimBySecret('first state', after(599_999))).not.toBeNull();
});

it('is there to be claimed again after a release, and not after it has failed', async () => {
  expect(await store.claimById(id, AT)).not.toBeNull();
  await store.release(id);
  expect(await store.claimById(id, AT)).not.toBeNull();
  await store.fail(id, { code: 'CLIENT_REFUSED', message: 'No.' });
  await store.release(id);
  expect(await store.claimById(id, AT)).toBeNull();
  await ready();
  expect(await store.login(id, AT)).toBeNull();
});

it('keeps the login sealed until its time is up, and lets it be taken once', async () => {
  await ready();
  expect(await store.login(id, AT)).toMatchObject({
    row: { dataCenter: 'US' },
    login: { clientId: 'client', clientSecret: 'the client secret', refreshToken: '1000.refresh' },
  });
  expect(await store.login(id, after(3_600_000))).toBeNull();
  const row = await database.prisma.authorisation.findUniqueOrThrow({ where: { id } });
  const stored = Buffer.concat([
    row.clientSecret,
    row.refreshToken ?? Buffer.of(),
    row.accessToken ?? Buffer.of(),
  ]);
  for (const secret of ['the client secret', '1000.refresh', '1000.access'])
    expect(stored.includes(secret)).toBe(false);
  const taken = await Promise.all([1, 2, 3].map(() => database.prisma.$transaction((t) => takeAway(t, id))));
  expect(taken.sort()).toEqual([false, false, true]);
});

it('does not open a secret that was copied from another row', async () => {
  const other = await begin('second state');
  const { clientSecret } = await database.prisma.authorisation.findUniqueOrThrow({ where: { id: other } });
  await database.prisma.authorisation.update({ where: { id }, data: { clientSecret } });
  await expect(store.claimById(id, AT)).rejects.toMatchObject({ code: 'UNSEAL_FAILED' });
});

it('forgets what has been over for an hour, and nothing else', async () => {
  await store.forgetExpired(after(600_000 + 3_600_000));
  expect(await store.find(id)).not.toBeNull();
  await store.forgetExpired(after(600_001 + 3_600_000));
  expect(await store.find(id)).toBeNull();
});

it('hands the logins that it forgets to one of those who ask, so that they can be ended', async () => {
  await ready();
  const at = after(3_600_001 + 3_600_000);
  const asked = await Promise.all([store.forgetExpired(at), store.forgetExpired(at)]);
  expect(asked.flat()).toEqual([{ dataCenter: 'US', refreshToken: '1000.refresh' }]);
  expect(await store.forgetExpired(at)).toEqual([]);
});

it('forgets what was sealed with another key as well', async () => {
  await ready();
  const other = new Authorisations(database.prisma, createSealer(randomBytes(32)));
  expect(await other.forgetExpired(after(3_600_001 + 3_600_000))).toEqual([]);
  expect(await store.find(id)).toBeNull();
});
