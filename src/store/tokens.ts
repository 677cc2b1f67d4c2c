/** Tokens of the API. A token is shown once; what stays is its SHA-256, enough for 256 random bits. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiToken, Prisma, PrismaClient } from './generated/prisma/client.ts';
import type { TokenRole } from './generated/prisma/enums.ts';

const TOKEN_PREFIX = 'fl_';
const TOKEN_BYTES = 32;
/** A revoked token is refused after this long at the latest, in every process. */
const CACHE_MS = 2_000;
const CACHE_ENTRIES_MAX = 1_000;
/** `lastUsedAt` is exact to this. */
const USE_NOTED_MS = 60_000;
/** `tokenId` of ADMIN_TOKEN, which has no row. */
export const BOOTSTRAP_TOKEN_ID = 'bootstrap';

/** Who calls. */
export interface TokenPrincipal {
  readonly tokenId: string;
  readonly role: TokenRole;
  /** The connections the token may see; empty: all of them. */
  readonly connectionIds: readonly string[];
}

export interface Tokens {
  /** Whose token this is; null for one that is unknown or revoked. */
  authenticate(bearer: string): Promise<TokenPrincipal | null>;
  /** Makes a token. It is answered here and never again. */
  create(
    input: { name: string; role: TokenRole; connectionIds: readonly string[] },
    deed: TokenDeed,
  ): Promise<{ tokenId: string; token: string }>;
  /** False when there is no such token. Revoking again changes nothing, and is no deed. */
  revoke(tokenId: string, deed: TokenDeed): Promise<boolean>;
}

/** What is written beside a token that is made or revoked, in the same transaction. */
export type TokenDeed = (transaction: Prisma.TransactionClient, token: ApiToken) => Promise<void>;

const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

interface CacheEntry {
  readonly principal: TokenPrincipal;
  readonly untilMs: number;
}

/**
 * @param options.adminToken ADMIN_TOKEN: an admin without a row; empty for none
 * @param options.nowMs epoch milliseconds
 */
export function createTokens(options: {
  readonly prisma: PrismaClient;
  readonly adminToken: string;
  readonly nowMs?: () => number;
}): Tokens {
  const { prisma, adminToken, nowMs = Date.now } = options;
  const adminHash = adminToken === '' ? null : sha256(adminToken);
  const cache = new Map<string, CacheEntry>();

  const remember = (hash: string, principal: TokenPrincipal): void => {
    const oldest = cache.keys().next().value;
    if (cache.size >= CACHE_ENTRIES_MAX && oldest !== undefined) cache.delete(oldest);
    cache.set(hash, { principal, untilMs: nowMs() + CACHE_MS });
  };

  const noteUse = async (id: string): Promise<void> => {
    const now = nowMs();
    const stale = { OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now - USE_NOTED_MS) } }] };
    await prisma.apiToken.updateMany({ where: { id, ...stale }, data: { lastUsedAt: new Date(now) } });
  };

  const lookUp = async (digest: Buffer): Promise<TokenPrincipal | null> => {
    const row = await prisma.apiToken.findUnique({ where: { hash: digest.toString('hex') } });
    if (!row || row.revokedAt || !timingSafeEqual(Buffer.from(row.hash, 'hex'), digest)) return null;
    await noteUse(row.id);
    return { tokenId: row.id, role: row.role, connectionIds: row.connectionIds };
  };

  return {
    async authenticate(bearer) {
      const digest = sha256(bearer);
      if (adminHash && timingSafeEqual(digest, adminHash)) {
        return { tokenId: BOOTSTRAP_TOKEN_ID, role: 'ADMIN', connectionIds: [] };
      }
      const hash = digest.toString('hex');
      const known = cache.get(hash);
      if (known && known.untilMs > nowMs()) return known.principal;
      cache.delete(hash);
      const principal = await lookUp(digest);
      if (principal) remember(hash, principal);
      return principal;
    },
    async create({ name, role, connectionIds }, deed) {
      const token = `${TOKEN_PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
      const tokenId = await prisma.$transaction(async (transaction) => {
        const row = await transaction.apiToken.create({
          data: { name, role, connectionIds: [...connectionIds], hash: sha256(token).toString('hex') },
        });
        await deed(transaction, row);
        return row.id;
      });
      return { tokenId, token };
    },
    async revoke(tokenId, deed) {
      const row = await prisma.apiToken.findUnique({ where: { id: tokenId } });
      if (!row) return false;
      await prisma.$transaction(async (transaction) => {
        const { count } = await transaction.apiToken.updateMany({
          where: { id: tokenId, revokedAt: null },
          data: { revokedAt: new Date(nowMs()) },
        });
        if (count > 0) await deed(transaction, row);
      });
      cache.delete(row.hash);
      return true;
    },
  };
}
