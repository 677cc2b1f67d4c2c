/** When automatic syncs are due, in any zone: after the last end, out of blackout hours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterBlackout, type BlackoutWindow, blackoutIssues, WEEKDAYS } from '../../src/jobs/blackout.ts';
import { nextMidnight, nextSyncAt, startOfDay } from '../../src/jobs/schedule.ts';
import { anyZone } from './zones.ts';

const HOUR_MS = 3_600_000;
/** Ten years around the present, with every change of the clocks in them. */
const anyMoment = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 1_000, max: Date.UTC(2030, 0, 1) / 1_000 })
  .map((seconds) => new Date(seconds * 1_000));

const zoned = (at: Date | number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(Number(at)).toZonedDateTimeISO(timeZone);

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const anyWindows: fc.Arbitrary<BlackoutWindow[]> = fc
  .array(
    fc.record({ from: time, to: time, days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { maxLength: 7 }) }),
    { minLength: 1, maxLength: 4 },
  )
  .filter((windows) => blackoutIssues(windows).length === 0);

describe('days', () => {
  it('[S3] a day holds its moment, begins at its first one, and has 23 to 25 hours, half hours included', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (at, timeZone) => {
        const start = startOfDay(at, timeZone).getTime();
        const end = nextMidnight(at.getTime(), timeZone);
        expect(start).toBeLessThanOrEqual(at.getTime());
        expect(end).toBeGreaterThan(at.getTime());
        const date = zoned(at, timeZone).toPlainDate().toString();
        expect(zoned(start, timeZone).toPlainDate().toString()).toBe(date);
        expect(
          zoned(end - 1, timeZone)
            .toPlainDate()
            .toString(),
        ).toBe(date);
        expect(
          zoned(start - 1, timeZone)
            .toPlainDate()
            .toString(),
        ).not.toBe(date);
        // A zone that jumps over the date line has no shorter day, only a missing one.
        expect((end - start) / HOUR_MS).toBeGreaterThanOrEqual(21);
        expect((end - start) / HOUR_MS).toBeLessThanOrEqual(27);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['2026-03-08', 'America/New_York', 23],
    ['2026-11-01', 'America/New_York', 25],
    ['2026-10-04', 'Australia/Lord_Howe', 23.5],
    ['2026-04-05', 'Australia/Lord_Howe', 24.5],
    ['2026-06-01', 'Asia/Kathmandu', 24],
  ])('[S3] %s in %s has %d hours', (date, timeZone, hours) => {
    const noon = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: '12:00' });
    const at = new Date(noon.epochMilliseconds);
    expect(nextMidnight(at.getTime(), timeZone) - startOfDay(at, timeZone).getTime()).toBe(hours * HOUR_MS);
  });
});

describe('[S1] the next automatic sync', () => {
  it('[S1] is three hours of real time after the end, across every change of the clocks', () => {
    fc.assert(
      fc.property(anyMoment, (ended) => {
        expect(nextSyncAt(ended).getTime() - ended.getTime()).toBe(3 * HOUR_MS);
        expect(afterBlackout(nextSyncAt(ended), [], 'UTC')).toEqual(nextSyncAt(ended));
      }),
    );
  });
});

describe('blackout hours', () => {
  /** Whether the zone's clocks show a time inside a window, told without the product's own sums. */
  const inside = (at: Date, windows: readonly BlackoutWindow[], timeZone: string): boolean => {
    const local = zoned(at, timeZone);
    const clock = local.toPlainTime().toString({ smallestUnit: 'minute' });
    const begins = ({ days }: BlackoutWindow, daysBack: number) =>
      days.length === 0 ||
      days.includes(WEEKDAYS[local.toPlainDate().subtract({ days: daysBack }).dayOfWeek - 1] ?? 'MONDAY');
    return windows.some((window) =>
      window.from < window.to
        ? begins(window, 0) && window.from <= clock && clock < window.to
        : (begins(window, 0) && window.from <= clock) || (begins(window, 1) && clock < window.to),
    );
  };
  /** Clocks that are changed show a time twice or not at all: there a window is told by its ends alone. */
  const isSteady = (at: Date, timeZone: string): boolean => {
    const around = zoned(at, timeZone);
    return new Set([-48, 0, 48].map((hours) => around.add({ hours }).offsetNanoseconds)).size === 1;
  };

  it('leave a moment outside as it is, and move one inside to a moment outside, and no further', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, anyWindows, (at, timeZone, windows) => {
        const moved = afterBlackout(at, windows, timeZone);
        expect(afterBlackout(moved, windows, timeZone)).toEqual(moved);
        expect(moved.getTime()).toBeGreaterThanOrEqual(at.getTime());
        if (!isSteady(at, timeZone) || !isSteady(moved, timeZone)) return;
        expect(inside(moved, windows, timeZone)).toBe(false);
        expect(moved.getTime() > at.getTime()).toBe(inside(at, windows, timeZone));
        if (moved > at) expect(inside(new Date(moved.getTime() - 1), windows, timeZone)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['22:00 to 06:00, in the evening', '2026-11-27T23:30', '2026-11-28T06:00'],
    ['22:00 to 06:00, in the morning', '2026-11-27T05:59', '2026-11-27T06:00'],
    ['its end', '2026-11-27T06:00', '2026-11-27T06:00'],
    ['its beginning', '2026-11-27T22:00', '2026-11-28T06:00'],
    ['the night the clocks go forward', '2027-03-13T23:00', '2027-03-14T06:00'],
  ])('%s', (_name, at, expected) => {
    const timeZone = 'America/New_York';
    const moment = (local: string) =>
      new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds);
    const windows = [{ from: '22:00', to: '06:00', days: [] }];
    expect(afterBlackout(moment(at), windows, timeZone)).toEqual(moment(expected));
  });

  it('begin on the days that are named, and end on the morning after', () => {
    const windows: BlackoutWindow[] = [{ from: '20:00', to: '08:00', days: ['FRIDAY'] }];
    const moved = (iso: string) => afterBlackout(new Date(iso), windows, 'UTC').toISOString();
    // 27 November 2026 is a Friday.
    expect(moved('2026-11-27T21:00:00.000Z')).toBe('2026-11-28T08:00:00.000Z');
    expect(moved('2026-11-28T07:00:00.000Z')).toBe('2026-11-28T08:00:00.000Z');
    expect(moved('2026-11-26T21:00:00.000Z')).toBe('2026-11-26T21:00:00.000Z');
    expect(moved('2026-11-27T07:00:00.000Z')).toBe('2026-11-27T07:00:00.000Z');
  });

  it('are refused with a sentence where they cannot be used', () => {
    const issuesOf = (...windows: BlackoutWindow[]) => blackoutIssues(windows).map(({ message }) => message);
    expect(issuesOf({ from: '24:00', to: '6', days: [] })).toEqual([
      'Give a time of day such as 22:00.',
      'Give a time of day such as 22:00.',
    ]);
    expect(issuesOf({ from: '06:00', to: '06:00', days: [] })).toEqual([
      'A window must end at another time than it begins.',
    ]);
    expect(issuesOf({ from: '06:00', to: '07:00', days: ['MONDAY', 'MONDAY'] })).toEqual([
      'A day is named twice.',
    ]);
    expect(
      issuesOf({ from: '06:00', to: '18:00', days: [] }, { from: '18:00', to: '06:00', days: [] }),
    ).toEqual([expect.stringContaining('leave no minute of the week')]);
    expect(blackoutIssues(Array(21).fill({ from: '06:00', to: '07:00', days: [] }))).toHaveLength(1);
  });
});
