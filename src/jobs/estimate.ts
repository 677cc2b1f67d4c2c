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
  let quotaMs = startMs;
  for (const service of input.services) {
    const endMs = quotaAllowsAtMs(service, startMs, input.timeZone);
    if (endMs === null) return null;
    quotaMs = Math.max(quotaMs, endMs);
  }
  const calls = input.services.reduce((sum, service) => sum + service.calls, 0);
  const paceMs = startMs + calls * callMs(input.pace);
  return paceMs > quotaMs
    ? { endsAtMs: Math.ceil(paceMs), basis: 'PACE' }
    : { endsAtMs: Math.ceil(quotaMs), basis: 'QUOTA' };
}

function callMs(pace: EstimateInput['pace']): number {
  if (pace === null || pace.calls < PACE_NEEDS_CALLS || pace.workedMs < PACE_NEEDS_MS) return 0;
  return pace.workedMs / pace.calls;
}

/** When the last of the calls may be made; day by day, since a day's rest is lost at its end. */
function quotaAllowsAtMs(service: ServiceOutlook, startMs: number, timeZone: string): number | null {
  const { perMinute, day } = service;
  const perCallMs = perMinute === null ? 0 : MINUTE_MS / perMinute;
  let left = service.calls;
  if (left <= 0) return startMs;
  if (day === null) return startMs + left * perCallMs;
  let atMs = startMs;
  const over = startMs >= day.resetsAtMs;
  let usable = Math.max(0, over ? day.whole : day.left);
  let endMs = over ? nextMidnight(startMs, timeZone) : day.resetsAtMs;
  for (let days = 0; days < DAYS_MAX; days += 1) {
    const today = Math.min(usable, perCallMs === 0 ? usable : (endMs - atMs) / perCallMs);
    if (left <= today) return atMs + left * perCallMs;
    if (day.whole <= 0) return null;
    left -= today;
    atMs = endMs;
    endMs = nextMidnight(atMs, timeZone);
    usable = day.whole;
  }
  return null;
}
