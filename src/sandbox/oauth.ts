/** `/oauth/v2/token` and its `revoke` (docs/zoho.md, books-api.md 1.2 to 1.4): most errors come under HTTP 200. */
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
  return world.findClient(parameter('client_id')) ?? world.findRefreshToken(parameter('refresh_token'));
}

/** @param apiDomain the sandbox's own origin: clients send every later call there */
export function issueToken(world: World, request: SandboxRequest, apiDomain: string): Answer {
  const parameter = oauthParameters(request);
  const client = world.findClient(parameter('client_id'));
  if (client === undefined) return failure(OAUTH_ERROR.invalidClient);
  if (parameter('client_secret') !== client.credentials.clientSecret)
    return failure(OAUTH_ERROR.invalidClientSecret);
  const refreshToken = parameter('refresh_token');
  const known = world.findRefreshToken(refreshToken) === client;
  if (parameter('grant_type') !== 'refresh_token' || !known) return failure(OAUTH_ERROR.invalidCode);
  const accessToken = world.issueAccessToken(refreshToken);
  if (accessToken === null) return THROTTLED;
  const lifetime = { token_type: 'Bearer', expires_in: ACCESS_TOKEN_LIFETIME_S };
  return { status: 200, body: { access_token: accessToken, api_domain: apiDomain, ...lifetime } };
}

export function revokeToken(world: World, request: SandboxRequest): Answer {
  return world.revoke(oauthParameters(request)('token'))
    ? { status: 200, body: { status: 'success' } }
    : failure(OAUTH_ERROR.invalidCode);
}
