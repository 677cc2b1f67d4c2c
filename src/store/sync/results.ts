/** Writing what was decided and what was done: links, log rows, intents and pending records in one statement. */
import type { DecidedRecord, LinkWrite, RecordResult, TableName } from '../../engine/model.ts';
import type { Direction, Side } from '../../engine/services.ts';
import { fenced, fill, type SyncScope, stamp } from './scope.ts';

/**
 * One row of a result as the statements take it. What is empty is left out: PostgreSQL reads it as null, and of ten
 * thousand rows most members of most are.
 */
interface ResultJson {
  readonly id?: string;
  readonly direction: Direction;
  readonly operation?: string;
  readonly cause?: string;
  readonly outcome?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly overwritten?: readonly string[] | undefined;
  readonly fsmId?: string | undefined;
  readonly booksId?: string | undefined;
  readonly linkId?: string | undefined;
  readonly reasonCode?: string | undefined;
  readonly reasonMessage?: string | undefined;
  readonly reasonField?: string | undefined;
  readonly label?: string | undefined;
  /** The link, member by member. */
  readonly linked?: true;
  readonly base?: LinkWrite['base'];
  readonly fsmModule?: string;
  readonly linkFsmId?: string;
  readonly booksModule?: string;
  readonly linkBooksId?: string;
  readonly unverified?: boolean;
  readonly fsmModifiedAtMs?: number | undefined;
  readonly booksModifiedAtMs?: number | undefined;
  readonly fsmGone?: true | undefined;
  readonly booksGone?: true | undefined;
  readonly awaits?: string | undefined;
  readonly content?: string | undefined;
  readonly pending?: true | undefined;
}

/** Members that a decision and a result have in common. */
function commonJson(record: DecidedRecord | RecordResult): ResultJson {
  const { reason } = record;
  return {
    direction: record.direction,
    outcome: record.outcome ?? undefined,
    fields: record.fields.length === 0 ? undefined : record.fields,
    overwritten: record.overwritten.length === 0 ? undefined : record.overwritten,
    fsmId: record.fsmId ?? undefined,
    booksId: record.booksId ?? undefined,
    reasonCode: reason?.code,
    reasonMessage: reason?.message,
    reasonField: reason?.field ?? undefined,
    pending: record.stayPending === true ? true : undefined,
    ...(record.link !== null && linkJson(record.link)),
  };
}

/** Beside the record's own members: to look into an object for each of ten members takes the database longer. */
function linkJson(link: LinkWrite): Partial<ResultJson> {
  return {
    linked: true,
    base: link.base,
    fsmModule: link.fsmModule,
    linkFsmId: link.fsmId,
    booksModule: link.booksModule,
    linkBooksId: link.booksId,
    unverified: link.unverified,
    fsmModifiedAtMs: link.fsmModifiedAtMs ?? undefined,
    booksModifiedAtMs: link.booksModifiedAtMs ?? undefined,
    fsmGone: link.fsmGone || undefined,
    booksGone: link.booksGone || undefined,
  };
}

const RECORDSET = `r(id bigint, direction text, operation text, cause text, outcome text, fields jsonb, overwritten jsonb,
  "fsmId" text, "booksId" text, "linkId" uuid, "reasonCode" text, "reasonMessage" text, "reasonField" text, label text,
  linked boolean, base jsonb, "fsmModule" text, "linkFsmId" text, "booksModule" text, "linkBooksId" text, unverified boolean,
  "fsmModifiedAtMs" float8, "booksModifiedAtMs" float8, "fsmGone" boolean, "booksGone" boolean,
  awaits text, content text, pending boolean)`;

/** The pair that the table `$5` belongs to. */
const PAIR = `(CASE WHEN $5 = 'items' THEN 'ITEMS' ELSE 'CUSTOMERS' END)::"Pair"`;

/** Most rows have none: for those nothing is unfolded. */
const textArray = (column: string): string =>
  `CASE WHEN ${column} IS NULL THEN '{}' ELSE ARRAY(SELECT jsonb_array_elements_text(${column})) END`;

/** The rows of `$6`, each with the id its link has or will get: joining new links back to their rows would be quadratic. */
const ROWS = `rows AS MATERIALIZED (
  SELECT r.*, CASE WHEN r.linked THEN coalesce(r."linkId",
      (SELECT e.id FROM "RecordLink" e WHERE e."connectionId" = $1::uuid AND e."fsmModule" = r."fsmModule"
        AND e."fsmId" = r."linkFsmId"), gen_random_uuid())
    ELSE r."linkId" END AS "linkIdNow"
  FROM jsonb_to_recordset($6::jsonb) AS ${RECORDSET}
)`;

