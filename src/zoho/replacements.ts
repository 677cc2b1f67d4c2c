/** How often access tokens that were only just made are replaced because a service refused them. */
import { TOKEN_WINDOW_MS, TOKENS_PER_WINDOW } from '../zoho-api/index.ts';

/**
 * Books refuses dead tokens and missing rights alike (books-api.md 8). A dead token must be replaced, however new it is;
 * for a right that is missing, each call would ask for one more, until none is granted to anybody. So half of what Zoho
 * grants in ten minutes may go into this.
 */
const REPLACED_MAX = Math.floor(TOKENS_PER_WINDOW / 2);

export class Replacements {
  /** By refresh token, when each was allowed. */
  readonly #taken = new Map<string, readonly number[]>();

  /** Whether one more may be replaced now; it counts from here on. */
  take(refreshToken: string, nowMs: number): boolean {
    const all = this.#taken.get(refreshToken) ?? [];
    // A clock that was set back has no moments in the future.
    const recent = all.filter((atMs) => atMs <= nowMs && nowMs - atMs < TOKEN_WINDOW_MS);
    const room = recent.length < REPLACED_MAX;
    this.#taken.set(refreshToken, room ? [...recent, nowMs] : recent);
    return room;
  }
}
