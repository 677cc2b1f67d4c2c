/** What a first sync will take, before it is begun. */
import { EngineError } from '../engine/errors.ts';
import type { CompiledTable } from '../engine/model.ts';
import type { EngineClock, Side } from '../engine/services.ts';
import { READ_ALONG_WITH } from '../engine/shapes.ts';
import type { Calls } from '../jobs/calls.ts';
import type { Forecast } from '../jobs/control.ts';
import { endOf, type OutlookDependencies, type Quotas, quotasOf } from '../jobs/outlook.ts';
import { callsOfCounts, type RecordCounts } from '../jobs/record-counts.ts';
import type { RunMapping } from '../jobs/runner.ts';
import type { Connection } from '../store/generated/prisma/client.ts';
import type { ZohoSession } from '../zoho/index.ts';

export interface ForecastDependencies extends OutlookDependencies {
  readonly clock: EngineClock;
  readonly counts: RecordCounter;
}

export interface CountingDependencies {
  readonly clock: EngineClock;
  readonly loadMapping: (connection: Connection) => Promise<RunMapping>;
  /** A session in which somebody waits, or one that leaves the reserve alone. */
  readonly openSession: (connection: Connection, priority: Priority) => ZohoSession;
}

type Priority = 'people' | 'background';

const COUNTING_MS_MAX = 60_000;
/** So long the records counted last stand: whoever looks again and again shall not use the quota up. */
const COUNTS_VALID_MS = 600_000;

/** How many records both organisations hold, by a few calls. @throws what calls throw, and TimeoutError */
export type RecordCounter = (connection: Connection, priority: Priority) => Promise<RecordCounts>;

export function createRecordCounter(deps: CountingDependencies): RecordCounter {
  const counted = new Map<string, { readonly counts: Promise<RecordCounts>; readonly atMs: number }>();
  return (connection, priority) => {
    const nowMs = deps.clock.nowMs();
    const known = counted.get(connection.id);
    if (known !== undefined && Math.abs(nowMs - known.atMs) < COUNTS_VALID_MS) return known.counts;
    const counts = countRecords(deps, connection, priority);
    counted.set(connection.id, { counts, atMs: nowMs });
    // What could not be counted is counted anew when somebody asks again.
    counts.catch(() => counted.delete(connection.id));
    return counts;
  };
}

export type Forecaster = (connection: Connection) => Promise<Forecast | null>;

export function createForecaster(deps: ForecastDependencies): Forecaster {
  return async (connection) => {
    if (await hasSynced(deps, connection)) return null;
    try {
      const calls = callsOfCounts(await deps.counts(connection, 'people'));
      return told(deps, connection, calls, await quotasOf(deps, connection));
    } catch (error) {
      return unknown(error);
    }
  };
}

async function hasSynced({ prisma }: ForecastDependencies, { id }: Connection): Promise<boolean> {
  const applied = await prisma.mappingVersion.findFirst({
    where: { connectionId: id },
    select: { id: true },
  });
  return applied !== null;
}

async function countRecords(
  deps: CountingDependencies,
  connection: Connection,
  priority: Priority,
): Promise<RecordCounts> {
  const { tables } = await deps.loadMapping(connection);
  const session = deps.openSession(connection, priority);
  try {
    const signal = AbortSignal.timeout(COUNTING_MS_MAX);
    const pairs = [...Map.groupBy(tables, ({ plan }) => plan.pair)];
    const counted = pairs.map(
      async ([pair, ofPair]) => [pair, await countPair(session, ofPair, signal)] as const,
    );
    return Object.fromEntries(await Promise.all(counted));
  } finally {
    await session.close();
  }
}

/** Every module once. Contact persons have no list to be counted by: they are read with their customers. */
async function countPair(
  session: ZohoSession,
  tables: readonly CompiledTable[],
  signal: AbortSignal,
): Promise<{ readonly fsm: number; readonly books: number }> {
  const count = async (side: Side, modules: readonly string[]): Promise<number> => {
    const listed = [...new Set(modules)].filter((name) => READ_ALONG_WITH[name] === undefined);
    const counts = await Promise.all(listed.map((name) => session.countRecords(side, name, signal)));
    return counts.reduce((sum, { records }) => sum + records, 0);
  };
  const [fsm, books] = await Promise.all([
    count(
      'FSM',
      tables.map(({ plan }) => plan.fsmModule),
    ),
    count(
      'BOOKS',
      tables.map(({ plan }) => plan.booksModule),
    ),
  ]);
  return { fsm, books };
}

const grouped = (count: number): string => count.toLocaleString('en-US');

function told(deps: ForecastDependencies, connection: Connection, calls: Calls, quotas: Quotas): Forecast {
  const nowMs = deps.clock.nowMs();
  const { timeZone } = connection;
  const estimate = endOf(quotas, calls, { nowMs, timeZone, restsUntilMs: null, pace: null });
  const share = shareOfDay(calls, quotas);
  const all = calls.books + calls.fsm;
  const parts = [
    `up to ${grouped(all)} calls`,
    ...(share === null ? [] : [`${grouped(share)} percent of a day's quota`]),
    estimate === null
      ? 'which the reserve leaves no room for'
      : `done about ${moment(estimate.endsAtMs, nowMs, timeZone)}`,
  ];
  return {
    calls: all,
    booksCalls: calls.books,
    fsmCalls: calls.fsm,
    shareOfDayPercent: share,
    endsAt: estimate === null ? null : new Date(estimate.endsAtMs),
    sentence: parts.join(', '),
    problem: null,
  };
}

/** Of the service whose day is used up sooner; null where neither has a limit. */
function shareOfDay(calls: Calls, quotas: Quotas): number | null {
  const shares = (['books', 'fsm'] as const).flatMap((service) => {
    const { limit } = quotas[service].shown;
    return limit === null ? [] : [(calls[service] / limit) * 100];
  });
  return shares.length === 0 ? null : Math.round(Math.max(...shares));
}

/** `15:40`, or with its date when that is another day; in the organisation's zone. */
function moment(atMs: number, nowMs: number, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(nowMs)).toZonedDateTimeISO(timeZone);
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  return at.toPlainDate().equals(now.toPlainDate()) ? time : `${time} on ${at.toPlainDate().toString()}`;
}

function unknown(error: unknown): Forecast {
  const known = error instanceof EngineError;
  if (!known && !(error instanceof DOMException && error.name === 'TimeoutError')) throw error;
  const message = known
    ? `The records cannot be counted now: ${error.message}`
    : 'The services did not answer in time; ask again later.';
  const unavailable = { code: 'SERVICE_UNAVAILABLE', message } as const;
  const problem =
    known && error.code === 'REAUTHORISATION_REQUIRED'
      ? ({ code: 'REAUTHORISATION_REQUIRED', message } as const)
      : unavailable;
  return {
    calls: null,
    booksCalls: null,
    fsmCalls: null,
    shareOfDayPercent: null,
    endsAt: null,
    sentence: message,
    problem,
  };
}
