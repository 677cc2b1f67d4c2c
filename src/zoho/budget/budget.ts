/** The request budget of one organisation at one service: minute, day, concurrency, and a reserve for people. */
import { QuotaExhausted } from '../../engine/errors.ts';
import type { LimitsSource, ServiceLimits } from '../ports.ts';
import type { QuotaAccount } from './account.ts';
import { DayQuota } from './day.ts';
import type { BudgetOptions, LimitReport, Permit, Priority, Room, Waiter } from './terms.ts';
import { MINUTE, SlidingWindow } from './window.ts';

/** Share of the day's calls that a sync never uses. */
export const RESERVE_SHARE_DEFAULT = 0.15;

/** Calls at once where the service sets no limit. */
export const UNLIMITED_CONCURRENCY = 16;

/** What `concurrency` says before the limits have been read; every documented plan allows more (books-api.md 2). */
const CONCURRENCY_UNTIL_KNOWN = 4;

const LIMITS_STALE_MS = 5_000;

const NOTHING_REPORTED: LimitReport = { day: null, perMinute: null };

export class RequestBudget {
  readonly #options: BudgetOptions;
  #account: QuotaAccount | null;
  #reserveShare: number;
  #asking: Promise<void> | null = null;
  readonly #minute = new SlidingWindow(MINUTE);
  readonly #day = new DayQuota();
  readonly #waiters: Waiter[] = [];
  #limitsSource: LimitsSource;
  #limits: ServiceLimits | null = null;
  #limitsReadAtMs = Number.NEGATIVE_INFINITY;
  #limitsReading: Promise<void> | null = null;
  #minuteSaidByService: number | null = null;
  #inFlight = 0;
  #blockedUntilMs = 0;
  /** After a pause, one call at a time until one is accepted. */
  #cautious = false;
  #timer: AbortController | null = null;

  constructor(options: BudgetOptions) {
    this.#options = options;
    this.#limitsSource = options.limits;
    this.#reserveShare = options.reserveShare ?? RESERVE_SHARE_DEFAULT;
    this.#account = options.account ?? null;
  }

  /** Reads the limits now; a session does so when it opens, later reads happen beside the calls. */
  async refreshLimits(): Promise<void> {
    this.#limitsReading ??= this.#readLimits();
    await this.#limitsReading;
  }

