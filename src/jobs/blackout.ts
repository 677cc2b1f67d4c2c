/** Hours in which no automatic sync begins, in the organisation's own time. Pure. */
import { z } from 'zod';

export const WEEKDAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface BlackoutWindow {
  /** `22:00`. */
  readonly from: string;
  /** `06:00`; not later than `from`: on the day after. */
  readonly to: string;
  /** Days on which it begins; none: every day. */
  readonly days: readonly Weekday[];
}

/** Windows of one connection. */
export const WINDOWS_MAX = 20;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MINUTES_A_DAY = 1_440;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

const windowsSchema = z.array(
  z.object({
    from: z.string().regex(TIME),
    to: z.string().regex(TIME),
    days: z.array(z.enum(WEEKDAYS)).default([]),
  }),
);

/** As the database holds them. What cannot be read keeps no sync from running. */
export const blackoutFromJson = (stored: unknown): readonly BlackoutWindow[] =>
  windowsSchema.safeParse(stored).data ?? [];

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const lengthOf = ({ from, to }: BlackoutWindow): number =>
  (minutesOf(to) - minutesOf(from) + MINUTES_A_DAY) % MINUTES_A_DAY || MINUTES_A_DAY;

const beginsOn = ({ days }: BlackoutWindow, weekday: number): boolean =>
  days.length === 0 || days.includes(WEEKDAYS[weekday - 1] ?? 'MONDAY');

export interface BlackoutIssue {
  readonly path: readonly string[];
  readonly message: string;
}

/** What is wrong with windows as a person gave them, in sentences; none: they can be used. */
export function blackoutIssues(windows: readonly BlackoutWindow[]): readonly BlackoutIssue[] {
  if (windows.length > WINDOWS_MAX) {
    return [
      { path: ['input', 'blackout'], message: `A connection can have ${WINDOWS_MAX} windows at most.` },
    ];
  }
  const issues = windows.flatMap((window, index) => issuesOf(window, `${index}`));
  if (issues.length === 0 && coversTheWeek(windows)) {
    return [
      {
        path: ['input', 'blackout'],
        message:
          'The windows leave no minute of the week for automatic syncs; to stop them, turn automatic sync off.',
      },
    ];
  }
  return issues;
}

function issuesOf({ from, to, days }: BlackoutWindow, index: string): readonly BlackoutIssue[] {
  const issues: BlackoutIssue[] = [];
  for (const [name, time] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (!TIME.test(time)) {
      issues.push({ path: ['input', 'blackout', index, name], message: 'Give a time of day such as 22:00.' });
    }
  }
  if (issues.length === 0 && from === to) {
    issues.push({
      path: ['input', 'blackout', index, 'to'],
      message: 'A window must end at another time than it begins.',
    });
  }
  if (new Set(days).size < days.length) {
    issues.push({ path: ['input', 'blackout', index, 'days'], message: 'A day is named twice.' });
  }
  return issues;
}

function coversTheWeek(windows: readonly BlackoutWindow[]): boolean {
  const covered = new Uint8Array(MINUTES_A_WEEK);
  for (const window of windows) {
    for (let weekday = 1; weekday <= 7; weekday += 1) {
      if (!beginsOn(window, weekday)) continue;
      const first = (weekday - 1) * MINUTES_A_DAY + minutesOf(window.from);
      for (let minute = 0; minute < lengthOf(window); minute += 1)
        covered[(first + minute) % MINUTES_A_WEEK] = 1;
    }
  }
  return covered.every((minute) => minute === 1);
}

/** The end of a window that holds the moment, or null. Local times that a zone skips or repeats are those of its clocks. */
function endOfWindow(atMs: number, window: BlackoutWindow, timeZone: string): number | null {
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(timeZone);
  for (const daysBack of [0, 1]) {
    const date = today.toPlainDate().subtract({ days: daysBack });
    if (!beginsOn(window, date.dayOfWeek)) continue;
    const endsNextDay = minutesOf(window.to) <= minutesOf(window.from);
    const on = (day: Temporal.PlainDate, time: string): number =>
      day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
    const endMs = on(endsNextDay ? date.add({ days: 1 }) : date, window.to);
    if (on(date, window.from) <= atMs && atMs < endMs) return endMs;
  }
  return null;
}

/** The moment itself, or the end of the blackout that holds it. */
export function afterBlackout(at: Date, windows: readonly BlackoutWindow[], timeZone: string): Date {
  let atMs = at.getTime();
  // One window may end inside another; each step passes the end of one, and a week holds so many.
  for (let step = 0; step < WINDOWS_MAX * 8; step += 1) {
    const ends = windows.map((window) => endOfWindow(atMs, window, timeZone)).filter((end) => end !== null);
    if (ends.length === 0) return new Date(atMs);
    atMs = Math.max(...ends);
  }
  return new Date(atMs);
}
