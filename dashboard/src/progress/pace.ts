/** How long a run still takes, from the pace of its last minutes: the quotas of Zoho make it a steady one. */

/** Older samples say nothing of the present pace; the quotas by the minute must even out within it. */
export const PACE_WINDOW_MS = 300_000;
/** A shorter look at a run says nothing at all. */
export const PACE_NEEDS_MS = 3_000;

export interface Sample {
  readonly atMs: number;
  readonly done: number;
}

/** The samples with a new one; those beyond the window are dropped, and all of them when the count went back. */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && sample.done < last.done) return [sample];
  const fresh = samples.filter(({ atMs }) => atMs >= sample.atMs - PACE_WINDOW_MS);
  return [...fresh, sample];
}

/** Milliseconds left at the pace of the samples; null while too little is known. A standstill makes it longer. */
export function remainingMs(samples: readonly Sample[], total: number | null, nowMs: number): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || total === null) return null;
  const left = total - last.done;
  if (left <= 0) return 0;
  const did = last.done - first.done;
  const tookMs = nowMs - first.atMs;
  if (did <= 0 || tookMs < PACE_NEEDS_MS) return null;
  return (left / did) * tookMs;
}
