/** The access token of one connection: shared by processes through the store, refreshed under its lock. */
import { randomUUID } from 'node:crypto';
import { AuthorisationLost, ServiceUnavailable } from '../engine/errors.ts';
import type { EngineClock } from '../engine/services.ts';
import {
  ACCESS_TOKEN_LIFETIME_S,
  OAUTH_ERROR,
  OAUTH_TOKEN_PATH,
  TOKEN_WINDOW_MS,
} from '../zoho-api/index.ts';
import { backoffMs, FAULT_BACKOFF } from './budget/backoff.ts';
import { ConnectionNotOpened, isTransportFault, TokenError } from './errors.ts';
import type { ClientLog, CredentialStore, ZohoCredential } from './ports.ts';
import { readTokenAnswer } from './token-answer.ts';
import { BACKGROUND_TIMEOUT_MS, type HttpFetch } from './transport/http.ts';

export interface AccessToken {
  readonly accessToken: string;
  readonly apiDomain: string | null;
}

export interface TokenOptions {
  readonly credentials: CredentialStore;
  readonly clock: EngineClock;
  readonly log: ClientLog;
  readonly fetch: HttpFetch;
  readonly random: () => number;
  /** The accounts server's origin, already checked. */
  readonly accounts: string;
  /** Checks `api_domain` of an answer. @throws HostNotAllowed */
  readonly checkApiDomain: (apiDomain: string) => void;
  /** True: a block by Zoho is waited out; false: someone waits for the answer, so it is an error at once. */
  readonly patient: boolean;
}

/** A token this close to its end is renewed. */
const RENEW_BEFORE_END_MS = 120_000;
/**
 * A refused token that is younger than this is not replaced: Books refuses dead tokens and missing rights alike
 * (books-api.md 8), and one right that is missing would use up the ten tokens of ten minutes.
 */
const YOUNG_MS = TOKEN_WINDOW_MS / 2;
/** One exchange plus its retries must fit in here; then another process may try. */
const LOCK_TTL_MS = 90_000;
const LOCK_POLL_MS = 200;
const LOCK_WAIT_MS_MAX = 120_000;
const BLOCK_POLL_MS = 15_000;
const EXCHANGE_ATTEMPTS = 3;

/** Refused for good: a person must authorise again (books-api.md 1.4). */
const LOST: Readonly<Record<string, string>> = {
  [OAUTH_ERROR.invalidCode]: 'the refresh token was revoked or never valid',
  [OAUTH_ERROR.invalidClient]: 'the client id is unknown in this data centre',
  [OAUTH_ERROR.invalidClientSecret]: 'the client secret is wrong',
};

/** A renewal under way, and the signal of the call that started it. */
interface Renewal {
  readonly token: Promise<AccessToken>;
  readonly signal: AbortSignal;
}

export class TokenSource {
  readonly #options: TokenOptions;
  readonly #holder = randomUUID();
  #current: ZohoCredential | null = null;
  #rejected: string | null = null;
  #renewing: Renewal | null = null;
  /** A refresh token that Zoho refused for good, and how: asking again would use up the ten tokens of ten minutes. */
  #lost: { readonly refreshToken: string; readonly error: AuthorisationLost } | null = null;

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  /**
   * A token that is good for the next minutes.
   * @throws AuthorisationLost when Zoho refuses the credential
   * @throws ServiceUnavailable when the accounts server cannot be reached or blocks us
   */
  async token(signal: AbortSignal): Promise<AccessToken> {
    for (;;) {
      const known = this.#usable(this.#current, RENEW_BEFORE_END_MS);
      if (known !== null) return known;
      const renewal = this.#renewing ?? this.#startRenewal(signal);
      try {
        return await renewal.token;
      } catch (error) {
        // The caller that had started the renewal was stopped; this one was not.
        if (renewal.signal.aborted && !signal.aborted) continue;
        throw error;
      }
    }
  }

