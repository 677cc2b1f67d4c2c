/** What a resync costs in Zoho's calls, day and time. Pure arithmetic over the limits in force. */

/** Limits of one service for one organisation; null: no limit. */
export interface CallLimits {
  readonly perMinute: number | null;
  readonly perDay: number | null;
}

export interface CallCost {
  readonly calls: number;
  /** Of the day's calls, 0.25 for a quarter; above 1 it takes more than a day. Null without a limit per day. */
  readonly shareOfDay: number | null;
  /** Least time the limits allow, in minutes: a day's quota that is used up waits for the next day. */
  readonly minutesMin: number;
}

const MINUTES_OF_A_DAY = 24 * 60;

/** @param calls - calls the resync makes to the service */
export function costOf(calls: number, { perMinute, perDay }: CallLimits): CallCost {
  const wholeDays = perDay === null || calls === 0 ? 0 : Math.ceil(calls / perDay) - 1;
  const lastDay = perDay === null ? calls : calls - wholeDays * perDay;
  const minutes = perMinute === null ? 0 : lastDay / perMinute;
  return {
    calls,
    shareOfDay: perDay === null ? null : calls / perDay,
    minutesMin: wholeDays * MINUTES_OF_A_DAY + minutes,
  };
}
