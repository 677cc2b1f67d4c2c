/** All organisations of the sandbox, the tokens that open them, and what strikes their calls. */
import {
  ACCESS_TOKEN_LIFETIME_S,
  GRANT_CODE_LIFETIME_MS,
  TOKEN_WINDOW_MS,
  TOKENS_PER_WINDOW,
} from '../../zoho-api/index.ts';
import type { Switches } from '../switches.ts';
import { SandboxClock } from './clock.ts';
import { FaultBook } from './faults.ts';
import { SlidingWindow } from './limiter.ts';
import type { Organization } from './organization.ts';
import { Random } from './random.ts';

interface AccessToken {
  organization: Organization;
  refreshToken: string;
  /** In real time, as the clock counts it. */
  expiresAtMs: number;
}

interface RefreshToken {
  organization: Organization;
  clientId: string;
  issued: SlidingWindow;
  revoked: boolean;
}

/** An OAuth client of an organisation's user. */
export interface Client {
  organization: Organization;
  clientId: string;
  clientSecret: string;
}

/** What a consent was given for. */
export interface Grant {
  client: Client;
  /** Empty: a Self Client's code, which was given out without a redirect. */
  redirectUri: string;
  /** Whether a refresh token comes with the first access token (`access_type=offline`). */
  offline: boolean;
}

interface Code extends Grant {
  expiresAtMs: number;
}

export class World {
  readonly clock: SandboxClock;
  readonly faults: FaultBook;
  readonly switches: Switches;
  readonly #organizations: Organization[] = [];
  readonly #byId = new Map<string, Organization>();
  readonly #clients = new Map<string, Client>();
  readonly #codes = new Map<string, Code>();
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
    const { clientId, clientSecret, refreshToken } = organization.credentials;
    this.#addClient({ organization, clientId, clientSecret });
    this.#addRefreshToken(refreshToken, organization, clientId);
  }

  #addClient(client: Client): Client {
    this.#clients.set(client.clientId, client);
    return client;
  }

  #addRefreshToken(token: string, organization: Organization, clientId: string): void {
    const issued = new SlidingWindow(TOKEN_WINDOW_MS);
    this.#refresh.set(token, { organization, clientId, issued, revoked: false });
  }

  /** A second client of the same user, as made in Zoho's API console. */
  makeClient(organization: Organization): Client {
    const { random } = organization;
    const clientId = `1000.${random.hex(32).toUpperCase()}`;
    return this.#addClient({ organization, clientId, clientSecret: random.hex(42) });
  }

  /** By Books or FSM id. */
  find(id: string): Organization | undefined {
    return this.#byId.get(id);
  }

  findClient(clientId: string): Client | undefined {
    return this.#clients.get(clientId);
  }

  /** The organisation and client a refresh token belongs to, unless it was revoked. */
  findRefreshToken(token: string): { organization: Organization; clientId: string } | undefined {
    const known = this.#refresh.get(token);
    return known === undefined || known.revoked ? undefined : known;
  }

  /** A code for what a user has consented to, good for a minute and for one exchange. */
  issueCode(grant: Grant): string {
    const { random } = grant.client.organization;
    const code = `1000.${random.hex(32)}.${random.hex(32)}`;
    this.#codes.set(code, { ...grant, expiresAtMs: this.clock.elapsedMs() + GRANT_CODE_LIFETIME_MS });
    return code;
  }

  /** What a code stands for; it is used up by this. Undefined: unknown, used before or too old. */
  redeemCode(code: string): Grant | undefined {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    return known !== undefined && known.expiresAtMs > this.clock.elapsedMs() ? known : undefined;
  }

  issueRefreshToken({ organization, clientId }: Client): string {
    const token = `1000.${organization.random.hex(32)}.${organization.random.hex(32)}`;
    this.#addRefreshToken(token, organization, clientId);
    return token;
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
    this.#access.set(token, { organization: known.organization, refreshToken, expiresAtMs });
    return token;
  }

  /** Ends a refresh token with its access tokens, or one access token. False: the token is not known. */
  revoke(token: string): boolean {
    const refresh = this.#refresh.get(token);
    if (refresh === undefined) return this.#access.delete(token);
    refresh.revoked = true;
    for (const [access, { refreshToken }] of this.#access) {
      if (refreshToken === token) this.#access.delete(access);
    }
    return true;
  }

  /** Whose live access token this is. */
  authenticate(token: string): Organization | undefined {
    const known = this.#access.get(token);
    return known !== undefined && known.expiresAtMs > this.clock.realMs() ? known.organization : undefined;
  }
}
