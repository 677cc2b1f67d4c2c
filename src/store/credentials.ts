/**
 * The OAuth credential of a connection, sealed in the table `Credential`. Has the shape of the clients' port
 * `CredentialStore` without importing it: the store knows the engine only.
 */
import type { PrismaClient } from './generated/prisma/client.ts';
import type { Sealer } from './sealing.ts';

/** The connection has no credential: it was deleted meanwhile. */
export class CredentialMissing extends Error {
  readonly code = 'CREDENTIAL_MISSING';
  constructor(connectionId: string) {
    super(`connection ${connectionId} has no stored credential`);
    this.name = 'CredentialMissing';
  }
}

export interface StoredCredential {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly accessToken: string | null;
  readonly accessTokenExpiresAtMs: number | null;
  readonly apiDomain: string | null;
  readonly refreshBlockedUntilMs: number | null;
}

export interface StoredCredentials {
  /** @throws CredentialMissing, UnsealError */
  read(): Promise<StoredCredential>;
  /** Takes the refresh lock unless another holder has it; it lapses by itself after `ttlMs` on the database's clock. */
  tryLockRefresh(holder: string, ttlMs: number): Promise<boolean>;
  releaseRefresh(holder: string): Promise<void>;
  saveAccessToken(token: {
    accessToken: string;
    expiresAtMs: number;
    apiDomain: string | null;
  }): Promise<void>;
  saveRefreshBlock(untilMs: number): Promise<void>;
}

type Secret = 'client secret' | 'refresh token' | 'access token';

/** Ties a sealed secret to its row and column, so that it opens nowhere else. */
const contextOf = (connectionId: string, secret: Secret): string => `${secret} of connection ${connectionId}`;

/** All columns of a new or replaced credential: what an older one left in any of them is gone. */
export function sealCredential(
  sealer: Sealer,
  connectionId: string,
  login: Omit<StoredCredential, 'refreshBlockedUntilMs'>,
) {
  const seal = (secret: Secret, text: string) => sealer.seal(contextOf(connectionId, secret), text);
  const { accessToken, accessTokenExpiresAtMs: expiresAtMs } = login;
  return {
    clientId: login.clientId,
    clientSecret: seal('client secret', login.clientSecret),
    refreshToken: seal('refresh token', login.refreshToken),
    accessToken: accessToken === null ? null : seal('access token', accessToken),
    accessTokenExpiresAt: expiresAtMs === null ? null : new Date(expiresAtMs),
    apiDomain: login.apiDomain,
    refreshBlockedUntil: null,
    refreshLockedBy: null,
    refreshLockedUntil: null,
  };
}

export function createCredentialStore(options: {
  readonly prisma: PrismaClient;
  readonly sealer: Sealer;
  readonly connectionId: string;
}): StoredCredentials {
  const { prisma, sealer, connectionId } = options;
  const where = { connectionId };
  const unseal = (secret: Secret, sealed: Uint8Array) =>
    sealer.unseal(contextOf(connectionId, secret), sealed);
  return {
    async read() {
      const row = await prisma.credential.findUnique({ where });
      if (!row) throw new CredentialMissing(connectionId);
      return {
        clientId: row.clientId,
        clientSecret: unseal('client secret', row.clientSecret),
        refreshToken: unseal('refresh token', row.refreshToken),
        accessToken: row.accessToken && unseal('access token', row.accessToken),
        accessTokenExpiresAtMs: row.accessTokenExpiresAt?.getTime() ?? null,
        apiDomain: row.apiDomain,
        refreshBlockedUntilMs: row.refreshBlockedUntil?.getTime() ?? null,
      };
    },
    async tryLockRefresh(holder, ttlMs) {
      // One statement on the database's clock: no transaction stays open while the token is asked for.
      const taken = await prisma.$executeRaw`
        UPDATE "Credential"
           SET "refreshLockedBy" = ${holder},
               "refreshLockedUntil" = clock_timestamp() + ${ttlMs}::float8 * interval '1 millisecond'
         WHERE "connectionId" = ${connectionId}::uuid
           AND ("refreshLockedUntil" IS NULL OR "refreshLockedUntil" < clock_timestamp()
                OR "refreshLockedBy" = ${holder})`;
      return taken === 1;
    },
    async releaseRefresh(holder) {
      await prisma.credential.updateMany({
        where: { ...where, refreshLockedBy: holder },
        data: { refreshLockedBy: null, refreshLockedUntil: null },
      });
    },
    async saveAccessToken({ accessToken, expiresAtMs, apiDomain }) {
      await prisma.credential.updateMany({
        where,
        data: {
          accessToken: sealer.seal(contextOf(connectionId, 'access token'), accessToken),
          accessTokenExpiresAt: new Date(expiresAtMs),
          // An answer without the domain does not take back what an earlier one said.
          ...(apiDomain === null ? {} : { apiDomain }),
          refreshBlockedUntil: null,
        },
      });
    },
    async saveRefreshBlock(untilMs) {
      await prisma.credential.updateMany({ where, data: { refreshBlockedUntil: new Date(untilMs) } });
    },
  };
}
