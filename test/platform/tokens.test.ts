import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { createTokens, type TokenDeed } from '../../src/store/tokens.ts';
import { openSharedTestDatabase } from '../support/database.ts';

let database: Database;
let end: () => Promise<void>;
let now = Date.parse('2026-03-01T00:00:00Z');

beforeAll(async () => {
  ({ database, end } = await openSharedTestDatabase());
});
afterAll(() => end());

const deeds: string[] = [];
/** Notes the name of the token that something was done to. */
const deed: TokenDeed = async (_transaction, { name }) => void deeds.push(name);

/** Each call is a process of its own: nothing is shared but the database. */
function tokens(adminToken = '') {
  return createTokens({ prisma: database.prisma, adminToken, nowMs: () => now });
}

it('knows the bootstrap token as an admin of everything, without a row', async () => {
  const principal = { tokenId: 'bootstrap', role: 'ADMIN', connectionIds: [] };
  expect(await tokens('a long enough token').authenticate('a long enough token')).toEqual(principal);
  expect(await tokens('a long enough token').authenticate('a long enough toke')).toBeNull();
  expect(await tokens('').authenticate('')).toBeNull();
});

it('makes a token that works in every process and is stored only as a hash', async () => {
  const connectionId = crypto.randomUUID();
  const made = await tokens().create({ name: 'ci', role: 'OPERATOR', connectionIds: [connectionId] }, deed);
  expect(made.token).toMatch(/^fl_[\w-]{43}$/);
  const principal = { tokenId: made.tokenId, role: 'OPERATOR', connectionIds: [connectionId] };
  expect(await tokens().authenticate(made.token)).toEqual(principal);
  expect(await tokens().authenticate(`${made.token}x`)).toBeNull();
  const row = await database.prisma.apiToken.findUniqueOrThrow({ where: { id: made.tokenId } });
  expect(JSON.stringify(row)).not.toContain(made.token);
  expect(row.lastUsedAt?.getTime()).toBe(now);
});

it('refuses a revoked token at once here and within seconds elsewhere', async () => {
  const [here, elsewhere] = [tokens(), tokens()];
  const { token, tokenId } = await here.create(
    { name: 'short-lived', role: 'VIEWER', connectionIds: [] },
    deed,
  );
  expect(await elsewhere.authenticate(token)).not.toBeNull();
  expect(await here.authenticate(token)).not.toBeNull();
  expect(await here.revoke(tokenId, deed)).toBe(true);
  expect(await here.authenticate(token)).toBeNull();
  now += 2_001;
  expect(await elsewhere.authenticate(token)).toBeNull();
});

it('revokes once, and says when there is nothing to revoke', async () => {
  const { tokenId } = await tokens().create({ name: 'x', role: 'SUPPORT', connectionIds: [] }, deed);
  await tokens().revoke(tokenId, deed);
  const first = await database.prisma.apiToken.findUniqueOrThrow({ where: { id: tokenId } });
  now += 5_000;
  deeds.length = 0;
  expect(await tokens().revoke(tokenId, deed)).toBe(true);
  expect(await database.prisma.apiToken.findUniqueOrThrow({ where: { id: tokenId } })).toEqual(first);
  expect(await tokens().revoke(crypto.randomUUID(), deed)).toBe(false);
  expect(deeds).toEqual([]);
});

it('makes and revokes no token of which nothing can be written down', async () => {
  const failing: TokenDeed = async () => {
    throw new Error('the audit log is full');
  };
  const input = { name: 'never made', role: 'ADMIN', connectionIds: [] } as const;
  await expect(tokens().create(input, failing)).rejects.toThrow('the audit log is full');
  expect(await database.prisma.apiToken.count({ where: { name: 'never made' } })).toBe(0);
  const { tokenId, token } = await tokens().create({ ...input, name: 'stays' }, deed);
  await expect(tokens().revoke(tokenId, failing)).rejects.toThrow('the audit log is full');
  expect(await tokens().authenticate(token)).not.toBeNull();
});
