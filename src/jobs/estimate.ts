/** When a run will be done: the slower of its pace and of what the quotas allow. Pure. */
import { nextMidnight } from './schedule.ts';

/** As long as a minute is counted by us (src/zoho/budget/window.ts). */
const MINUTE_MS = 61_000;
/** A pace measured over less says nothing. */
const PACE_NEEDS_MS = 5_000;
const PACE_NEEDS_CALLS = 20;
/** Ten years of days: beyond that, nobody needs a date. */
const DAYS_MAX = 3_660;

/** What one service still has to do, and how much of it it allows. */
export interface ServiceOutlook {
  readonly calls: number;
  /** Null: no limit. */
  readonly perMinute: number | null;
  readonly day: DayOutlook | null;
}

export interface DayOutlook {
  /** Calls a sync may still make today, the reserve left out. */
  readonly left: number;
  /** Calls it may make on a whole day. */
  readonly whole: number;
  /** Epoch milliseconds at which the next day begins. */
  readonly resetsAtMs: number;
}

export interface EstimateInput {
  readonly nowMs: number;
  /** Zone whose midnights end the days. */
  readonly timeZone: string;
  /** Until when the run rests; null: it does not. */
  readonly restsUntilMs: number | null;
  readonly services: readonly ServiceOutlook[];
  /** Calls made so far, and the time some process worked on them; null: not begun. */
  readonly pace: { readonly calls: number; readonly workedMs: number } | null;
}

export interface Estimate {
  /** Epoch milliseconds. */
  readonly endsAtMs: number;
  readonly basis: 'PACE' | 'QUOTA';
}

/** Null where a quota leaves a sync nothing at all. */
export function estimateEnd(input: EstimateInput): Estimate | null {
  const startMs = Math.max(input.nowMs, input.restsUntilMs ?? input.nowMs);
  const calls = input.services.reduce((sum, service) => sum + service.calls, 0);
  const workMs = calls * callMs(input.pace);
  const paceEndsAtMs = startMs + workMs;
  let endsAtMs = paceEndsAtMs;
  for (const service of input.services) {
    const endMs = allowedAtMs(service, { startMs, workMs, timeZone: input.timeZone });
    if (endMs === null) return null;
    endsAtMs = Math.max(endsAtMs, endMs);
  }
  // Sums of fractions: less than a millisecond is no difference.
  const basis = endsAtMs - paceEndsAtMs < 1 && workMs > 0 ? 'PACE' : 'QUOTA';
  return { endsAtMs: Math.ceil(endsAtMs), basis };
}

function callMs(pace: EstimateInput['pace']): number {
  if (pace === null || pace.calls < PACE_NEEDS_CALLS || pace.workedMs < PACE_NEEDS_MS) return 0;
  return pace.workedMs / pace.calls;
}

/**
 * When the last of the service's calls may be made, spread over the work as they are. Day by day, since what a day has
 * left when it ends is lost.
 */
function allowedAtMs(
  { calls, perMinute, day }: ServiceOutlook,
  work: { readonly startMs: number; readonly workMs: number; readonly timeZone: string },
): number | null {
  const { startMs, timeZone } = work;
  if (calls <= 0) return startMs;
  const perCallMs = Math.max(perMinute === null ? 0 : MINUTE_MS / perMinute, work.workMs / calls);
  if (day === null) return startMs + calls * perCallMs;
  const over = startMs >= day.resetsAtMs;
  let left = calls;
  let atMs = startMs;
  let usable = Math.max(0, over ? day.whole : day.left);
  let endMs = over ? nextMidnight(startMs, timeZone) : day.resetsAtMs;
  for (let days = 0; days < DAYS_MAX; days += 1) {
    const today = perCallMs === 0 ? usable : Math.min(usable, (endMs - atMs) / perCallMs);
    if (left <= today) return atMs + left * perCallMs;
    if (day.whole <= 0) return null;
    left -= today;
    atMs = endMs;
    endMs = nextMidnight(atMs, timeZone);
    usable = day.whole;
  }
  return null;
}
