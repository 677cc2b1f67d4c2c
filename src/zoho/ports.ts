/** What the Zoho clients need from their surroundings; `src/store` and `src/server` provide it, tests use memory. */

/** The OAuth credential of one connection, decrypted. */
export interface ZohoCredential {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly accessToken: string | null;
  readonly accessTokenExpiresAtMs: number | null;
  /** `api_domain` of the last token answer. */
  readonly apiDomain: string | null;
  /** No refresh is tried before this (books-api.md 1.3: ten tokens in ten minutes). */
  readonly refreshBlockedUntilMs: number | null;
}

/** Shared by every process that works on the connection, so that they use one access token (books-api.md 1.3). */
export interface CredentialStore {
  read(): Promise<ZohoCredential>;
  /** Takes the refresh lock unless another holder has it; it lapses by itself after `ttlMs`. */
  tryLockRefresh(holder: string, ttlMs: number): Promise<boolean>;
  releaseRefresh(holder: string): Promise<void>;
  saveAccessToken(token: {
    accessToken: string;
    expiresAtMs: number;
    apiDomain: string | null;
  }): Promise<void>;
  saveRefreshBlock(untilMs: number): Promise<void>;
}

/** Structured log of the clients. Never given a payload or a field value. */
export interface ClientLog {
  debug(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void;
  warn(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void;
}

/** Limits in force for one organisation at one service; null: no limit. */
export interface ServiceLimits {
  readonly perMinute: number | null;
  readonly perDay: number | null;
  readonly concurrent: number | null;
}

/** Where the limits come from: the documented table, or the sandbox's own word for SANDBOX connections. */
export interface LimitsSource {
  limits(service: 'books' | 'fsm'): Promise<ServiceLimits>;
}
