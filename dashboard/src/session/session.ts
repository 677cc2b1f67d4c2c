/** Who is signed in: the token, kept for this browser tab only and gone when it is closed. */
import { tokenInFragment } from './token-in-address.ts';

export interface Session {
  readonly token: string | null;
  /** Why the person has to sign in again; null when there is nothing to say. */
  readonly notice: string | null;
}

const KEY = 'fieldledger.token';

/** Storage can be forbidden in a browser; the session then lasts as long as the page. */
const storage = {
  read(): string | null {
    try {
      return sessionStorage.getItem(KEY);
    } catch {
      return null;
    }
  },
  write(token: string | null): void {
    try {
      if (token === null) sessionStorage.removeItem(KEY);
      else sessionStorage.setItem(KEY, token);
    } catch {
      // The session in memory goes on.
    }
  },
};

const listeners = new Set<() => void>();
let session: Session = { token: storage.read(), notice: null };

function become(next: Session): void {
  session = next;
  storage.write(next.token);
  for (const listener of listeners) listener();
}

export const currentSession = (): Session => session;

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const signIn = (token: string): void => become({ token, notice: null });
export const signOut = (): void => become({ token: null, notice: null });

/** The server refuses the token. An answer to an older token says nothing about the present one. */
export function refuseToken(token: string): void {
  if (session.token !== token) return;
  become({
    token: null,
    notice:
      'The server does not accept this token: it is unknown or was revoked. Check it for missing characters, or use another one.',
  });
}

/** Takes a token out of the address, so that it is neither seen, shared nor kept in the history. */
export function takeTokenFromAddress(): void {
  const token = tokenInFragment(location.hash);
  if (token === null) return;
  history.replaceState(null, '', `${location.pathname}${location.search}#/`);
  signIn(token);
}
