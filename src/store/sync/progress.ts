import type { Counts, PairCursor, PairName, PairPhase, PairState, Watermark } from '../../engine/model.ts';
import { NO_COUNTS } from '../../engine/model.ts';
import type { CallCounts, Side } from '../../engine/services.ts';
import type { RunInfo } from '../../engine/store.ts';
import { type FilledTable, fenced, ms, read, type SyncScope, stamp } from './scope.ts';

export async function runInfo(scope: SyncScope): Promise<RunInfo> {
  const rows = await read<{ scope: RunInfo['scope']; startedAtMs: number; confirmedDeactivations: boolean }>(
    scope,
    `SELECT scope::text AS scope, ${ms('coalesce("startedAt", "requestedAt")')}  AS "startedAtMs", "confirmedDeactivations"
     FROM "SyncRun" WHERE id = $2::uuid AND "connectionId" = $1::uuid`,
  );
  const row = rows[0];
  if (row === undefined) throw new Error(`run ${scope.runId} does not exist`);
  return { runId: scope.runId, connectionId: scope.connectionId, ...row };
}

interface PairColumns {
  readonly phase: PairPhase;
  readonly total: number | null;
  readonly done: number;
  readonly toBooks: Counts;
  readonly toFsm: Counts;
  readonly cursor: PairCursor | null;
}

export async function pairState(scope: SyncScope, pair: PairName): Promise<PairState> {
  const rows = await read<PairColumns>(
    scope,
    `SELECT phase::text AS phase, total, done, "toBooks", "toFsm", cursor FROM "RunPair"
     WHERE "runId" = $2::uuid AND $1::uuid IS NOT NULL AND pair = $3::"Pair"`,
    pair,
  );
  const row = rows[0];
  if (row === undefined) {
    return {
      pair,
      phase: 'PENDING',
      total: null,
      done: 0,
      toBooks: NO_COUNTS,
      toFsm: NO_COUNTS,
      cursor: null,
    };
  }
  return { pair, ...row };
}

/** Tables whose contents the queries of a phase depend on, and that the phase before has filled. */
const FILLED_BEFORE: Partial<Record<PairPhase, readonly FilledTable[]>> = {
  DECIDING: ['StagedRecord', 'RecordLink'],
  EXECUTING: ['RunRecord'],
  SETTLING: ['RunRecord', 'RecordLink'],
};
/** What queries search by. Statistics of the hashes and texts beside them help nothing and take most of the time. */
const SEARCHED_BY: Readonly<Record<FilledTable, string>> = {
  StagedRecord: `"runId", kind, side, module, "recordId", "parentId", scope, "linkId", identity, "counterpartId", considered`,
  RecordLink: `id, "connectionId", kind, "fsmModule", "fsmId", "booksModule", "booksId", unverified`,
  RunRecord: `id, "runId", kind, direction, operation, outcome, "fsmId", "linkId"`,
};
/** Below this, any plan is quick. */
const ROWS_WORTH_ANALYZING = 500;

/**
 * A phase fills thousands of rows within seconds: long before a server's own statistics notice, and the embedded one
 * has none by itself. Without them the planner takes a run's rows for one and reads them all for each.
 */
async function refreshStatistics(scope: SyncScope, phase: PairPhase): Promise<void> {
  for (const table of FILLED_BEFORE[phase] ?? []) {
    // A process that goes on with a run does not know what the one before has written.
    const rows = scope.filled.get(table) ?? (await stagedRows(scope));
    if (rows < ROWS_WORTH_ANALYZING) continue;
    scope.filled.set(table, 0);
    await scope.pool.query(`ANALYZE "${table}" (${SEARCHED_BY[table]})`);
  }
}

