/** When a delivery that did not work is tried again. */

/** Waits between the tries; their number bounds the tries. Together about two and a half hours: a server's restart. */
export const RETRY_AFTER_MS: readonly number[] = [30_000, 300_000, 1_800_000, 7_200_000];

/** When a delivery is tried next; null when it has been tried often enough. `askedMs`: what the other side asked for. */
export function nextTry(at: Date, attempts: number, askedMs = 0): Date | null {
  const waitMs = RETRY_AFTER_MS[attempts - 1];
  if (waitMs === undefined) return null;
  const longest = RETRY_AFTER_MS.at(-1) ?? waitMs;
  return new Date(at.getTime() + Math.max(waitMs, Math.min(askedMs, longest)));
}