  async #readLimits(): Promise<void> {
    try {
      this.#limits = await this.#limitsSource.limits(this.#options.service);
    } finally {
      this.#limitsReadAtMs = this.#options.clock.nowMs();
      this.#limitsReading = null;
    }
    this.#pump();
  }

  /**
   * Waits until a call may be made.
   * @throws QuotaExhausted when the day's calls, less the reserve, are used up
   */
  async acquire(priority: Priority, signal: AbortSignal): Promise<Permit> {
    signal.throwIfAborted();
    if (this.#limits === null) await this.refreshLimits();
    else if (this.#options.clock.nowMs() - this.#limitsReadAtMs > LIMITS_STALE_MS) {
      // A failed re-read leaves the known limits in force; the next one is tried five seconds later.
      this.refreshLimits().catch(() => undefined);
    }
    if (this.#waiters.length === 0 && this.#room(priority).kind === 'now') return this.#permit(priority);
    return this.#queue(priority, signal);
  }

  #queue(priority: Priority, signal: AbortSignal): Promise<Permit> {
    return new Promise<Permit>((resolve, reject) => {
      const leave = () => {
        const index = this.#waiters.indexOf(waiter);
        if (index >= 0) this.#waiters.splice(index, 1);
        if (this.#waiters.length === 0) this.#stopTimer();
        reject(signal.reason);
      };
      const waiter: Waiter = {
        priority,
        grant: (permit) => {
          signal.removeEventListener('abort', leave);
          resolve(permit);
        },
        refuse: (error) => {
          signal.removeEventListener('abort', leave);
          reject(error);
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      const firstBackground = this.#waiters.findIndex((other) => other.priority === 'background');
      const behind =
        priority === 'background' || firstBackground < 0 ? this.#waiters.length : firstBackground;
      this.#waiters.splice(behind, 0, waiter);
      this.#pump();
    });
  }

  #perMinute(limits: ServiceLimits): number | null {
    if (limits.perMinute === null) return null;
    const perMinute = this.#minuteSaidByService ?? limits.perMinute;
    return this.#account?.share(perMinute, 'minute') ?? perMinute;
  }

  #room(priority: Priority): Room {
    const limits = this.#limits;
    if (limits === null) return { kind: 'wait', ms: null };
    const nowMs = this.#options.clock.nowMs();
    const resumeAtMs = this.#dayRoomAtMs(limits, priority, nowMs, this.#inFlight);
    if (resumeAtMs !== null) {
      // The service may have counted the calls under way already: their answers will tell.
      const mayHaveRoom = this.#dayRoomAtMs(limits, priority, nowMs, 0) === null;
      return mayHaveRoom ? { kind: 'wait', ms: null } : { kind: 'quota', resumeAtMs };
    }
    if (this.#inFlight >= this.concurrency(priority)) return { kind: 'wait', ms: null };
    if (this.#cautious && this.#inFlight > 0) return { kind: 'wait', ms: null };
    if (nowMs < this.#blockedUntilMs) return { kind: 'wait', ms: this.#blockedUntilMs - nowMs };
    const waitMs = this.#minuteWaitMs(limits, nowMs);
    if (waitMs !== 0) return { kind: 'wait', ms: waitMs };
    return this.#account?.holds(priority, nowMs) === false ? { kind: 'ask' } : { kind: 'now' };
  }

  /** Null: until a call under way has ended. */
  #minuteWaitMs(limits: ServiceLimits, nowMs: number): number | null {
    const perMinute = this.#perMinute(limits);
    if (perMinute === null) return 0;
    if (this.#inFlight >= perMinute) return null;
    return this.#minute.waitMs(nowMs, perMinute - this.#inFlight - 1);
  }

  #dayRoomAtMs(limits: ServiceLimits, priority: Priority, nowMs: number, inFlight: number): number | null {
    if (limits.perDay === null) return null;
    return this.#day.roomAtMs(nowMs, limits.perDay, inFlight, priority === 'people' ? 0 : this.#reserveShare);
  }

  #permit(priority: Priority): Permit {
    const sentAtMs = this.#options.clock.nowMs();
    this.#inFlight += 1;
    this.#account?.spend(priority);
    const limits = this.#limits;
    if (limits !== null && priority === 'background' && this.#account?.isLow(limits)) this.#ask(priority);
    let open = true;
    return {
      release: (report = NOTHING_REPORTED, accepted = false) => {
        if (!open) return;
        open = false;
        this.#inFlight -= 1;
        const nowMs = this.#options.clock.nowMs();
        if (accepted && sentAtMs >= this.#blockedUntilMs) this.#cautious = false;
        this.#minute.add(nowMs);
        this.#day.ended(nowMs, sentAtMs, report.day);
        this.#account?.ended(nowMs, report.day);
        if (report.perMinute !== null) this.#minuteSaidByService = report.perMinute;
        if (this.#waiters.length > 0) this.#pump();
      },
    };
  }

  /** Lets in whoever may go, in order, and sets the one timer for the next. */
  #pump(): void {
    for (let first = this.#waiters[0]; first !== undefined; first = this.#waiters[0]) {
      const room = this.#room(first.priority);
      if (room.kind === 'wait') {
        this.#stopTimer();
        if (room.ms !== null) this.#startTimer(room.ms);
        return;
      }
      if (room.kind === 'ask') {
        this.#stopTimer();
        this.#ask(first.priority);
        return;
      }
      this.#waiters.shift();
      if (room.kind === 'now') first.grant(this.#permit(first.priority));
      else first.refuse(this.#exhausted(room.resumeAtMs));
    }
    this.#stopTimer();
  }

  /** Fetches the next block; whoever waits for one goes on with it. */
  #ask(priority: Priority): void {
    if (this.#account === null || this.#limits === null || this.#asking !== null) return;
    this.#asking = this.#account
      .refill(priority, this.#limits, priority === 'people' ? 0 : this.#reserveShare)
      .then(
        ({ calls, resetAtMs, seed }) => {
          this.#seedMinute(seed);
          // Calls under way may be counted twice until their answers come: then it is asked once more.
          if (calls === 0 && this.#inFlight === 0) this.#refuse(priority, this.#exhausted(resetAtMs));
        },
        (error: unknown) => this.#refuse(priority, error),
      )
      .finally(() => {
        this.#asking = null;
        // Nothing granted while calls are under way: the next of them to end asks again.
        if (this.#waiters.length > 0 && (this.#inFlight === 0 || this.#holds())) this.#pump();
      });
  }

  #holds(): boolean {
    const nowMs = this.#options.clock.nowMs();
    return this.#waiters[0] !== undefined && this.#account?.holds(this.#waiters[0].priority, nowMs) !== false;
  }

  /** Calls of others that this window has not seen; those beyond the limit would be waited for twice. */
  #seedMinute(calls: number): void {
    const perMinute = this.#limits?.perMinute ?? 0;
    const nowMs = this.#options.clock.nowMs();
    for (let call = this.#minute.count(nowMs); call < Math.min(calls, perMinute); call += 1)
      this.#minute.add(nowMs);
  }

  #refuse(priority: Priority, error: unknown): void {
    const refused = this.#waiters.filter((waiter) => waiter.priority === priority);
    for (const waiter of refused) {
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
      waiter.refuse(error);
    }
  }

  /** Nobody in this process calls at present: others may have what it holds. @throws what the ledger throws */
  async rest(): Promise<void> {
    // A block that is on its way would belong to nobody.
    while (this.#asking !== null) await this.#asking;
    await this.#account?.giveBack();
  }

  #exhausted(resumeAtMs: number): QuotaExhausted {
    const service = this.#options.service === 'books' ? 'Books' : 'FSM';
    return new QuotaExhausted(
      `the day's API calls of the ${service} organisation are used up but for the reserve kept for people; syncs go on at ${new Date(resumeAtMs).toISOString()}`,
      resumeAtMs,
    );
  }

  #startTimer(ms: number): void {
    const timer = new AbortController();
    this.#timer = timer;
    const wake = () => {
      if (this.#timer !== timer) return;
      this.#timer = null;
      this.#pump();
    };
    this.#options.clock.sleep(ms, timer.signal).then(wake, () => undefined);
  }

  #stopTimer(): void {
    const timer = this.#timer;
    this.#timer = null;
    timer?.abort();
  }

  /** The service said "too many": nobody calls for `ms`, and then one call goes ahead alone. */
  pause(ms: number): void {
    this.#cautious = true;
    this.#blockedUntilMs = Math.max(this.#blockedUntilMs, this.#options.clock.nowMs() + ms);
  }

  /** The service said that the day is used up; without a word on its end, `resumeAtMs` is the caller's guess. */
  exhaust(resumeAtMs: number): QuotaExhausted {
    const nowMs = this.#options.clock.nowMs();
    this.#day.exhaust(nowMs, this.#limits?.perDay ?? 1, resumeAtMs);
    return this.#exhausted(resumeAtMs);
  }

  /** A later session may know limits and zone better, and the reserve may have been set anew. */
  adopt({ limits, reserveShare, account }: BudgetOptions): void {
    this.#limitsSource = limits;
    this.#limitsReadAtMs = Number.NEGATIVE_INFINITY;
    if (reserveShare !== undefined) this.#reserveShare = reserveShare;
    if (this.#account === null) this.#account = account ?? null;
    else if (account !== undefined) this.#account.adopt(account);
  }

  /** Calls at once for this priority: a sync leaves one slot to people and to other programs where there are several. */
  concurrency(priority: Priority): number {
    const limit = this.#limits?.concurrent;
    if (limit === undefined) return CONCURRENCY_UNTIL_KNOWN;
    if (limit === null) return UNLIMITED_CONCURRENCY;
    const own = this.#account?.share(limit, 'once') ?? limit;
    return priority === 'people' || own <= 1 ? Math.max(1, own) : own - 1;
  }
}
