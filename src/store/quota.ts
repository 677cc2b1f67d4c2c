/** The day's calls of an organisation, one row a day, shared by every connection and process. */
import { z } from 'zod';
import type { PrismaClient, QuotaDay } from './generated/prisma/client.ts';

/** Who shares a quota. */
export interface QuotaPlace {
  readonly place: string;
  readonly service: 'books' | 'fsm';
  readonly organizationId: string;
}

export interface QuotaReport {
  readonly day: string;
  readonly resetAtMs: number;
  readonly made: number;
  readonly told: number | null;
  readonly limit: number | null;
}

export interface QuotaAsk {
  readonly report: QuotaReport;
  readonly nowMs: number;
  readonly holder: string;
  readonly priority: 'background' | 'people';
  readonly wanted: number;
  readonly documented: number | null;
  readonly reserveShare: number;
}

export interface QuotaGrant {
  readonly calls: number;
  readonly resetAtMs: number;
  readonly holders: number;
  readonly othersLately: number;
  readonly othersForPeopleLately: number;
}

/** A minute and a second: a grant is made use of after it was given. */
const LATELY_MS = 61_000;
/** Silent for longer than this, a process no longer counts among those that share the limits. */
const HOLDER_MS = 75_000;

/** `[epoch ms, calls, holder, in the background]`. */
const recentGrants = z.array(z.tuple([z.number(), z.number(), z.string(), z.boolean()]));

/**
 * Everything in one statement on a locked row. What the services told counts with what was handed out since they did, and
 * the larger of that and of our own count is what has been used. Where the plan sets no limit (any more), one that was told
 * earlier in the day does not hold.
 */
const TAKE = `
  WITH held AS (
    SELECT * FROM "QuotaDay"
    WHERE place = $1 AND service = $2 AND "organizationId" = $3 AND day = $4::date FOR UPDATE
  ), said AS (
    SELECT granted, made + $5::int AS made, greatest(told, $6::int) AS told, coalesce($7::int, "limit") AS "limit",
      CASE WHEN coalesce($7::int, $8::int) IS NOT NULL THEN coalesce($7::int, "limit", $8::int) END AS bound, recent FROM held
  ), room AS (
    SELECT said.*, CASE WHEN bound IS NULL THEN $9::int ELSE greatest(0, least($9::int,
      bound - least(bound, ceil(bound * $10::float8)::int) - greatest(granted, coalesce(told + granted - made, 0))
    )) END AS calls FROM said
  )
  UPDATE "QuotaDay" q SET granted = room.granted + room.calls, made = room.made, told = room.told, "limit" = room."limit",
    "observedAt" = CASE WHEN $6::int IS NULL THEN q."observedAt" ELSE $11::timestamptz END,
    "resetAt" = CASE WHEN $6::int IS NULL THEN q."resetAt" ELSE $12::timestamptz END,
    recent = (
      SELECT coalesce(jsonb_agg(one), '[]') FROM jsonb_array_elements(room.recent) AS one
      WHERE abs((one->>0)::float8 - $13::float8) < ${HOLDER_MS}
    ) || jsonb_build_array(jsonb_build_array($13::float8, room.calls, $14::text, $15::boolean))
  FROM room
  WHERE q.place = $1 AND q.service = $2 AND q."organizationId" = $3 AND q.day = $4::date
  RETURNING room.calls, q."resetAt", q.recent`;

/** Days that are over so long are no use to anybody. */
const KEPT_MS = 35 * 24 * 3_600_000;

/** Begins a day, and forgets those long past. */
async function openDay(prisma: PrismaClient, of: QuotaPlace, report: QuotaReport): Promise<void> {
  await prisma.$executeRawUnsafe(
    `INSERT INTO "QuotaDay" (place, service, "organizationId", day, "resetAt")
     VALUES ($1, $2, $3, $4::date, $5::timestamptz) ON CONFLICT DO NOTHING`,
    of.place,
    of.service,
    of.organizationId,
    report.day,
    new Date(report.resetAtMs),
  );
  const before = new Date(report.resetAtMs - KEPT_MS);
  await prisma.quotaDay.deleteMany({ where: { ...of, resetAt: { lt: before } } });
}

async function take(prisma: PrismaClient, of: QuotaPlace, ask: QuotaAsk): Promise<QuotaGrant> {
  const { report, nowMs, holder } = ask;
  const ask15 = [
    of.place,
    of.service,
    of.organizationId,
    report.day,
    report.made,
    report.told,
    report.limit,
    ask.documented,
    ask.wanted,
    ask.reserveShare,
    new Date(nowMs),
    new Date(report.resetAtMs),
    nowMs,
    holder,
    ask.priority === 'background',
  ];
  const grant = () =>
    prisma.$queryRawUnsafe<{ calls: number; resetAt: Date; recent: unknown }[]>(TAKE, ...ask15);
  let [row] = await grant();
  if (row === undefined) {
    await openDay(prisma, of, report);
    [row] = await grant();
  }
  if (row === undefined) throw new Error(`the quota day ${report.day} of ${of.service} could not be opened`);
  const recent = recentGrants.parse(row.recent);
  const others = recent.filter(([atMs, , who]) => who !== holder && Math.abs(nowMs - atMs) < LATELY_MS);
  const sum = (rows: typeof others): number => rows.reduce((calls, [, more]) => calls + more, 0);
  return {
    calls: row.calls,
    resetAtMs: row.resetAt.getTime(),
    holders: new Set(recent.filter(([, , , background]) => background).map(([, , who]) => who)).size,
    othersLately: sum(others),
    othersForPeopleLately: sum(others.filter(([, , , background]) => !background)),
  };
}

async function giveBack(
  prisma: PrismaClient,
  of: QuotaPlace,
  calls: number,
  report: QuotaReport,
): Promise<void> {
  await prisma.$executeRawUnsafe(
    `UPDATE "QuotaDay" SET granted = greatest(0, granted - $5::int), made = made + $6::int,
       told = greatest(told, $7::int), "limit" = coalesce($8::int, "limit")
     WHERE place = $1 AND service = $2 AND "organizationId" = $3 AND day = $4::date`,
    of.place,
    of.service,
    of.organizationId,
    report.day,
    calls,
    report.made,
    report.told,
    report.limit,
  );
}

/** Has the shape of the clients' `QuotaLedger`. */
export function createQuotaLedger(prisma: PrismaClient) {
  return {
    take: (of: QuotaPlace, ask: QuotaAsk) => take(prisma, of, ask),
    giveBack: (of: QuotaPlace, calls: number, report: QuotaReport) => giveBack(prisma, of, calls, report),
  };
}

/** What of a day's calls has been used, by anybody, as far as it is known. */
export const usedOf = ({ granted, made, told }: Pick<QuotaDay, 'granted' | 'made' | 'told'>): number =>
  Math.max(granted, told === null ? 0 : told + granted - made);

/** The latest day known of an organisation; null where nothing was called yet. */
export function latestQuotaDay(prisma: PrismaClient, of: QuotaPlace): Promise<QuotaDay | null> {
  return prisma.quotaDay.findFirst({ where: { ...of }, orderBy: { day: 'desc' } });
}