/** Rows that the run has staged, as far as they matter here. */
async function stagedRows(scope: SyncScope): Promise<number> {
  const rows = await read<{ count: number }>(
    scope,
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM "StagedRecord" WHERE "runId" = $2::uuid AND $1::uuid IS NOT NULL
       LIMIT ${ROWS_WORTH_ANALYZING}) s`,
  );
  return rows[0]?.count ?? 0;
}

/** A phase change; `cursor` and `total` are kept where they are not given. */
export async function savePair(
  scope: SyncScope,
  pair: PairName,
  state: { phase: PairPhase; total?: number | null; cursor?: PairCursor | null },
): Promise<void> {
  await refreshStatistics(scope, state.phase);
  await fenced(
    scope,
    `done AS (
      INSERT INTO "RunPair" ("runId", pair, phase, total, done, "toBooks", "toFsm", cursor)
      SELECT $2::uuid, $5::"Pair", $6::"PairPhase", NULL, 0, $7::jsonb, $7::jsonb, $8::jsonb FROM lease
      ON CONFLICT ("runId", pair) DO UPDATE SET phase = EXCLUDED.phase,
        cursor = CASE WHEN $9::boolean THEN EXCLUDED.cursor ELSE "RunPair".cursor END
      RETURNING 1
    )`,
    pair,
    state.phase,
    JSON.stringify(NO_COUNTS),
    state.cursor == null ? null : JSON.stringify(state.cursor),
    state.cursor !== undefined,
  );
}

export async function saveProgress(
  scope: SyncScope,
  pair: PairName,
  progress: { total: number | null; done: number; toBooks: Counts; toFsm: Counts },
  calls: CallCounts,
): Promise<void> {
  await fenced(
    scope,
    `run AS (
      UPDATE "SyncRun" SET "booksReads" = $9::int, "booksWrites" = $10::int, "fsmReads" = $11::int, "fsmWrites" = $12::int
      FROM lease WHERE id = $2::uuid RETURNING 1
    ), done AS (
      UPDATE "RunPair" SET total = coalesce($6::int, total), done = $7::int,
        "toBooks" = $8::jsonb->'toBooks', "toFsm" = $8::jsonb->'toFsm'
      FROM lease WHERE "runId" = $2::uuid AND pair = $5::"Pair" RETURNING 1
    )`,
    pair,
    progress.total,
    progress.done,
    JSON.stringify({ toBooks: progress.toBooks, toFsm: progress.toFsm }),
    calls.booksReads,
    calls.booksWrites,
    calls.fsmReads,
    calls.fsmWrites,
  );
}

/** Calls the run had made when this process took it up: its own come on top of them. */
export async function callsBefore(scope: SyncScope): Promise<CallCounts> {
  const rows = await read<CallCounts>(
    scope,
    `SELECT "booksReads", "booksWrites", "fsmReads", "fsmWrites" FROM "SyncRun"
     WHERE id = $2::uuid AND "connectionId" = $1::uuid`,
  );
  return rows[0] ?? { booksReads: 0, booksWrites: 0, fsmReads: 0, fsmWrites: 0 };
}

export const addCalls = (one: CallCounts, other: CallCounts): CallCounts => ({
  booksReads: one.booksReads + other.booksReads,
  booksWrites: one.booksWrites + other.booksWrites,
  fsmReads: one.fsmReads + other.fsmReads,
  fsmWrites: one.fsmWrites + other.fsmWrites,
});

export async function watermark(scope: SyncScope, side: Side, module: string): Promise<Watermark | null> {
  const rows = await read<Watermark>(
    scope,
    `SELECT ${ms('"modifiedSince"')} AS "modifiedSinceMs", "knownCount", ${ms('"fullScanAt"')} AS "fullScanAtMs",
       "listLagMs", ${ms('"newestAt"')} AS "newestMs" FROM "Watermark"
     WHERE "connectionId" = $1::uuid AND $2::uuid IS NOT NULL AND side = $3::"Side" AND module = $4`,
    side,
    module,
  );
  return rows[0] ?? null;
}

export async function saveWatermark(
  scope: SyncScope,
  side: Side,
  module: string,
  watermark: Watermark,
): Promise<void> {
  await fenced(
    scope,
    `done AS (
      INSERT INTO "Watermark" ("connectionId", side, module, "modifiedSince", "knownCount", "fullScanAt", "listLagMs",
        "newestAt")
      SELECT $1::uuid, $5::"Side", $6, ${stamp('$7::float8')}, $8::int, ${stamp('$9::float8')}, $10::int,
        ${stamp('$11::float8')} FROM lease
      WHERE $2::uuid IS NOT NULL
      ON CONFLICT ("connectionId", side, module) DO UPDATE SET "modifiedSince" = EXCLUDED."modifiedSince",
        "knownCount" = EXCLUDED."knownCount", "fullScanAt" = EXCLUDED."fullScanAt", "listLagMs" = EXCLUDED."listLagMs",
        "newestAt" = EXCLUDED."newestAt"
      RETURNING 1
    )`,
    side,
    module,
    watermark.modifiedSinceMs,
    watermark.knownCount,
    watermark.fullScanAtMs,
    watermark.listLagMs,
    watermark.newestMs,
  );
}
