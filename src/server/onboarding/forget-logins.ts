/** Logins that nobody made a connection of: forgotten here, and ended at Zoho, where they would be good for ever. */
import type { EngineClock } from '../../engine/services.ts';
import type { Authorisations } from '../../store/authorisations.ts';
import { accountsPlace, type ClientLog, openHttp, revokeRefreshToken } from '../../zoho/index.ts';

export interface ForgetLoginsDependencies {
  readonly authorisations: Authorisations;
  readonly clock: Pick<EngineClock, 'nowMs'>;
  readonly sandboxUrl: string;
  readonly log: Pick<ClientLog, 'warn'>;
}

/**
 * Only these end there: they were made for us. A connection's login that is replaced may have been typed in, and be in use
 * elsewhere; it is left to its user, as is one that cannot be ended, to be ended in Zoho.
 */
export async function forgetLogins(deps: ForgetLoginsDependencies): Promise<void> {
  const { authorisations, clock, sandboxUrl, log } = deps;
  const unused = await authorisations.forgetExpired(new Date(clock.nowMs()));
  if (unused.length === 0) return;
  const http = openHttp();
  try {
    await Promise.all(
      unused.map(async ({ dataCenter, refreshToken }) => {
        try {
          await revokeRefreshToken(http.fetch, accountsPlace(dataCenter, sandboxUrl), refreshToken);
        } catch (error) {
          const name = error instanceof Error ? error.name : 'unknown';
          log.warn({ dataCenter, error: name }, 'a login that nobody used could not be ended at Zoho');
        }
      }),
    );
  } finally {
    await http.close();
  }
}
