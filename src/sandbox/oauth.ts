/** The consent page, `/oauth/v2/token` and its `revoke` (docs/zoho.md, books-api.md 1.2 to 1.4): most errors come under HTTP 200. */
import { ACCESS_TOKEN_LIFETIME_S, OAUTH_ERROR } from '../zoho-api/index.ts';
import type { Answer, SandboxRequest } from './core/exchange.ts';
import type { Organization } from './core/organization.ts';
import type { World } from './core/world.ts';

function failure(error: string): Answer {
  return { status: 200, body: { error } };
}

const THROTTLED: Answer = {
  status: 400,
  body: {
    error: OAUTH_ERROR.throttled,
    error_description: 'You have made too many requests continuously. Please try again after some time.',
    status: 'failure',
  },
};

/** Parameters come in the query or as a form body. */
export function oauthParameters(request: SandboxRequest): (name: string) => string {
  const form = new URLSearchParams(request.body);
  return (name) => request.query.get(name) ?? form.get(name) ?? '';
}

/** Whose client or token a call names, for faults and counts. */
export function oauthOrganization(world: World, request: SandboxRequest): Organization | undefined {
  const parameter = oauthParameters(request);
  const known =
    world.findClient(parameter('client_id')) ?? world.findRefreshToken(parameter('refresh_token'));
  return known?.organization;
}

function page(title: string, text: string): string {
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
}

/**
 * The consent page, whose user agrees at once: back to the redirect URI with a code, as Zoho's does (fsm-api.md 1).
 * Without a redirect URI it stands in for the API console, where the code of a Self Client is shown.
 */
export function consent(world: World, request: SandboxRequest, origin: string): Answer {
  const { query } = request;
  const client = world.findClient(query.get('client_id') ?? '');
  if (client === undefined) return { status: 400, body: page('Error Occurred', OAUTH_ERROR.invalidClient) };
  if (query.get('response_type') !== 'code' || (query.get('scope') ?? '') === '')
    return { status: 400, body: page('Error Occurred', 'invalid_request') };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (redirectUri === '') {
    const code = world.issueCode({ client, redirectUri, offline: true });
    return { status: 200, body: page('Generated code', `<code>${code}</code>`) };
  }
  if (!URL.canParse(redirectUri))
    return { status: 400, body: page('Error Occurred', 'invalid_redirect_uri') };
  const offline = query.get('access_type') === 'offline';
  const back = new URL(redirectUri);
  back.searchParams.set('state', query.get('state') ?? '');
  back.searchParams.set('code', world.issueCode({ client, redirectUri, offline }));
  back.searchParams.set('location', 'us');
  back.searchParams.set('accounts-server', origin);
  return { status: 302, headers: { location: back.href } };
}

/** @param apiDomain the sandbox's own origin: clients send every later call there */
export function issueToken(world: World, request: SandboxRequest, apiDomain: string): Answer {
  const parameter = oauthParameters(request);
  const client = world.findClient(parameter('client_id'));
  if (client === undefined) return failure(OAUTH_ERROR.invalidClient);
  if (parameter('client_secret') !== client.clientSecret) return failure(OAUTH_ERROR.invalidClientSecret);
  const lifetime = { token_type: 'Bearer', expires_in: ACCESS_TOKEN_LIFETIME_S };
  const answer = (refreshToken: string, shown: object): Answer => {
    const accessToken = world.issueAccessToken(refreshToken);
    if (accessToken === null) return THROTTLED;
    return { status: 200, body: { access_token: accessToken, ...shown, api_domain: apiDomain, ...lifetime } };
  };
  if (parameter('grant_type') === 'authorization_code') {
    const grant = world.redeemCode(parameter('code'));
    const fits =
      grant?.client.clientId === client.clientId && grant.redirectUri === parameter('redirect_uri');
    if (grant === undefined || !fits) return failure(OAUTH_ERROR.invalidCode);
    const refreshToken = world.issueRefreshToken(client);
    // Only the first exchange shows it, and only to who asked for access while the user is away (books-api.md 1.2).
    return answer(refreshToken, grant.offline ? { refresh_token: refreshToken } : {});
  }
  const refreshToken = parameter('refresh_token');
  const known = world.findRefreshToken(refreshToken)?.clientId === client.clientId;
  if (parameter('grant_type') !== 'refresh_token' || !known) return failure(OAUTH_ERROR.invalidCode);
  return answer(refreshToken, {});
}

export function revokeToken(world: World, request: SandboxRequest): Answer {
  return world.revoke(oauthParameters(request)('token'))
    ? { status: 200, body: { status: 'success' } }
    : failure(OAUTH_ERROR.invalidCode);
}
