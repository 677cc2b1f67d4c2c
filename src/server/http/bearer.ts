/** Reading the bearer token of a request. */
import type { Principal } from '../../../schema/index.ts';
import type { Authenticate } from './options.ts';

/** Characters; ours have around 50. */
const TOKEN_LENGTH_MAX = 1_024;
/** Whatever ADMIN_TOKEN may consist of: printable ASCII without spaces. */
const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

/** The token of an Authorization header; null when there is none of that form. */
export function bearerOf(header: unknown): string | null {
  if (typeof header !== 'string' || header.length > TOKEN_LENGTH_MAX) return null;
  return BEARER.exec(header)?.[1] ?? null;
}

export async function principalOf(header: unknown, authenticate: Authenticate): Promise<Principal | null> {
  const bearer = bearerOf(header);
  return bearer === null ? null : authenticate(bearer);
}