/**
 * Parts that follow from a result being final; `r` are the rows, the table is `$5`, FSM and Books modules `$7` and `$8`, and
 * `$9` and `$10` the FSM and Books records whose creates on the other side are settled. Both records of a failed pair are
 * pending: with one alone, the next run could not see what the other had changed, and would take a record that was only
 * matched for one without a counterpart.
 */
const CONSEQUENCES = `links AS (
  INSERT INTO "RecordLink" (id, "connectionId", pair, kind, "fsmModule", "fsmId", "booksModule", "booksId", base,
    "mappingFingerprint", unverified, "fsmModifiedAt", "booksModifiedAt", "fsmGoneAt", "booksGoneAt", "lastSyncedAt")
  SELECT r."linkIdNow", $1::uuid, ${PAIR}, $5, r."fsmModule", r."linkFsmId", r."booksModule", r."linkBooksId", r.base,
    coalesce((SELECT "mappingFingerprint" FROM "SyncRun" WHERE id = $2::uuid), ''), r.unverified,
    ${stamp('r."fsmModifiedAtMs"')}, ${stamp('r."booksModifiedAtMs"')},
    CASE WHEN r."fsmGone" THEN now() END, CASE WHEN r."booksGone" THEN now() END, now()
  FROM rows r, lease WHERE r.linked
  ON CONFLICT ("connectionId", "fsmModule", "fsmId") DO UPDATE SET base = EXCLUDED.base, kind = EXCLUDED.kind,
    "booksModule" = EXCLUDED."booksModule", "booksId" = EXCLUDED."booksId",
    "mappingFingerprint" = EXCLUDED."mappingFingerprint", unverified = EXCLUDED.unverified,
    "fsmModifiedAt" = coalesce(EXCLUDED."fsmModifiedAt", "RecordLink"."fsmModifiedAt"),
    "booksModifiedAt" = coalesce(EXCLUDED."booksModifiedAt", "RecordLink"."booksModifiedAt"),
    "fsmGoneAt" = coalesce("RecordLink"."fsmGoneAt", EXCLUDED."fsmGoneAt"),
    "booksGoneAt" = coalesce("RecordLink"."booksGoneAt", EXCLUDED."booksGoneAt"), "lastSyncedAt" = now()
  RETURNING id, "fsmId", "booksId"
), cleared AS (
  DELETE FROM "PendingRecord" p USING rows r, lease
  WHERE p."connectionId" = $1::uuid AND p.pair = ${PAIR} AND r.outcome IS NOT NULL AND r.outcome <> 'FAILED' AND r.awaits IS NULL AND r.pending IS NOT TRUE
    AND ((p.side = 'FSM' AND p.module = $7 AND p."recordId" = r."fsmId")
      OR (p.side = 'BOOKS' AND p.module = $8 AND p."recordId" = r."booksId"
        -- A customer waits until its persons are done too.
        AND NOT ($5 = 'business' AND EXISTS (SELECT 1 FROM "StagedRecord" s WHERE s."runId" = $2::uuid
          AND s.kind = 'person' AND s.side = 'BOOKS' AND s."parentId" = p."recordId"))))
  RETURNING 1
), failed AS (
  INSERT INTO "PendingRecord" ("connectionId", pair, side, module, "recordId", "reasonCode", awaits)
  SELECT DISTINCT ON (e.side, e.id) $1::uuid, ${PAIR}, e.side::"Side", e.module, e.id, r."reasonCode",
    CASE WHEN e.side = CASE WHEN r."fsmId" IS NULL THEN 'BOOKS' ELSE 'FSM' END THEN r.awaits END
  FROM rows r CROSS JOIN LATERAL (VALUES ('FSM', $7::text, r."fsmId"), ('BOOKS', $8::text, r."booksId"))
    AS e(side, module, id), lease
  WHERE (r.outcome = 'FAILED' OR r.pending OR r.awaits IS NOT NULL
    AND e.side = CASE WHEN r."fsmId" IS NULL THEN 'BOOKS' ELSE 'FSM' END) AND e.id IS NOT NULL
  ON CONFLICT ("connectionId", side, module, "recordId") DO UPDATE SET "reasonCode" = EXCLUDED."reasonCode",
    awaits = EXCLUDED.awaits
  RETURNING 1
), settled AS (
  DELETE FROM "Intent" i USING lease
  WHERE i."connectionId" = $1::uuid AND i.kind = $5
    AND ((i.direction = 'TO_BOOKS' AND i."sourceModule" = $7 AND i."sourceId" = ANY($9::text[]))
      OR (i.direction = 'TO_FSM' AND i."sourceModule" = $8 AND i."sourceId" = ANY($10::text[])))
  RETURNING 1
)`;

