/** A token handed over in the address, as `#token=…`: the fragment never leaves the browser. */
const MARK = '#token=';

/** The token of a fragment; null when it has none. */
export function tokenInFragment(fragment: string): string | null {
  if (!fragment.startsWith(MARK)) return null;
  const raw = fragment.slice(MARK.length);
  let token = raw;
  try {
    token = decodeURIComponent(raw);
  } catch {
    // Not encoded, and holds a percent sign: it is meant as it stands.
  }
  return token.trim() === '' ? null : token.trim();
}
