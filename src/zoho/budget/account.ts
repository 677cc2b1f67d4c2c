/** What this process holds of the shared quota of an organisation: a few calls at a time, so that a call needs no database. */
import type { EngineClock } from '../../engine/services.ts';
import type { QuotaAsk, QuotaGrant, QuotaLedger, QuotaPlace, QuotaReport, ServiceLimits } from '../ports.ts';
import type { DayReport } from './day.ts';
import { type LocalDay, LocalDays } from './local-day.ts';
import type { Priority } from './terms.ts';

/** Share of a day's calls in one block, and its bounds: what a killed process takes with it. */
const BLOCKS_PER_DAY = 50;
const BLOCK_MAX = 100;
/** At full speed a process asks so often in a minute, and learns of others who began meanwhile. */
const BLOCKS_PER_MINUTE = 4;
/** People come one by one: a block of theirs is taken out of what syncs may not touch. */
const BLOCK_FOR_PEOPLE = 5;
/** The next block is asked for while this share of one is left, so that nobody waits for it. */
const LOW_SHARE = 0.25;
/** Zones differ by 26 hours at most: so many days, and no more, can be over that our zone holds for the present one. */
const DAYS_BEHIND_MAX = 2;
/** After such a silence the minute window of this process knows nothing of the others any more. */
const SILENCE_MS = 61_000;

type DayAndMinute = Pick<ServiceLimits, 'perDay' | 'perMinute'>;

/** What one asks the ledger for. */
type Wish = Pick<QuotaAsk, 'priority' | 'reserveShare' | 'nowMs'> & { readonly limits: DayAndMinute };

export interface SharedQuota {
  readonly ledger: QuotaLedger;
  /** Names this process among those that share a quota. */
  readonly holder: string;
  /** The organisation's zone: its midnight ends the day. */
  readonly timeZone: string;
}

export interface AccountOptions extends SharedQuota {
  readonly of: QuotaPlace;
  readonly clock: EngineClock;
}

/** Calls to take at once. */
export function blockOf({ perDay, perMinute }: DayAndMinute, priority: Priority): number {
  const ofDay = perDay === null ? BLOCK_MAX : Math.ceil(perDay / BLOCKS_PER_DAY);
  const ofMinute = perMinute === null ? BLOCK_MAX : Math.floor(perMinute / BLOCKS_PER_MINUTE);
  return Math.max(1, Math.min(ofDay, ofMinute, priority === 'people' ? BLOCK_FOR_PEOPLE : BLOCK_MAX));
}

export class QuotaAccount {
  readonly #options: AccountOptions;
  readonly #left: Record<Priority, number> = { background: 0, people: 0 };
  readonly #days: LocalDays;
  #day: LocalDay | null = null;
  #limit: number | null = null;
  /** Calls that ended since the last report, and how many of them an answer with headers has covered. */
  #ended = 0;
  #covered = 0;
  #most: number | null = null;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #crowd: Pick<QuotaGrant, 'holders' | 'othersForPeopleLately'> = { holders: 1, othersForPeopleLately: 0 };

  constructor(options: AccountOptions) {
    this.#options = options;
    this.#days = new LocalDays(options.timeZone);
  }

  /** What a later session was opened with: the zone may be known better by then. */
  adopt(later: QuotaAccount): void {
    this.#days.adopt(later.#options.timeZone);
  }