  #startRenewal(signal: AbortSignal): Renewal {
    const token = this.#renew(signal).finally(() => {
      this.#renewing = null;
    });
    this.#renewing = { token, signal };
    return this.#renewing;
  }

  /** A service refused this token; the next call gets another one, unless this one was only just made. */
  reject(accessToken: string): void {
    if (this.#current?.accessToken !== accessToken) return;
    if (!this.#isYoung(this.#current)) this.#rejected = accessToken;
    // The login may have been replaced meanwhile: the store knows.
    this.#current = null;
  }

  /** By its end: whichever process has made it. One that lasts longer than Zoho's do tells nothing. */
  #isYoung({ accessTokenExpiresAtMs: endsAtMs }: ZohoCredential): boolean {
    if (endsAtMs === null) return false;
    const ageMs = this.#options.clock.nowMs() - (endsAtMs - ACCESS_TOKEN_LIFETIME_S * 1_000);
    return ageMs < YOUNG_MS && ageMs > -YOUNG_MS;
  }

  #usable(credential: ZohoCredential | null, marginMs: number): AccessToken | null {
    if (credential === null || credential.accessToken === null || credential.accessTokenExpiresAtMs === null)
      return null;
    if (credential.accessToken === this.#rejected) return null;
    if (credential.accessTokenExpiresAtMs - marginMs <= this.#options.clock.nowMs()) return null;
    return { accessToken: credential.accessToken, apiDomain: credential.apiDomain };
  }

  async #read(marginMs: number): Promise<{ credential: ZohoCredential; usable: AccessToken | null }> {
    const credential = await this.#options.credentials.read();
    this.#current = credential;
    const usable = this.#usable(credential, marginMs);
    if (usable?.apiDomain) this.#options.checkApiDomain(usable.apiDomain);
    return { credential, usable };
  }

  /** Takes the lock or waits until another holder has saved a token. */
  async #renew(signal: AbortSignal): Promise<AccessToken> {
    const { clock, credentials } = this.#options;
    const giveUpAtMs = clock.nowMs() + LOCK_WAIT_MS_MAX + (this.#options.patient ? TOKEN_WINDOW_MS : 0);
    while (clock.nowMs() < giveUpAtMs) {
      signal.throwIfAborted();
      const { credential, usable } = await this.#read(RENEW_BEFORE_END_MS);
      if (usable !== null) return usable;
      if (await this.#blocked(credential, signal)) continue;
      if (await credentials.tryLockRefresh(this.#holder, LOCK_TTL_MS)) {
        const token = await this.#underLock(signal);
        if (token !== null) return token;
        continue;
      }
      // Another process is at it; the old token is good as long as it lasts.
      const old = this.#usable(credential, 0);
      if (old !== null) return old;
      await clock.sleep(LOCK_POLL_MS, signal);
    }
    throw new ServiceUnavailable("no access token could be had from Zoho's accounts server in time");
  }

  /** True when a block was (partly) waited out and the state must be read again. */
  async #blocked(credential: ZohoCredential, signal: AbortSignal): Promise<boolean> {
    const leftMs = (credential.refreshBlockedUntilMs ?? 0) - this.#options.clock.nowMs();
    if (leftMs <= 0) return false;
    if (!this.#options.patient) throw blockedError();
    await this.#options.clock.sleep(Math.min(leftMs, BLOCK_POLL_MS), signal);
    return true;
  }

  /** Null when Zoho blocks further tokens for now. */
  async #underLock(signal: AbortSignal): Promise<AccessToken | null> {
    const { credentials, clock } = this.#options;
    try {
      // The holder before us may have saved one between our reading and our lock.
      const { credential, usable } = await this.#read(RENEW_BEFORE_END_MS);
      if (usable !== null) return usable;
      if (this.#lost?.refreshToken === credential.refreshToken) throw this.#lost.error;
      return await this.#exchange(credential, signal);
    } catch (error) {
      if (!(error instanceof TokenError) || error.code !== OAUTH_ERROR.throttled) throw error;
      await credentials.saveRefreshBlock(clock.nowMs() + TOKEN_WINDOW_MS);
      this.#options.log.warn({ code: error.code }, 'Zoho grants no further access token for ten minutes');
      if (!this.#options.patient) throw blockedError();
      return null;
    } finally {
      await credentials.releaseRefresh(this.#holder);
    }
  }

  async #exchange(credential: ZohoCredential, signal: AbortSignal): Promise<AccessToken> {
    const { clock, credentials, random } = this.#options;
    let last: unknown;
    for (let attempt = 0; attempt < EXCHANGE_ATTEMPTS; attempt += 1) {
      if (attempt > 0) await clock.sleep(backoffMs(FAULT_BACKOFF, attempt, random()), signal);
      try {
        const { accessToken, apiDomain, expiresAtMs } = await this.#ask(credential);
        await credentials.saveAccessToken({ accessToken, apiDomain, expiresAtMs });
        this.#current = { ...credential, accessToken, apiDomain, accessTokenExpiresAtMs: expiresAtMs };
        return { accessToken, apiDomain };
      } catch (error) {
        if (error instanceof AuthorisationLost) this.#lost = { refreshToken: credential.refreshToken, error };
        if (!isFault(error)) throw error;
        last = error;
      }
    }
    const why =
      last instanceof ConnectionNotOpened ? last.message : "Zoho's accounts server gives no usable answer";
    throw new ServiceUnavailable(`no access token: ${why}`, { cause: last });
  }

  async #ask(credential: ZohoCredential) {
    const askedAtMs = this.#options.clock.nowMs();
    const answer = await this.#options.fetch({
      method: 'POST',
      origin: this.#options.accounts,
      path: OAUTH_TOKEN_PATH,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: credential.refreshToken,
        client_id: credential.clientId,
        client_secret: credential.clientSecret,
      }).toString(),
      timeoutMs: BACKGROUND_TIMEOUT_MS,
      signal: null,
    });
    const said = readTokenAnswer(answer, askedAtMs);
    if ('error' in said) throw refusal(said.error);
    if (said.apiDomain !== null) this.#options.checkApiDomain(said.apiDomain);
    return said;
  }
}

function isFault(error: unknown): boolean {
  if (error instanceof AuthorisationLost) return false;
  if (error instanceof TokenError) return error.code !== OAUTH_ERROR.throttled;
  return isTransportFault(error);
}

function refusal(word: string): Error {
  const cause = new TokenError(word);
  const reason = LOST[word];
  if (reason === undefined) return cause;
  return new AuthorisationLost(`Zoho refuses the credential: ${reason}; authorise the connection again`, {
    cause,
  });
}

function blockedError(): ServiceUnavailable {
  return new ServiceUnavailable(
    'Zoho grants no further access token for ten minutes (ten were asked for within ten minutes); try again later',
  );
}
