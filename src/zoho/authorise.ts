/** The authorisation-code flow: where to send a user for consent, and what the code that comes back is worth (books-api.md 1.2). */
import type { EngineClock } from '../engine/services.ts';
import {
  DATA_CENTER_HOSTS,
  DATA_CENTERS,
  type DataCenter,
  OAUTH_CONSENT_PATH,
  OAUTH_ERROR,
  OAUTH_REVOKE_PATH,
  OAUTH_TOKEN_PATH,
  type Scope,
} from '../zoho-api/index.ts';
import { AuthorisationRefused, TokenError } from './errors.ts';
import { readTokenAnswer, refusalIn, type TokenGrant } from './token-answer.ts';
import { accountsOrigin, type ConnectionDataCenter, HostList, serviceBases } from './transport/hosts.ts';
import { type HttpFetch, INTERACTIVE_TIMEOUT_MS } from './transport/http.ts';

/** An accounts server as data centre and origin. */
export interface AccountsPlace {
  readonly dataCenter: ConnectionDataCenter;
  readonly accounts: string;
}

/** Where a login of a data centre begins. @throws RunRefused where the sandbox has no address */
export function accountsPlace(dataCenter: ConnectionDataCenter, sandboxUrl: string | null): AccountsPlace {
  return { dataCenter, accounts: accountsOrigin(new HostList([], sandboxUrl), dataCenter, sandboxUrl) };
}

/** The consent page; without a redirect URI the API console, where a Self Client's code is generated. */
export function consentUrl(
  place: AccountsPlace,
  client: { readonly clientId: string; readonly redirectUri: string | null },
  state: string,
  scopes: readonly Scope[],
): string {
  const { accounts, dataCenter } = place;
  // The console's host is not in the API documentation; it follows the accounts host's pattern.
  if (client.redirectUri === null && dataCenter !== 'SANDBOX')
    return accounts.replace('//accounts.', '//api-console.');
  const url = new URL(OAUTH_CONSENT_PATH, accounts);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    scope: scopes.map(({ name }) => name).join(','),
    state,
    // Both are needed for a refresh token: the default is none, and a user who agreed before is not asked again.
    access_type: 'offline',
    prompt: 'consent',
    ...(client.redirectUri === null ? {} : { redirect_uri: client.redirectUri }),
  }).toString();
  return url.href;
}

/** `location` of a redirect, as the ending of the data centre's hosts (fsm-api.md 1). */
const LOCATIONS = new Map<string, DataCenter>(
  DATA_CENTERS.flatMap((center) => {
    const ending = new URL(DATA_CENTER_HOSTS[center].accounts).hostname.split('.').slice(2).join('.');
    return [
      [center.toLowerCase(), center],
      [ending, center],
    ];
  }),
);

/**
 * The accounts server that a redirect says the code is from: users of another data centre than the one they were sent
 * to come back with their own. The redirect is never followed: it must name a known server, of the data centres or, for
 * the sandbox, its own.
 * @throws AuthorisationRefused
 */
export function accountsOfRedirect(
  asked: AccountsPlace,
  said: { readonly location: string | null; readonly accountsServer: string | null },
): AccountsPlace {
  const { location, accountsServer } = said;
  if (asked.dataCenter === 'SANDBOX') {
    if (accountsServer !== null && originOf(accountsServer) !== asked.accounts) throw unknownServer();
    return asked;
  }
  const byLocation = location === null ? undefined : LOCATIONS.get(location.toLowerCase());
  if (accountsServer === null) {
    if (location !== null && byLocation === undefined) throw unknownServer();
    return byLocation === undefined ? asked : place(byLocation);
  }
  const origin = originOf(accountsServer);
  const byServer = DATA_CENTERS.find((center) => DATA_CENTER_HOSTS[center].accounts === origin);
  if (byServer === undefined || (byLocation !== undefined && byLocation !== byServer)) throw unknownServer();
  return place(byServer);
}

const place = (dataCenter: DataCenter): AccountsPlace => ({
  dataCenter,
  accounts: DATA_CENTER_HOSTS[dataCenter].accounts,
});

