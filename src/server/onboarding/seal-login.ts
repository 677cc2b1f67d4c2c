/** Seals a login for the connection of an id: the columns of its credential. */
import type { StoredCredential, sealCredential } from '../../store/credentials.ts';

export type SealLogin = (
  connectionId: string,
  login: Omit<StoredCredential, 'refreshBlockedUntilMs'>,
) => ReturnType<typeof sealCredential>;
