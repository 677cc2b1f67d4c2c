/** How long a run still takes at the pace of its last minutes: the limits of Zoho make it a steady one. */
export const PACE_WINDOW_MS = 120_000;
const PACE_NEEDS_MS = 3_000;

/**
 * Milliseconds left, null while the pace is not known. Drops samples that are older than the window.
 * @param samples by time, oldest first
 */
export function etaMs(
  samples: { atMs: number; done: number }[],
  total: number,
  nowMs: number,
): number | null {
  while (samples.length > 2 && (samples[1]?.atMs ?? nowMs) < nowMs - PACE_WINDOW_MS) samples.shift();
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return null;
  const tookMs = last.atMs - first.atMs;
  const did = last.done - first.done;
  if (tookMs < PACE_NEEDS_MS || did <= 0) return null;
  return Math.max(0, ((total - last.done) / did) * tookMs);
}
