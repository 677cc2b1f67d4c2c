/** The quota ledger in memory: the sums of the database's, written another way. */
import type { QuotaAsk, QuotaGrant, QuotaLedger, QuotaPlace, QuotaReport } from '../../src/zoho/ports.ts';

interface Day {
  granted: number;
  made: number;
  told: number | null;
  limit: number | null;
  resetAtMs: number;
  recent: { atMs: number; calls: number; holder: string; background: boolean }[];
}

export class MemoryQuotaLedger implements QuotaLedger {
  readonly days = new Map<string, Day>();
  takes = 0;

  #day(of: QuotaPlace, report: QuotaReport): Day {
    const key = JSON.stringify([of.place, of.service, of.organizationId, report.day]);
    const known = this.days.get(key);
    if (known !== undefined) return known;
    const made: Day = {
      granted: 0,
      made: 0,
      told: null,
      limit: null,
      resetAtMs: report.resetAtMs,
      recent: [],
    };
    this.days.set(key, made);
    return made;
  }

  #note(day: Day, report: QuotaReport): void {
    day.made += report.made;
    if (report.limit !== null) day.limit = report.limit;
    if (report.told !== null) day.told = Math.max(day.told ?? 0, report.told);
  }

  async take(of: QuotaPlace, ask: QuotaAsk): Promise<QuotaGrant> {
    this.takes += 1;
    const day = this.#day(of, ask.report);
    this.#note(day, ask.report);
    if (ask.report.told !== null) day.resetAtMs = ask.report.resetAtMs;
    const limit = day.limit ?? ask.documented;
    const unused = day.granted - day.made;
    const used = day.told === null ? day.granted : Math.max(day.granted, day.told + unused);
    const calls =
      limit === null
        ? ask.wanted
        : Math.max(0, Math.min(ask.wanted, limit - Math.ceil(limit * ask.reserveShare) - used));
    day.granted += calls;
    const { nowMs, holder } = ask;
    day.recent.push({ atMs: nowMs, calls, holder, background: ask.priority === 'background' });
    day.recent = day.recent.filter(({ atMs }) => Math.abs(nowMs - atMs) < 75_000);
    const others = day.recent.filter((one) => one.holder !== holder && Math.abs(nowMs - one.atMs) < 61_000);
    const sum = (rows: typeof others) => rows.reduce((total, one) => total + one.calls, 0);
    return {
      calls,
      resetAtMs: day.resetAtMs,
      holders: new Set(day.recent.filter(({ background }) => background).map((one) => one.holder)).size,
      othersLately: sum(others),
      othersForPeopleLately: sum(others.filter(({ background }) => !background)),
    };
  }

  async giveBack(of: QuotaPlace, calls: number, report: QuotaReport): Promise<void> {
    const day = this.#day(of, report);
    this.#note(day, report);
    day.granted = Math.max(0, day.granted - calls);
  }
}
