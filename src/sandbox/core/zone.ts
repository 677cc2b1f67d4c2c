/** Times in an organisation's zone, fast enough to print 400 in a page. */

const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;

/** True for a zone that this machine knows by its IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** One zone; offsets are looked up once per quarter of an hour, since none changes within one. */
export class Zone {
  readonly name: string;
  readonly #offsetMinutes = new Map<number, number>();

  /** @throws RangeError for an unknown zone */
  constructor(name: string) {
    if (!isTimeZone(name)) throw new RangeError(`unknown time zone ${name}`);
    this.name = name;
  }

  /** Minutes east of UTC at that moment. */
  offsetMinutes(epochMs: number): number {
    const quarter = Math.floor(epochMs / QUARTER_MS);
    const known = this.#offsetMinutes.get(quarter);
    if (known !== undefined) return known;
    if (this.#offsetMinutes.size > 50_000) this.#offsetMinutes.clear();
    const moment = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_MS);
    const minutes = Math.round(moment.toZonedDateTimeISO(this.name).offsetNanoseconds / 60_000_000_000);
    this.#offsetMinutes.set(quarter, minutes);
    return minutes;
  }

  #print(epochMs: number, separator: ':' | ''): string {
    const minutes = this.offsetMinutes(epochMs);
    const local = new Date(epochMs + minutes * MINUTE_MS).toISOString().slice(0, 19);
    const size = Math.abs(minutes);
    const hours = String(Math.floor(size / 60)).padStart(2, '0');
    return `${local}${minutes < 0 ? '-' : '+'}${hours}${separator}${String(size % 60).padStart(2, '0')}`;
  }

  /** Books' form, `2026-06-09T09:45:19-0400` (books-api.md 3.6). */
  booksTime(epochMs: number): string {
    return this.#print(epochMs, '');
  }

  /** FSM's form, `2026-06-09T09:45:19-04:00` (fsm-api.md 3). */
  fsmTime(epochMs: number): string {
    return this.#print(epochMs, ':');
  }

  /** Calendar date, `2026-06-09`. */
  date(epochMs: number): string {
    return this.#print(epochMs, '').slice(0, 10);
  }

  /** The day that holds the moment, as epoch milliseconds from its midnight to the next one. */
  day(epochMs: number): { startMs: number; endMs: number } {
    const start = Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs))
      .toZonedDateTimeISO(this.name)
      .startOfDay();
    return { startMs: start.epochMilliseconds, endMs: start.add({ days: 1 }).startOfDay().epochMilliseconds };
  }
}
