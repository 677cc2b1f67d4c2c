/** A credential that is not stored: for the questions asked before a connection is made. */
import type { CredentialStore, ZohoCredential } from '../zoho/index.ts';

export function memoryCredentials(input: {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}): CredentialStore {
  let credential: ZohoCredential = {
    clientId: input.clientId,
    clientSecret: input.clientSecret,
    refreshToken: input.refreshToken,
    accessToken: null,
    accessTokenExpiresAtMs: null,
    apiDomain: null,
    refreshBlockedUntilMs: null,
  };
  return {
    read: async () => credential,
    tryLockRefresh: async () => true,
    releaseRefresh: async () => undefined,
    saveAccessToken: async ({ accessToken, expiresAtMs, apiDomain }) => {
      credential = { ...credential, accessToken, accessTokenExpiresAtMs: expiresAtMs, apiDomain };
    },
    saveRefreshBlock: async (untilMs) => {
      credential = { ...credential, refreshBlockedUntilMs: untilMs };
    },
  };
}