const INSERT_RECORDS = `INSERT INTO "RunRecord" ("runId", "connectionId", pair, kind, direction, operation, cause, outcome, fields, overwritten,
    "fsmId", "booksId", "linkId", "reasonCode", "reasonMessage", "reasonField", content)
  SELECT $2::uuid, $1::uuid, ${PAIR}, $5, r.direction::"Direction", r.operation, r.cause, r.outcome::"Outcome",
    ${textArray('r.fields')}, ${textArray('r.overwritten')}, r."fsmId", r."booksId",
    r."linkIdNow", r."reasonCode", r."reasonMessage", r."reasonField", r.content
  FROM rows r, lease RETURNING 1`;

const PLAN = `${ROWS}, ${CONSEQUENCES}, "doneFsm" AS (
  UPDATE "StagedRecord" s SET done = true FROM rows r, lease
  WHERE r.outcome IS NOT NULL AND s."runId" = $2::uuid AND s.side = 'FSM' AND s."recordId" = r."fsmId" RETURNING 1
), "doneBooks" AS (
  UPDATE "StagedRecord" s SET done = true FROM rows r, lease
  WHERE r.outcome IS NOT NULL AND s."runId" = $2::uuid AND s.side = 'BOOKS' AND s."recordId" = r."booksId" RETURNING 1
), done AS (${INSERT_RECORDS})`;

/** The plan alone: nothing follows from it. */
const PLAN_ONLY = `rows AS MATERIALIZED (SELECT r.*, r."linkId" AS "linkIdNow" FROM jsonb_to_recordset($6::jsonb) AS ${RECORDSET}
), done AS (${INSERT_RECORDS})`;

export async function plan(
  scope: SyncScope,
  kind: TableName,
  modules: Readonly<Record<Side, string>>,
  records: readonly DecidedRecord[],
): Promise<void> {
  const rows = JSON.stringify(records.map(decidedJson));
  fill(scope, 'RunRecord', records.length);
  if (scope.preview === true || records.every(isBarePlan)) {
    await fenced(scope, PLAN_ONLY, kind, rows);
    return;
  }
  const links = records.map((record) => record.link).filter((link) => link !== null);
  fill(scope, 'RecordLink', links.length);
  await fenced(
    scope,
    PLAN,
    kind,
    rows,
    modules.FSM,
    modules.BOOKS,
    links.map((link) => link.fsmId),
    links.map((link) => link.booksId),
  );
}

/** Yet to be done, and nothing follows from it so far: whole batches of a first sync are like that. */
const isBarePlan = ({ outcome, link, awaits, stayPending }: DecidedRecord): boolean =>
  outcome === null && link === null && (awaits ?? null) === null && stayPending !== true;

const decidedJson = (record: DecidedRecord): ResultJson => ({
  ...commonJson(record),
  operation: record.operation,
  cause: record.cause,
  linkId: record.linkId ?? undefined,
  awaits: record.awaits ?? undefined,
  content: record.content ?? undefined,
});

const COMMIT = `${ROWS}, ${CONSEQUENCES}, done AS (
  UPDATE "RunRecord" d SET outcome = r.outcome::"Outcome", direction = r.direction::"Direction",
    fields = ${textArray('r.fields')}, overwritten = ${textArray('r.overwritten')},
    "fsmId" = r."fsmId", "booksId" = r."booksId",
    "linkId" = coalesce(d."linkId", r."linkIdNow"),
    "reasonCode" = r."reasonCode", "reasonMessage" = r."reasonMessage", "reasonField" = r."reasonField",
    label = decode(r.label, 'base64'), at = now()
  FROM rows r, lease
  -- The ids once more, as a list: from the set alone the planner would read all rows of the run for each few hundred.
  WHERE d.id = r.id AND d."runId" = $2::uuid AND d.id = ANY($11::bigint[])
  RETURNING 1
)`;

export async function commit(
  scope: SyncScope,
  kind: TableName,
  modules: Readonly<Record<Side, string>>,
  results: readonly RecordResult[],
): Promise<void> {
  const rows: ResultJson[] = results.map((result) => ({
    ...commonJson(result),
    id: result.planned.id,
    linkId: result.planned.linkId ?? undefined,
    label: sealed(scope, result.label) ?? undefined,
  }));
  // Whatever came to be linked needs no create any more, also where an earlier run had announced one.
  const settled = results.filter(
    (one) => one.link !== null || (one.settlesIntent && one.planned.operation === 'CREATE'),
  );
  await fenced(
    scope,
    COMMIT,
    kind,
    JSON.stringify(rows),
    modules.FSM,
    modules.BOOKS,
    settled.map((one) => one.fsmId).filter((id) => id !== null),
    settled.map((one) => one.booksId).filter((id) => id !== null),
    results.map((result) => BigInt(result.planned.id)),
  );
  fill(scope, 'RunRecord', rows.length);
  fill(scope, 'RecordLink', results.filter(({ link }) => link !== null).length);
}

export function sealed(scope: SyncScope, label: string | null): string | null {
  return label === null ? null : Buffer.from(scope.seal(label)).toString('base64');
}
