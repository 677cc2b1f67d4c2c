/** All organisations of the sandbox, the tokens that open them, and what strikes their calls. */
import { ACCESS_TOKEN_LIFETIME_S, TOKEN_WINDOW_MS, TOKENS_PER_WINDOW } from '../../zoho-api/index.ts';
import type { Switches } from '../switches.ts';
import { SandboxClock } from './clock.ts';
import { FaultBook } from './faults.ts';
import { SlidingWindow } from './limiter.ts';
import type { Organization } from './organization.ts';
import { Random } from './random.ts';

interface AccessToken {
  organization: Organization;
  /** In real time, as the clock counts it. */
  expiresAtMs: number;
}

interface RefreshToken {
  organization: Organization;
  issued: SlidingWindow;
  revoked: boolean;
}

export class World {
  readonly clock: SandboxClock;
  readonly faults: FaultBook;
  readonly switches: Switches;
  readonly #organizations: Organization[] = [];
  readonly #byId = new Map<string, Organization>();
  readonly #byClientId = new Map<string, Organization>();
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, RefreshToken>();

  constructor(seed: string, switches: Switches, clock: SandboxClock = new SandboxClock()) {
    this.clock = clock;
    this.switches = switches;
    this.faults = new FaultBook(new Random(`${seed}/faults`));
  }

  get organizations(): readonly Organization[] {
    return this.#organizations;
  }

  add(organization: Organization): void {
    this.#organizations.push(organization);
    for (const id of organization.idsOfBoth) this.#byId.set(id, organization);
    this.#byClientId.set(organization.credentials.clientId, organization);
    const issued = new SlidingWindow(TOKEN_WINDOW_MS);
    this.#refresh.set(organization.credentials.refreshToken, { organization, issued, revoked: false });
  }

  /** By Books or FSM id. */
  find(id: string): Organization | undefined {
    return this.#byId.get(id);
  }

  findClient(clientId: string): Organization | undefined {
    return this.#byClientId.get(clientId);
  }

  /** The organisation a refresh token belongs to, unless it was revoked. */
  findRefreshToken(token: string): Organization | undefined {
    const known = this.#refresh.get(token);
    return known === undefined || known.revoked ? undefined : known.organization;
  }

  /** A new access token, or null: the refresh token has yielded its ten in ten minutes (books-api.md 1.3). */
  issueAccessToken(refreshToken: string): string | null {
    const known = this.#refresh.get(refreshToken);
    const atMs = this.clock.elapsedMs();
    if (known === undefined || known.revoked || known.issued.count(atMs) >= TOKENS_PER_WINDOW) return null;
    known.issued.add(atMs);
    const realMs = this.clock.realMs();
    for (const [token, { expiresAtMs }] of this.#access)
      if (expiresAtMs <= realMs) this.#access.delete(token);
    const { random } = known.organization;
    const token = `1000.${random.hex(32)}.${random.hex(32)}`;
    const expiresAtMs = realMs + ACCESS_TOKEN_LIFETIME_S * 1000;
    this.#access.set(token, { organization: known.organization, expiresAtMs });
    return token;
  }

  /** Ends a refresh token with its access tokens, or one access token. False: the token is not known. */
  revoke(token: string): boolean {
    const refresh = this.#refresh.get(token);
    if (refresh === undefined) return this.#access.delete(token);
    refresh.revoked = true;
    for (const [access, { organization }] of this.#access) {
      if (organization === refresh.organization) this.#access.delete(access);
    }
    return true;
  }

  /** Whose live access token this is. */
  authenticate(token: string): Organization | undefined {
    const known = this.#access.get(token);
    return known !== undefined && known.expiresAtMs > this.clock.realMs() ? known.organization : undefined;
  }
}
