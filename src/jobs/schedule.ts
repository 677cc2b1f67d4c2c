/** When things happen: pure functions of instants and time zones. */

/** S1: from the END of a sync to the next automatic one, milliseconds. */
export const AUTOMATIC_SYNC_EVERY_MS = 3 * 3_600_000;
/** S3: manual syncs per connection and calendar day. */
export const MANUAL_SYNCS_PER_DAY = 30;

export const nextSyncAt = (endedAt: Date): Date => new Date(endedAt.getTime() + AUTOMATIC_SYNC_EVERY_MS);

/** Start of the calendar day that holds `at` in the given IANA time zone (S3); days of 23 and 25 hours included. */
export function startOfDay(at: Date, timeZone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(local.startOfDay().epochMilliseconds);
}

/** Epoch milliseconds at which the calendar day after the one that holds `atMs` begins in the zone. */
export function nextMidnight(atMs: number, timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(timeZone);
  return local.startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds;
}
