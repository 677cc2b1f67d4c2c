import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCredentialStore, sealCredential } from '../../src/store/credentials.ts';
import type { Database } from '../../src/store/database.ts';
import { createSealer } from '../../src/store/sealing.ts';
import type { CredentialStore } from '../../src/zoho/ports.ts';
import { openSharedTestDatabase } from '../support/database.ts';

let database: Database;
let end: () => Promise<void>;
let connectionId: string;
const sealer = createSealer(randomBytes(32));
const secrets = { clientSecret: 'the secret', refreshToken: '1000.refresh' };
const login = {
  clientId: 'client',
  ...secrets,
  accessToken: null,
  accessTokenExpiresAtMs: null,
  apiDomain: null,
};

beforeAll(async () => {
  ({ database, end } = await openSharedTestDatabase());
});
afterAll(() => end());
beforeEach(async () => {
  await database.prisma.connection.deleteMany();
  connectionId = crypto.randomUUID();
  await database.prisma.connection.create({
    data: {
      id: connectionId,
      name: 'one',
      product: 'BOOKS',
      syncType: 'TYPE_IV',
      dataCenter: 'SANDBOX',
      booksOrganizationId: '1',
      fsmOrganizationId: '2',
      credential: { create: sealCredential(sealer, connectionId, login) },
    },
  });
});

function store(): CredentialStore {
  return createCredentialStore({ prisma: database.prisma, sealer, connectionId });
}

it('keeps secrets sealed in the table and opens them for the clients', async () => {
  await store().saveAccessToken({
    accessToken: 'access',
    expiresAtMs: 1_000,
    apiDomain: 'https://api.example',
  });
  expect(await store().read()).toEqual({
    clientId: 'client',
    ...secrets,
    accessToken: 'access',
    accessTokenExpiresAtMs: 1_000,
    apiDomain: 'https://api.example',
    refreshBlockedUntilMs: null,
  });
  const row = await database.prisma.credential.findUniqueOrThrow({ where: { connectionId } });
  const stored = Buffer.concat([row.clientSecret, row.refreshToken, row.accessToken ?? new Uint8Array()]);
  for (const secret of ['the secret', '1000.refresh', 'access']) expect(stored.includes(secret)).toBe(false);
});

it('does not open a secret that was copied from another connection', async () => {
  const { clientSecret } = sealCredential(sealer, crypto.randomUUID(), login);
  await database.prisma.credential.update({ where: { connectionId }, data: { clientSecret } });
  await expect(store().read()).rejects.toMatchObject({ code: 'UNSEAL_FAILED' });
});

it('gives the refresh lock to one of many, and again after its release', async () => {
  const holders = Array.from({ length: 8 }, (_, number) => `holder ${number}`);
  const taken = await Promise.all(holders.map((holder) => store().tryLockRefresh(holder, 60_000)));
  expect(taken.filter(Boolean)).toHaveLength(1);
  const winner = holders[taken.indexOf(true)] ?? '';
  await store().releaseRefresh('somebody else');
  expect(await store().tryLockRefresh('late', 60_000)).toBe(false);
  expect(await store().tryLockRefresh(winner, 60_000)).toBe(true);
  await store().releaseRefresh(winner);
  expect(await store().tryLockRefresh('late', 60_000)).toBe(true);
});

it('lets the refresh lock lapse', async () => {
  expect(await store().tryLockRefresh('died', -1)).toBe(true);
  expect(await store().tryLockRefresh('next', 60_000)).toBe(true);
});

it('remembers a refresh block until a token arrives', async () => {
  await store().saveRefreshBlock(5_000);
  expect((await store().read()).refreshBlockedUntilMs).toBe(5_000);
  await store().saveAccessToken({ accessToken: 'access', expiresAtMs: 9_000, apiDomain: null });
  expect((await store().read()).refreshBlockedUntilMs).toBeNull();
});

it('says which connection has no credential', async () => {
  await database.prisma.credential.delete({ where: { connectionId } });
  await expect(store().read()).rejects.toMatchObject({ code: 'CREDENTIAL_MISSING' });
});
