/** A credential that is not stored with a connection: for the questions asked before it is. */
import type { CredentialStore, ZohoCredential } from '../../zoho/index.ts';

/** What is known of a login; an access token that is still good saves one of the ten in ten minutes. */
export type Login = Pick<ZohoCredential, 'clientId' | 'clientSecret' | 'refreshToken'> &
  Partial<Pick<ZohoCredential, 'accessToken' | 'accessTokenExpiresAtMs' | 'apiDomain'>>;

export function memoryCredentials(
  login: Login,
  onAccessToken: CredentialStore['saveAccessToken'] = async () => undefined,
): CredentialStore {
  let credential: ZohoCredential = {
    clientId: login.clientId,
    clientSecret: login.clientSecret,
    refreshToken: login.refreshToken,
    accessToken: login.accessToken ?? null,
    accessTokenExpiresAtMs: login.accessTokenExpiresAtMs ?? null,
    apiDomain: login.apiDomain ?? null,
    refreshBlockedUntilMs: null,
  };
  return {
    read: async () => credential,
    tryLockRefresh: async () => true,
    releaseRefresh: async () => undefined,
    saveAccessToken: async (token) => {
      const { accessToken, expiresAtMs, apiDomain } = token;
      credential = { ...credential, accessToken, accessTokenExpiresAtMs: expiresAtMs, apiDomain };
      await onAccessToken(token);
    },
    saveRefreshBlock: async (untilMs) => {
      credential = { ...credential, refreshBlockedUntilMs: untilMs };
    },
  };
}
