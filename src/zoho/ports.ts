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

/** One organisation at one service: who shares a quota. */
export interface QuotaPlace {
  /** Data centre, or the address of a simulated one. */
  readonly place: string;
  readonly service: 'books' | 'fsm';
  readonly organizationId: string;
}

/** What a process has learned of a day since it reported last. */
export interface QuotaReport {
  /** Calendar date of the organisation, `2026-11-27`. */
  readonly day: string;
  /** When the day ends, epoch milliseconds. */
  readonly resetAtMs: number;
  /** Calls of this process that `told` is sure to hold. */
  readonly made: number;
  /** The most calls, of anybody, that the service has told of; null: it tells nothing. */
  readonly told: number | null;
  /** The limit as the service told it; null: it tells nothing. */
  readonly limit: number | null;
}

export interface QuotaAsk {
  readonly report: QuotaReport;
  readonly nowMs: number;
  /** Names the process among those that share the quota. */
  readonly holder: string;
  readonly priority: 'background' | 'people';
  readonly wanted: number;
  /** The limit until the service names one; null: there is none. */
  readonly documented: number | null;
  /** Share of the limit that is not to be touched, 0 to 1. */
  readonly reserveShare: number;
}

export interface QuotaGrant {
  /** From 0 to what was wanted. */
  readonly calls: number;
  /** When the day ends, epoch milliseconds. */
  readonly resetAtMs: number;
  /** Processes that sync with the organisation at present, the asking one included where it does. */
  readonly holders: number;
  /** Calls handed to other processes in the last minute; and of these, the ones for people. */
  readonly othersLately: number;
  readonly othersForPeopleLately: number;
}

/**
 * The day's calls of an organisation, shared by every connection and process: they take blocks of calls from it. Used is
 * the larger of what was handed out and of what the service told, with what was handed out and not made since.
 */
export interface QuotaLedger {
  take(of: QuotaPlace, ask: QuotaAsk): Promise<QuotaGrant>;
  /** Calls of the report's day that were handed out and will not be made. */
  giveBack(of: QuotaPlace, calls: number, report: QuotaReport): Promise<void>;
}
