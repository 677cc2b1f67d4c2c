/** Files of the server that need the token: a plain link cannot carry one. */
import { currentSession, refuseToken } from '../session/session.ts';
import { failureInWords } from './error-words.ts';

const UNAUTHENTICATED = 401;

/** The last part of a path. */
export const fileNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Has the browser save a file of the server, given by its path there. Answers what went wrong, in words; null for nothing. */
export async function download(path: string): Promise<string | null> {
  const { token } = currentSession();
  if (token === null) return 'Sign in first.';
  try {
    // Under whatever path a reverse proxy has put the product.
    const url = new URL(path.replace(/^\//, ''), document.baseURI);
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    if (response.status === UNAUTHENTICATED) refuseToken(token);
    if (!response.ok) return failureInWords({ graphQLErrors: [], response });
    save(await response.blob(), fileNameOf(path));
    return null;
  } catch (error) {
    return failureInWords({
      graphQLErrors: [],
      networkError: error instanceof Error ? error : undefined,
    });
  }
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The click has begun the download; the file itself is kept as long as the browser needs it.
  URL.revokeObjectURL(url);
}
