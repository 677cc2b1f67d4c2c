/** The day that a service counts a call in. */

/** Well inside any day that ends at a given moment, days of 23 and 25 hours included. */
const HALF_A_DAY_MS = 43_200_000;

export interface LocalDay {
  /** Calendar date in the organisation's zone, `2026-11-27`. */
  readonly day: string;
  /** Epoch milliseconds at which the next one begins. */
  readonly resetAtMs: number;
}

const zoned = (atMs: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(timeZone);

/**
 * The organisation's day at a moment of our clock. A day whose end the service has told lasts until then, whatever our
 * clock says (books-api.md 2: it ends at the organisation's midnight).
 */
export function localDay(nowMs: number, timeZone: string, toldResetAtMs: number | null): LocalDay {
  if (toldResetAtMs !== null && nowMs < toldResetAtMs) {
    const date = zoned(toldResetAtMs - HALF_A_DAY_MS, timeZone).toPlainDate();
    return { day: date.toString(), resetAtMs: toldResetAtMs };
  }
  const now = zoned(nowMs, timeZone);
  const resetAtMs = now.startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds;
  return { day: now.toPlainDate().toString(), resetAtMs };
}