  /** A new day begins with nothing: what is left of the old one is worth nothing any more. */
  #turn(nowMs: number): LocalDay {
    const today = this.#days.at(nowMs);
    if (today.day !== this.#day?.day) {
      this.#left.background = 0;
      this.#left.people = 0;
      this.#ended = 0;
      this.#covered = 0;
      this.#most = null;
    }
    this.#day = today;
    return today;
  }

  /** Whether a call may be made without asking the ledger. */
  holds(priority: Priority, nowMs: number): boolean {
    this.#turn(nowMs);
    return this.#left.background > 0 || (priority === 'people' && this.#left.people > 0);
  }

  /** Takes one call of those held. */
  spend(priority: Priority): void {
    const from = priority === 'people' && this.#left.people > 0 ? 'people' : 'background';
    this.#left[from] -= 1;
  }

  /** Whether the next block should be fetched by now. */
  isLow(limits: DayAndMinute): boolean {
    return this.#left.background <= blockOf(limits, 'background') * LOW_SHARE;
  }

  /** A call ended; its answer may have told of the day. */
  ended(nowMs: number, told: DayReport | null): void {
    const ofToday = told !== null && this.#days.told(nowMs, told.resetAtMs);
    this.#turn(nowMs);
    this.#ended += 1;
    if (!ofToday) return;
    this.#limit = told.limit;
    this.#covered = this.#ended;
    this.#most = Math.max(this.#most ?? 0, told.limit - told.remaining);
  }

  #report({ day, resetAtMs }: LocalDay): QuotaReport {
    const report = { day, resetAtMs, made: this.#covered, told: this.#most, limit: this.#limit };
    this.#ended -= this.#covered;
    this.#covered = 0;
    return report;
  }

  /**
   * Asks for the next block. The answer's `othersLately` is what the minute window has to be seeded with: 0 unless this
   * process has been silent.
   */
  async refill(
    priority: Priority,
    limits: DayAndMinute,
    reserveShare: number,
  ): Promise<{ readonly calls: number; readonly resetAtMs: number; readonly seed: number }> {
    const nowMs = this.#options.clock.nowMs();
    const wish = { priority, limits, reserveShare, nowMs };
    let today = this.#turn(nowMs);
    let grant = await this.#take(today, wish);
    for (let behind = 0; grant.resetAtMs <= nowMs && behind < DAYS_BEHIND_MAX; behind += 1) {
      // Others were told of that day's end, and our zone holds it for the present one: what is left of it is past.
      this.#days.over({ day: today.day, resetAtMs: grant.resetAtMs });
      today = this.#turn(nowMs);
      grant = await this.#take(today, wish);
    }
    if (this.#day?.day === today.day) this.#left[priority] += grant.calls;
    const seed = nowMs - this.#askedAtMs > SILENCE_MS ? grant.othersLately : 0;
    this.#askedAtMs = nowMs;
    this.#crowd = grant;
    return { calls: grant.calls, resetAtMs: grant.resetAtMs, seed };
  }

  async #take(today: LocalDay, { limits, ...ask }: Wish): Promise<QuotaGrant> {
    const { ledger, holder, of } = this.#options;
    const perDay = this.#limit ?? limits.perDay;
    const wanted = blockOf({ ...limits, perDay }, ask.priority);
    const report = this.#report(today);
    try {
      return await ledger.take(of, { ...ask, report, holder, wanted, documented: limits.perDay });
    } catch (error) {
      this.#unreported(report);
      throw error;
    }
  }

  /**
   * A report that did not arrive is part of the next one. Should it have arrived after all, then so has the block that
   * nobody took, and there were no more calls made than that.
   */
  #unreported({ day, made }: QuotaReport): void {
    if (this.#day?.day !== day) return;
    this.#ended += made;
    this.#covered += made;
  }

  /** This process's part of a limit that counts calls at once, or in a minute. Never less than one. */
  share(limit: number, per: 'minute' | 'once'): number {
    const forPeople = per === 'minute' ? this.#crowd.othersForPeopleLately : 0;
    return Math.max(1, Math.floor(limit / Math.max(1, this.#crowd.holders)) - forPeople);
  }

  /** Hands what is held back to the others. */
  async giveBack(): Promise<void> {
    const today = this.#day;
    if (today === null) return;
    const calls = this.#left.background + this.#left.people;
    this.#left.background = 0;
    this.#left.people = 0;
    if (calls > 0 || this.#covered > 0) {
      await this.#options.ledger.giveBack(this.#options.of, calls, this.#report(today));
    }
  }
}
