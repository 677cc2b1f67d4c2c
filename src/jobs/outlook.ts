/** What is left of the quotas, and when a run will be done with it. */

import type { PairCursor } from '../engine/model.ts';
import type { EngineClock } from '../engine/services.ts';
import type { Connection, PrismaClient, QuotaDay, SyncRun } from '../store/generated/prisma/client.ts';
import { latestQuotaDay, type QuotaPlace, usedOf } from '../store/quota.ts';
import { plannedCounts } from '../store/runs.ts';
import { addedCalls, type Calls, callsOfPlan, NO_CALLS } from './calls.ts';
import type { RunEta, ServiceQuota } from './control.ts';
import { type Estimate, estimateEnd, type ServiceOutlook } from './estimate.ts';
import { nextMidnight } from './schedule.ts';

export interface ServiceLimits {
  readonly perMinute: number | null;
  readonly perDay: number | null;
}

export type Quotas = Readonly<Record<'books' | 'fsm', QuotaOfService>>;

interface QuotaOfService {
  readonly shown: ServiceQuota;
  readonly perMinute: number | null;
}

export interface OutlookDependencies {
  readonly prisma: PrismaClient;
  readonly clock: EngineClock;
  /** The limits of both organisations until the services name them. */
  readonly limits: (
    connection: Connection,
  ) => Promise<{ readonly books: ServiceLimits; readonly fsm: ServiceLimits }>;
  readonly places: (connection: Connection) => { readonly books: QuotaPlace; readonly fsm: QuotaPlace };
}

/** Calls of a day that a sync leaves alone, as the request budget has it. */
const reserveOf = (limit: number, percent: number): number =>
  Math.min(limit, Math.ceil(limit * (percent / 100)));

/** The day that counts now: the latest one known, or a new one of which nothing is used. */
function today(
  day: QuotaDay | null,
  documented: number | null,
  nowMs: number,
  timeZone: string,
): { readonly limit: number | null; readonly used: number; readonly resetsAtMs: number } {
  const limit = day?.limit ?? documented;
  if (day !== null && day.resetAt.getTime() > nowMs) {
    return { limit, used: usedOf(day), resetsAtMs: day.resetAt.getTime() };
  }
  return { limit, used: 0, resetsAtMs: nextMidnight(nowMs, timeZone) };
}

export async function quotasOf(deps: OutlookDependencies, connection: Connection): Promise<Quotas> {
  const [limits, nowMs] = [await deps.limits(connection), deps.clock.nowMs()];
  const places = deps.places(connection);
  const one = async (service: 'books' | 'fsm'): Promise<QuotaOfService> => {
    const { perDay, perMinute } = limits[service];
    const day = await latestQuotaDay(deps.prisma, places[service]);
    // A limit that was told once and is switched off by now (null) is none.
    const known = day === null || perDay !== null ? day : { ...day, limit: null };
    const { limit, used, resetsAtMs } = today(known, perDay, nowMs, connection.timeZone);
    return {
      perMinute,
      shown: {
        service: service === 'books' ? 'BOOKS' : 'FSM',
        limit,
        used,
        remaining: limit === null ? null : Math.max(0, limit - used),
        reserve: limit === null ? 0 : reserveOf(limit, connection.quotaReservePercent),
        resetsAt: new Date(resetsAtMs),
      },
    };
  };
  return { books: await one('books'), fsm: await one('fsm') };
}

function outlookOf(calls: number, { shown, perMinute }: QuotaOfService): ServiceOutlook {
  const { limit, remaining, reserve, resetsAt } = shown;
  if (limit === null || remaining === null) return { calls, perMinute, day: null };
  const left = Math.max(0, remaining - reserve);
  return { calls, perMinute, day: { left, whole: limit - reserve, resetsAtMs: resetsAt.getTime() } };
}

/** When calls of a connection will have been made. */
export function endOf(
  quotas: Quotas,
  calls: Calls,
  more: {
    readonly nowMs: number;
    readonly timeZone: string;
    readonly restsUntilMs: number | null;
    readonly pace: { readonly calls: number; readonly workedMs: number } | null;
  },
): Estimate | null {
  const services = [outlookOf(calls.books, quotas.books), outlookOf(calls.fsm, quotas.fsm)];
  return estimateEnd({ ...more, services });
}

/** Null while the run is over or what it has to do is not known yet. */
export async function etaOf(deps: OutlookDependencies, run: SyncRun): Promise<RunEta | null> {
  if (run.state !== 'RUNNING') return null;
  const remaining = await remainingCalls(deps.prisma, run.id);
  if (remaining === null) return null;
  const connection = await deps.prisma.connection.findUniqueOrThrow({ where: { id: run.connectionId } });
  const made = run.booksReads + run.booksWrites + run.fsmReads + run.fsmWrites;
  const estimate = endOf(await quotasOf(deps, connection), remaining, {
    nowMs: deps.clock.nowMs(),
    timeZone: connection.timeZone,
    restsUntilMs: run.waitingUntil?.getTime() ?? null,
    pace: { calls: made, workedMs: Number(run.workedMs) },
  });
  if (estimate === null) return null;
  const left = remaining.books + remaining.fsm;
  return {
    endsAt: new Date(estimate.endsAtMs),
    calls: made + left,
    remainingCalls: left,
    basis: estimate.basis,
  };
}

/** Null when one of FSM's modules was not counted. */
function fsmRecordsOf(cursor: PairCursor | null): number | null {
  const modules = Object.entries(cursor?.modules ?? {}).filter(([key]) => key.startsWith('FSM/'));
  if (modules.length === 0 || modules.some(([, { count }]) => count === null)) return null;
  return modules.reduce((sum, [, { count }]) => sum + (count ?? 0), 0);
}

/** Of the pairs that were read and decided; null while one is being read. */
async function remainingCalls(prisma: PrismaClient, runId: string): Promise<Calls | null> {
  const pairs = await prisma.runPair.findMany({ where: { runId } });
  const planned = await plannedCounts(prisma, runId);
  let sum = NO_CALLS;
  for (const { pair, phase, cursor } of pairs) {
    if (phase === 'DONE') continue;
    if (phase !== 'EXECUTING' && phase !== 'SETTLING') return null;
    const rows = planned.filter((row) => row.pair === pair);
    const done = (direction: string): number =>
      rows
        .filter((row) => row.direction === direction && row.written)
        .reduce((all, { count }) => all + count, 0);
    const plan = callsOfPlan({
      planned: rows.filter((row) => !row.written),
      pair,
      // The engine wrote the cursor there (its PairCursor).
      fsmRecords: fsmRecordsOf(cursor as PairCursor | null),
      written: { books: done('TO_BOOKS'), fsm: done('TO_FSM') },
    });
    sum = addedCalls(sum, plan);
  }
  return pairs.length === 0 ? null : sum;
}
