/** What the API asks of the running product about logins to Zoho: making them, choosing from them, replacing them. */
import type {
  AuthorisationState,
  BooksProduct,
  DataCenter,
  SyncType,
} from '../store/generated/prisma/enums.ts';
import type { Answer } from './control.ts';

/** Who asks; for the audit log. */
export interface Actor {
  readonly tokenId: string;
}

/** An OAuth login as it is typed in. */
export interface GivenLogin {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}
/** A login that an authorisation brought. */
export interface AuthorisedLoginRef {
  readonly authorisationId: string;
}
export type LoginSource = GivenLogin | AuthorisedLoginRef;

export const AUTHORISATION_LIFE_MS = 600_000;

export interface NewAuthorisationInput {
  readonly dataCenter: DataCenter;
  readonly product: BooksProduct;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Null: a Self Client, whose code is given to `completeAuthorisation`. */
  readonly redirectUri: string | null;
  /** Null: for a new connection. */
  readonly connectionId: string | null;
}

export interface AuthorisationView {
  readonly id: string;
  readonly state: AuthorisationState;
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly dataCenter: DataCenter;
  readonly product: BooksProduct;
  readonly connectionId: string | null;
  readonly redirectUri: string | null;
  /** Known only to whoever began it: the secret in it is kept as a hash. */
  readonly consentUrl: string | null;
  readonly scopes: readonly { readonly name: string; readonly reason: string }[];
  readonly expiresAt: Date;
}

export type LoginProduct = BooksProduct | 'FSM';

export interface LoginOrganization {
  /** Null where FSM does not tell it. */
  readonly organizationId: string | null;
  readonly product: LoginProduct;
  readonly name: string | null;
  /** Plan of a Books organisation, edition of an FSM one. */
  readonly edition: string | null;
  readonly active: boolean;
  readonly currency: string | null;
  readonly timeZone: string | null;
}

export interface LoginOrganizations {
  readonly organizations: readonly LoginOrganization[];
  /** Products that gave no list, and why. */
  readonly unanswered: readonly { readonly product: LoginProduct; readonly message: string }[];
}

/** What a redirect brings. */
export interface Redirect {
  readonly state: string | null;
  readonly code: string | null;
  readonly error: string | null;
  readonly location: string | null;
  readonly accountsServer: string | null;
}

export interface CapabilityView {
  readonly name: string;
  /** Null: could not be told. */
  readonly found: boolean | null;
  /** What it means for the sync, as a sentence. */
  readonly detail: string;
  readonly checkedAt: Date;
}

export interface Onboarding {
  beginAuthorisation(input: NewAuthorisationInput): Promise<Answer<AuthorisationView>>;
  /** For a code given by hand. A refused code may be followed by another. */
  completeAuthorisation(input: { authorisationId: string; code: string }): Promise<Answer<AuthorisationView>>;
  /** For a code that a redirect brought. Its `state` is good once, whatever comes of it. */
  acceptRedirect(redirect: Redirect): Promise<'ready' | 'failed' | 'unknown'>;
  authorisation(id: string): Promise<AuthorisationView | null>;
  /** Asks all three products; empty while the authorisation is not ready. */
  organizations(authorisationId: string): Promise<LoginOrganizations>;
  /** Where a new Zoho Invoice organisation is made (E6). */
  newInvoiceOrganization(dataCenter: DataCenter): {
    readonly url: string;
    readonly note: string;
    readonly syncType: SyncType;
  };
  /** Checks the new login against both organisations before anything is stored; keeps all else. */
  replaceCredential(
    input: { readonly connectionId: string; readonly login: LoginSource; readonly reason: string | null },
    actor: Actor,
  ): Promise<Answer<{ connectionId: string }>>;
  /** Finds out anew what the connection's organisations can do. */
  probeConnection(input: { connectionId: string }): Promise<Answer<{ connectionId: string }>>;
  /** What a connection's stored probes say; empty before the first. */
  capabilities(stored: unknown): readonly CapabilityView[];
}
