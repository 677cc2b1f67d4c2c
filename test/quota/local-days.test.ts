/** The days that calls are counted in: by the zone, and by what the services tell of their ends. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nextMidnight } from '../../src/jobs/schedule.ts';
import { LocalDays } from '../../src/zoho/budget/local-day.ts';
import { anyZone } from './zones.ts';

const HOUR_MS = 3_600_000;
const NOON_MS = Date.UTC(2026, 10, 27, 12);
const END_MS = Date.UTC(2026, 10, 28, 5);

const anyMoment = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 1_000, max: Date.UTC(2030, 0, 1) / 1_000 })
  .map((seconds) => seconds * 1_000);

const dateIn = (timeZone: string, atMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate().toString();

afterEach(() => {
  vi.restoreAllMocks();
});

describe('without a word of the service', () => {
  it("a day is the zone's, however the clock goes on and back", () => {
    fc.assert(
      fc.property(anyZone, fc.array(anyMoment, { minLength: 1, maxLength: 5 }), (timeZone, moments) => {
        const days = new LocalDays(timeZone);
        const hours = moments.flatMap((at) =>
          [0, 1, 12, 23, 24, 26, 1, -30].map((hour) => at + hour * HOUR_MS),
        );
        for (const now of hours) {
          expect(days.at(now)).toMatchObject({
            day: dateIn(timeZone, now),
            resetAtMs: nextMidnight(now, timeZone),
          });
        }
      }),
      { numRuns: 50 },
    );
  });

  it('a zone that is known better later is taken over', () => {
    const days = new LocalDays('UTC');
    expect(days.at(Date.UTC(2026, 10, 28, 3)).day).toBe('2026-11-28');
    days.adopt('America/New_York');
    expect(days.at(Date.UTC(2026, 10, 28, 3))).toMatchObject({ day: '2026-11-27', resetAtMs: END_MS });
  });
});

describe('a day whose end was told', () => {
  it('lasts until then, whatever our clock says', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, fc.integer({ min: -120, max: 120 }), (at, timeZone, skewSeconds) => {
        // Our clock is off by up to two minutes; the end is told on it.
        const now = at + skewSeconds * 1_000;
        const told = nextMidnight(at, timeZone) + skewSeconds * 1_000;
        const days = new LocalDays(timeZone);
        days.told(now, told);
        expect(days.at(now)).toMatchObject({ day: dateIn(timeZone, at), resetAtMs: told });
        // What comes then is the zone's next day, on the two minutes around midnight as well.
        const next = days.at(told);
        expect(next.day).toBe(dateIn(timeZone, told + 12 * HOUR_MS));
        expect(next.resetAtMs).toBe(nextMidnight(told + 12 * HOUR_MS, timeZone));
      }),
    );
  });

  it('[law 7] never comes back once it is over, in whatever zone, even when our clock is put back', () => {
    const back = fc.integer({ min: 0, max: 11 * 3_600 }).map((seconds) => seconds * 1_000);
    fc.assert(
      fc.property(anyMoment, anyZone, fc.array(back, { maxLength: 4 }), (end, timeZone, puts) => {
        const days = new LocalDays(timeZone);
        days.told(end - HOUR_MS, end);
        const over = days.at(end - 1).day;
        expect(days.at(end).day > over).toBe(true);
        for (const put of puts) expect(days.at(end - put).day > over).toBe(true);
        expect(days.at(end + 11 * HOUR_MS).day > over).toBe(true);
      }),
    );
  });

  it('keeps its name while the end that is told differs by seconds, where the zone changes dates just then', () => {
    // Half a day before this end, it is midnight in UTC.
    const end = Date.UTC(2026, 10, 28, 12);
    const days = new LocalDays('UTC');
    days.told(NOON_MS, end);
    const { day } = days.at(NOON_MS);
    for (const off of [-1_000, 400, -700, 1_000]) {
      days.told(NOON_MS + 1, end + off);
      expect(days.at(NOON_MS + 1)).toMatchObject({ day, resetAtMs: end + off });
    }
    days.told(end + 1_000, end + 24 * HOUR_MS - 500);
    expect(days.at(end + 2_000).day > day).toBe(true);
  });

  it('is not told of by an answer that comes after its end', () => {
    const days = new LocalDays('America/New_York');
    days.told(NOON_MS, END_MS);
    expect(days.told(END_MS + 20_000, END_MS + 21_000)).toBe(false);
    expect(days.at(END_MS + 20_000).day).toBe('2026-11-28');
    expect(days.told(END_MS + 30_000, END_MS + 24 * HOUR_MS)).toBe(true);
    expect(days.at(END_MS + 30_000)).toMatchObject({
      day: '2026-11-28',
      resetAtMs: END_MS + 24 * HOUR_MS,
    });
  });

  it('is forgotten when our clock is put back by days', () => {
    const days = new LocalDays('UTC');
    days.told(NOON_MS, END_MS);
    const earlier = NOON_MS - 5 * 24 * HOUR_MS;
    expect(days.at(earlier)).toMatchObject({ day: '2026-11-22', resetAtMs: Date.UTC(2026, 10, 23) });
    days.told(earlier, END_MS - 5 * 24 * HOUR_MS);
    expect(days.at(earlier).resetAtMs).toBe(END_MS - 5 * 24 * HOUR_MS);
  });
});

it('asks the zone once a day, not once a call', () => {
  const days = new LocalDays('America/New_York');
  days.at(NOON_MS);
  const asked = vi.spyOn(Temporal.Instant, 'fromEpochMilliseconds');
  for (let call = 0; call < 1_000; call += 1) {
    days.told(NOON_MS + call * 10, END_MS + (call % 7) * 100);
    days.at(NOON_MS + call * 10);
    days.at(NOON_MS + call * 10 + 5);
  }
  expect(asked.mock.calls.length).toBeLessThanOrEqual(1);
  days.at(END_MS + 1_000);
  for (let call = 0; call < 1_000; call += 1) days.at(END_MS + 1_000 + call);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(2);
});
