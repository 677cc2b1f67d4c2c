/** What this process holds of the shared quota of an organisation: a few calls at a time, so that a call needs no database. */
import type { EngineClock } from '../../engine/services.ts';
import type { QuotaGrant, QuotaLedger, QuotaPlace, QuotaReport, ServiceLimits } from '../ports.ts';
import type { DayReport } from './day.ts';
import { type LocalDay, localDay } from './local-day.ts';
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
/** After such a silence the minute window of this process knows nothing of the others any more. */
const SILENCE_MS = 61_000;

type DayAndMinute = Pick<ServiceLimits, 'perDay' | 'perMinute'>;

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
  #day: LocalDay | null = null;
  #told: DayReport | null = null;
  /** Calls that ended since the last report, and how many of them an answer with headers has covered. */
  #ended = 0;
  #covered = 0;
  #most: number | null = null;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #crowd: Pick<QuotaGrant, 'holders' | 'othersForPeopleLately'> = { holders: 1, othersForPeopleLately: 0 };

  constructor(options: AccountOptions) {
    this.#options = options;
  }

  /** A new day begins with nothing: what is left of the old one is worth nothing any more. */
  #turn(nowMs: number): LocalDay {
    const today = localDay(nowMs, this.#options.timeZone, this.#told?.resetAtMs ?? null);
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
    if (told !== null) this.#told = told;
    this.#turn(nowMs);
    this.#ended += 1;
    if (told === null) return;
    this.#covered = this.#ended;
    this.#most = Math.max(this.#most ?? 0, told.limit - told.remaining);
  }

  #report(today: LocalDay): QuotaReport {
    const report = { ...today, made: this.#covered, told: this.#most, limit: this.#told?.limit ?? null };
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
    const { ledger, holder, of, clock } = this.#options;
    const nowMs = clock.nowMs();
    const today = this.#turn(nowMs);
    const perDay = this.#told?.limit ?? limits.perDay;
    const grant = await ledger.take(of, {
      report: this.#report(today),
      nowMs,
      holder,
      priority,
      wanted: blockOf({ ...limits, perDay }, priority),
      documented: limits.perDay,
      reserveShare,
    });
    if (this.#day?.day === today.day) this.#left[priority] += grant.calls;
    const seed = nowMs - this.#askedAtMs > SILENCE_MS ? grant.othersLately : 0;
    this.#askedAtMs = nowMs;
    this.#crowd = grant;
    return { calls: grant.calls, resetAtMs: grant.resetAtMs, seed };
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
