/** The days that a service counts an organisation's calls in. */

const DAY_MS = 86_400_000;
/** Well inside any day that ends or begins at a given moment, days of 23 and 25 hours included. */
const HALF_A_DAY_MS = 43_200_000;
/** No day ends later than this after it began, by clocks that differ a little. */
const LONGEST_DAY_MS = 93_600_000;

export interface LocalDay {
  /** Calendar date in the organisation's zone, `2026-11-27`. */
  readonly day: string;
  /** Epoch milliseconds at which the next one begins. */
  readonly resetAtMs: number;
}

/** A day, and the earliest moment of our clock at which it is still taken for the present one. */
interface Span extends LocalDay {
  readonly fromMs: number;
}

const zoned = (atMs: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(timeZone);

const endOf = (at: Temporal.ZonedDateTime): number =>
  at.startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds;

const dateOf = (at: Temporal.ZonedDateTime): string => at.toPlainDate().toString();

const daysLater = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/**
 * The days of one organisation, at moments of our clock. A day whose end the service has told lasts until then and never
 * comes back, whatever our clock and the zone say: Books names zones in words that may mean several, and the days follow
 * its own midnight (books-api.md 2). Time zones are asked only where a day begins: `at` is called several times a call.
 */
export class LocalDays {
  #timeZone: string;
  #present: Span | null = null;
  /** The last day whose end was told. */
  #told: LocalDay | null = null;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** The zone may be known better by now. */
  adopt(timeZone: string): void {
    if (timeZone === this.#timeZone) return;
    this.#timeZone = timeZone;
    this.#present = null;
  }

  /** The day at a moment of our clock. */
  at(nowMs: number): LocalDay {
    const known = this.#present;
    if (known !== null && nowMs >= known.fromMs && nowMs < known.resetAtMs) return known;
    this.#present = this.#find(nowMs);
    return this.#present;
  }

  /**
   * The service told, just now, when its present day ends. False for what is of no use: the word on a day that is over,
   * in an answer that was long under way.
   */
  told(nowMs: number, resetAtMs: number): boolean {
    const last = this.#told;
    if (last !== null && last.resetAtMs <= nowMs && resetAtMs - last.resetAtMs < HALF_A_DAY_MS) return false;
    this.#learn({ day: this.#nameOf(resetAtMs), resetAtMs });
    return true;
  }

  /** Others know that this day has ended, and when. */
  over(ended: LocalDay): void {
    this.#learn(ended);
  }

  #learn(day: LocalDay): void {
    this.#told = day;
    this.#present = { ...day, fromMs: day.resetAtMs - LONGEST_DAY_MS };
  }

  /** Counted from the last day that was told: in a wrong zone, ends that differ by a second may lie in different dates. */
  #nameOf(resetAtMs: number): string {
    const last = this.#told;
    if (last === null) return dateOf(zoned(resetAtMs - HALF_A_DAY_MS, this.#timeZone));
    const days = Math.round((resetAtMs - last.resetAtMs) / DAY_MS);
    return days === 0 ? last.day : daysLater(last.day, days);
  }

  #find(nowMs: number): Span {
    const told = this.#told;
    if (told !== null && nowMs < told.resetAtMs && nowMs >= told.resetAtMs - LONGEST_DAY_MS) {
      return { ...told, fromMs: told.resetAtMs - LONGEST_DAY_MS };
    }
    const next = told === null || nowMs < told.resetAtMs ? null : this.#after(told);
    if (next !== null && nowMs < next.resetAtMs) return next;
    const now = zoned(nowMs, this.#timeZone);
    return { day: dateOf(now), resetAtMs: endOf(now), fromMs: now.startOfDay().epochMilliseconds };
  }

  /** The day after one that is over, which it stays should our clock be put back. Its own end is the zone's until told. */
  #after(over: LocalDay): Span {
    const inside = zoned(over.resetAtMs + HALF_A_DAY_MS, this.#timeZone);
    const [date, following] = [dateOf(inside), daysLater(over.day, 1)];
    return {
      day: date > following ? date : following,
      resetAtMs: endOf(inside),
      fromMs: over.resetAtMs - HALF_A_DAY_MS,
    };
  }
}