/** Null for anything that is more, or less, than an origin. */
function originOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return null;
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : null;
}

const unknownServer = (): AuthorisationRefused =>
  new AuthorisationRefused(
    'ACCOUNTS_SERVER_NOT_ALLOWED',
    'The redirect named an accounts server that is none of Zoho, so the code was sent nowhere. Begin the authorisation again.',
  );

/** Words of the token endpoint (books-api.md 1.4) for what a person has to put right. */
const REFUSALS: Readonly<Record<string, readonly [AuthorisationRefused['code'], string]>> = {
  [OAUTH_ERROR.invalidCode]: [
    'CODE_REFUSED',
    'Zoho refuses the code: it is good once and for about a minute, and only for the client and the redirect URI it was made for. Generate another one.',
  ],
  [OAUTH_ERROR.invalidClient]: [
    'CLIENT_REFUSED',
    'Zoho does not know the client id in this data centre. Check client id and data centre, and begin again.',
  ],
  [OAUTH_ERROR.invalidClientSecret]: [
    'CLIENT_REFUSED',
    'Zoho refuses the client secret. Check it, and begin again.',
  ],
  [OAUTH_ERROR.throttled]: [
    'THROTTLED',
    'Zoho grants no further token for ten minutes. Begin again after that.',
  ],
};

export type NewLogin = TokenGrant & { readonly refreshToken: string };

/**
 * The tokens for a code. It is sent once: whether a lost answer used it up cannot be known.
 * @throws AuthorisationRefused, HostNotAllowed, and the transport's errors
 */
export async function exchangeCode(options: {
  readonly fetch: HttpFetch;
  readonly clock: EngineClock;
  readonly place: AccountsPlace;
  readonly allowedHosts: readonly string[];
  readonly sandboxUrl: string | null;
  readonly client: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly redirectUri: string | null;
  };
  readonly code: string;
}): Promise<NewLogin> {
  const { place: at, client, code, allowedHosts, sandboxUrl } = options;
  const askedAtMs = options.clock.nowMs();
  const answer = await options.fetch({
    method: 'POST',
    origin: at.accounts,
    path: OAUTH_TOKEN_PATH,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: client.clientId,
      client_secret: client.clientSecret,
      code,
      ...(client.redirectUri === null ? {} : { redirect_uri: client.redirectUri }),
    }).toString(),
    timeoutMs: INTERACTIVE_TIMEOUT_MS,
    signal: null,
  });
  const said = readTokenAnswer(answer, askedAtMs);
  if ('error' in said) {
    const [reason, sentence] = REFUSALS[said.error] ?? [
      'CODE_REFUSED',
      `Zoho refuses the code (${said.error}).`,
    ];
    throw new AuthorisationRefused(reason, sentence);
  }
  const { refreshToken } = said;
  if (refreshToken === null) {
    throw new AuthorisationRefused(
      'NO_REFRESH_TOKEN',
      'Zoho gave no refresh token, so the login would end within the hour. Begin again, and agree on the consent page when it asks.',
    );
  }
  const hosts = new HostList(allowedHosts, sandboxUrl);
  if (said.apiDomain !== null) serviceBases(hosts, at.dataCenter, 'BOOKS', said.apiDomain, sandboxUrl);
  return { ...said, refreshToken };
}

/**
 * Ends a refresh token, and the access tokens made by it, at Zoho (books-api.md 1.2).
 * @throws TokenError where Zoho does not know it, and the transport's errors
 */
export async function revokeRefreshToken(
  fetch: HttpFetch,
  { accounts }: AccountsPlace,
  refreshToken: string,
): Promise<void> {
  const answer = await fetch({
    method: 'POST',
    origin: accounts,
    path: `${OAUTH_REVOKE_PATH}?token=${encodeURIComponent(refreshToken)}`,
    headers: { accept: 'application/json' },
    body: null,
    timeoutMs: INTERACTIVE_TIMEOUT_MS,
    signal: null,
  });
  const refusal = refusalIn(answer);
  if (refusal !== null) throw new TokenError(refusal);
}
