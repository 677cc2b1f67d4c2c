/** What is left of the quotas, and when a run will be done with it. */

import type { Direction, PairCursor, PairName, TableName } from '../engine/model.ts';
import { type EngineClock, RECALLED_MAX } from '../engine/services.ts';
import type {
  Connection,
  PrismaClient,
  QuotaDay,
  RunPair,
  SyncRun,
} from '../store/generated/prisma/client.ts';
import { latestQuotaDay, type QuotaPlace, usedOf } from '../store/quota.ts';
import { type PlannedCount, plannedCounts, stagedNew } from '../store/run-size.ts';
import { addedCalls, type Calls, callsOfFirstSync, callsOfPlan, NO_CALLS } from './calls.ts';
import type { RunEta, ServiceQuota } from './control.ts';
import { type Estimate, estimateEnd, type ServiceOutlook } from './estimate.ts';
import { recordCountsFromJson } from './record-counts.ts';
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
  const remaining = await remainingCalls(deps.prisma, run);
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

/** Records of Books that a run keeps in memory from their reading on; of items it keeps none. */
const RECALLED: Readonly<Record<PairName, number>> = {
  ITEMS: 0,
  CUSTOMERS: RECALLED_MAX,
};

/** Tables that are decided after each. */
const LATER_TABLES: Readonly<Record<TableName, readonly TableName[]>> = {
  items: [],
  business: ['person', 'individual'],
  person: ['individual'],
  individual: [],
};

/** Pairs in the order in which a run takes them. */
const PAIRS = ['ITEMS', 'CUSTOMERS'] as const satisfies readonly PairName[];

const less = (one: Calls, other: Calls): Calls => ({
  books: Math.max(0, one.books - other.books),
  fsm: Math.max(0, one.fsm - other.fsm),
});

/**
 * What is left of the pairs: of one that was decided, what its plan takes; of one that is read for the first time, what
 * its records were counted to take. Null while nothing tells.
 */
async function remainingCalls(prisma: PrismaClient, run: SyncRun): Promise<Calls | null> {
  const rows = await prisma.runPair.findMany({ where: { runId: run.id } });
  const counted = recordCountsFromJson(run.counted);
  if (rows.length === 0 && counted === null) return null;
  const planned = await plannedCounts(prisma, run.id);
  let made: Calls = { books: run.booksReads + run.booksWrites, fsm: run.fsmReads + run.fsmWrites };
  let sum = NO_CALLS;
  for (const pair of PAIRS) {
    const row = rows.find((one) => one.pair === pair);
    const counts = counted?.[pair];
    if (row?.phase === 'DONE') {
      if (counts !== undefined) made = less(made, callsOfFirstSync(counts, pair));
      continue;
    }
    if (row?.phase === 'EXECUTING' || row?.phase === 'SETTLING') {
      const own = planned.filter((each) => each.pair === pair);
      sum = addedCalls(sum, callsOfPlanned(row, own));
      if (row.phase === 'EXECUTING') sum = addedCalls(sum, await callsOfUndecided(prisma, row));
    } else if (counts !== undefined) {
      sum = addedCalls(sum, less(callsOfFirstSync(counts, pair), made));
    } else if (row !== undefined) {
      return null;
    }
    // Those after it have made none yet.
    made = NO_CALLS;
  }
  return sum;
}

function callsOfPlanned({ pair, cursor }: RunPair, planned: readonly PlannedCount[]): Calls {
  const done = (direction: Direction): number =>
    planned
      .filter((row) => row.direction === direction && row.written)
      .reduce((all, { count }) => all + count, 0);
  return callsOfPlan({
    planned: planned.filter((row) => !row.written),
    pair,
    // The engine wrote the cursor there (its PairCursor).
    fsmRecords: fsmRecordsOf(cursor as PairCursor | null),
    written: { books: done('TO_BOOKS'), fsm: done('TO_FSM') },
    recalled: RECALLED[pair],
  });
}

/** Tables of the pair that come after the one that is worked on: every record of one side may be new to the other. */
async function callsOfUndecided(prisma: PrismaClient, { runId, pair, cursor }: RunPair): Promise<Calls> {
  // The engine wrote the cursor there (its PairCursor).
  const kind = (cursor as PairCursor | null)?.kind ?? null;
  const later = kind === null ? [] : LATER_TABLES[kind];
  if (later.length === 0) return NO_CALLS;
  const staged = await stagedNew(prisma, runId, later);
  return callsOfPlan({
    planned: staged.map(({ side, count }) => ({
      direction: side === 'FSM' ? 'TO_BOOKS' : 'TO_FSM',
      operation: 'CREATE',
      count,
    })),
    pair,
    fsmRecords: fsmRecordsOf(cursor as PairCursor | null),
    written: NO_CALLS,
    recalled: RECALLED[pair],
  });
}
