/**
 * Logins to Zoho under way, in the table `Authorisation`: any process can finish what another began. Secrets are sealed and
 * tied to their row; of the redirect's `state` only the hash is kept.
 */
import { createHash } from 'node:crypto';
import type { StoredCredentials } from './credentials.ts';
import type { Authorisation, Prisma, PrismaClient } from './generated/prisma/client.ts';
import type { BooksProduct, DataCenter } from './generated/prisma/enums.ts';
import { type Sealer, UnsealError } from './sealing.ts';

/** Expired rows are kept this long, so that whoever asks still learns what became of them. */
const KEPT_MS = 3_600_000;

export interface NewAuthorisation {
  readonly id: string;
  /** The `state` of the redirect, in clear. */
  readonly secret: string;
  readonly dataCenter: DataCenter;
  readonly product: BooksProduct;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string | null;
  readonly connectionId: string | null;
  readonly expiresAt: Date;
}

/** A claimed authorisation: nobody else exchanges a code for it. */
export interface ClaimedAuthorisation {
  readonly row: Authorisation;
  readonly clientSecret: string;
}

export interface AuthorisedLogin {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly accessToken: string | null;
  readonly accessTokenExpiresAtMs: number | null;
  readonly apiDomain: string | null;
}

/** A login that nobody made a connection of. */
export interface UnusedLogin {
  readonly dataCenter: DataCenter;
  readonly refreshToken: string;
}

type Secret = 'client secret' | 'refresh token' | 'access token';
const contextOf = (id: string, secret: Secret): string => `${secret} of authorisation ${id}`;

const hashOf = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');

export class Authorisations {
  readonly #prisma: PrismaClient;
  readonly #sealer: Sealer;

  constructor(prisma: PrismaClient, sealer: Sealer) {
    this.#prisma = prisma;
    this.#sealer = sealer;
  }

  /**
   * Deletes those that ended a while ago, with the secrets nobody used. Answers the logins among them, each to one of those
   * who ask at the same time: they are still good at Zoho.
   */
  async forgetExpired(at: Date): Promise<readonly UnusedLogin[]> {
    const expiresAt = { lt: new Date(at.getTime() - KEPT_MS) };
    const rows = await this.#prisma.authorisation.findMany({ where: { expiresAt } });
    const unused: UnusedLogin[] = [];
    for (const { id, dataCenter, refreshToken: sealed } of rows) {
      const { count } = await this.#prisma.authorisation.deleteMany({ where: { id, expiresAt } });
      const refreshToken = count === 0 || sealed === null ? null : this.#unsealed(id, sealed);
      if (refreshToken !== null) unused.push({ dataCenter, refreshToken });
    }
    return unused;
  }

  /** Null for what was sealed with another key. */
  #unsealed(id: string, sealed: Uint8Array): string | null {
    try {
      return this.#sealer.unseal(contextOf(id, 'refresh token'), sealed);
    } catch (error) {
      if (error instanceof UnsealError) return null;
      throw error;
    }
  }

  async begin({ secret, clientSecret, ...data }: NewAuthorisation): Promise<Authorisation> {
    return this.#prisma.authorisation.create({
      data: {
        ...data,
        stateHash: hashOf(secret),
        clientSecret: this.#sealer.seal(contextOf(data.id, 'client secret'), clientSecret),
      },
    });
  }

  find(id: string): Promise<Authorisation | null> {
    return this.#prisma.authorisation.findUnique({ where: { id } });
  }

  /** By the redirect's `state`. Null: unknown, used or expired; exactly one caller gets it. @throws UnsealError */
  claimBySecret(secret: string, at: Date): Promise<ClaimedAuthorisation | null> {
    return this.#claim({ stateHash: hashOf(secret) }, at);
  }

  /** By its id, for a code given by hand. @throws UnsealError */
  claimById(id: string, at: Date): Promise<ClaimedAuthorisation | null> {
    return this.#claim({ id }, at);
  }

  async #claim(which: Prisma.AuthorisationWhereInput, at: Date): Promise<ClaimedAuthorisation | null> {
    const [row] = await this.#prisma.authorisation.updateManyAndReturn({
      where: { ...which, state: 'PENDING', claimedAt: null, expiresAt: { gt: at } },
      data: { claimedAt: at },
    });
    if (row === undefined) return null;
    const clientSecret = this.#sealer.unseal(contextOf(row.id, 'client secret'), row.clientSecret);
    return { row, clientSecret };
  }

  /** The code was refused and another one may be tried. */
  async release(id: string): Promise<void> {
    await this.#prisma.authorisation.updateMany({
      where: { id, state: 'PENDING' },
      data: { claimedAt: null },
    });
  }

  async fail(id: string, reason: { readonly code: string; readonly message: string }): Promise<void> {
    await this.#prisma.authorisation.updateMany({
      where: { id, state: 'PENDING' },
      data: { state: 'FAILED', reasonCode: reason.code, reasonMessage: reason.message },
    });
  }

  /** Keeps the login until it is used or expires. */
  async ready(
    id: string,
    login: {
      readonly refreshToken: string;
      readonly accessToken: string;
      readonly expiresAtMs: number;
      readonly apiDomain: string | null;
    },
    more: { readonly dataCenter: DataCenter; readonly usableUntil: Date },
  ): Promise<void> {
    await this.#prisma.authorisation.updateMany({
      where: { id, state: 'PENDING' },
      data: {
        state: 'READY',
        dataCenter: more.dataCenter,
        expiresAt: more.usableUntil,
        refreshToken: this.#sealer.seal(contextOf(id, 'refresh token'), login.refreshToken),
        ...this.#accessToken(id, login),
      },
    });
  }

  /** What `ready` kept; null for any that is not ready or has expired. @throws UnsealError */
  async login(id: string, at: Date): Promise<{ row: Authorisation; login: AuthorisedLogin } | null> {
    const row = await this.find(id);
    if (row === null || row.state !== 'READY' || row.refreshToken === null || row.expiresAt <= at)
      return null;
    const unseal = (secret: Secret, sealed: Uint8Array) => this.#sealer.unseal(contextOf(id, secret), sealed);
    return {
      row,
      login: {
        clientId: row.clientId,
        clientSecret: unseal('client secret', row.clientSecret),
        refreshToken: unseal('refresh token', row.refreshToken),
        accessToken: row.accessToken && unseal('access token', row.accessToken),
        accessTokenExpiresAtMs: row.accessTokenExpiresAt?.getTime() ?? null,
        apiDomain: row.apiDomain,
      },
    };
  }

  /** A later access token of the same login, so that the next question need not ask for one (ten in ten minutes). */
  async saveAccessToken(
    id: string,
    token: Parameters<StoredCredentials['saveAccessToken']>[0],
  ): Promise<void> {
    await this.#prisma.authorisation.updateMany({ where: { id }, data: this.#accessToken(id, token) });
  }

  #accessToken(id: string, token: Parameters<StoredCredentials['saveAccessToken']>[0]) {
    return {
      accessToken: this.#sealer.seal(contextOf(id, 'access token'), token.accessToken),
      accessTokenExpiresAt: new Date(token.expiresAtMs),
      ...(token.apiDomain === null ? {} : { apiDomain: token.apiDomain }),
    };
  }
}

/** Takes a login away, in the transaction that stores it elsewhere; false: somebody else was quicker. */
export async function takeAway(transaction: Prisma.TransactionClient, id: string): Promise<boolean> {
  const { count } = await transaction.authorisation.deleteMany({ where: { id, state: 'READY' } });
  return count === 1;
}
