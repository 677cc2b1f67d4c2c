/** What the code of a failed run leads to beyond the failure itself: one table, and how it is applied. */
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import { nextSyncAt } from './schedule.ts';

export interface Consequence {
  /** The sync is disabled with the run's end; only support enables it again (X1). */
  readonly disables: boolean;
  /** The run did not begin: an automatic one is tried again after this long, so often in a row; milliseconds. */
  readonly retry: { readonly everyMs: number; readonly most: number } | null;
}

const FAILS_ONLY: Consequence = { disables: false, retry: null };
const DISABLES: Consequence = { disables: true, retry: null };

/** A quarter of an hour, twelve times: as long as it is to the next regular sync. */
const TRIED_AGAIN: Consequence = { disables: false, retry: { everyMs: 15 * 60_000, most: 12 } };

/** Codes that lead to more than a failed run. */
const CONSEQUENCES: ReadonlyMap<string | null, Consequence> = new Map([
  ['SYNC_TYPE_MISMATCH', DISABLES],
  ['RECORD_LIMIT_EXCEEDED', DISABLES],
  ['CRM_SYNC_IN_PROGRESS', TRIED_AGAIN],
]);

export const consequenceOf = (code: string | null): Consequence => CONSEQUENCES.get(code) ?? FAILS_ONLY;

/** What the end of a run means for its connection. */
export interface Aftermath {
  readonly disables: boolean;
  readonly nextSyncAt: Date;
}

/**
 * S1: three hours after the end. S9: a run that did not begin because the CRM's sync ran is no sync that ended. An
 * automatic one comes again soon, and the regular distance returns when that has not helped; a manual one leaves the
 * schedule as it was.
 */
export async function aftermathOf(
  prisma: PrismaClient,
  ended: {
    readonly runId: string;
    readonly connectionId: string;
    readonly code: string | null;
    readonly at: Date;
  },
): Promise<Aftermath> {
  const { disables, retry } = consequenceOf(ended.code);
  const regular = { disables, nextSyncAt: nextSyncAt(ended.at) };
  if (retry === null) return regular;
  const run = await prisma.syncRun.findUniqueOrThrow({
    where: { id: ended.runId },
    select: { trigger: true, connection: { select: { nextSyncAt: true } } },
  });
  if (run.trigger !== 'AUTOMATIC') {
    return { disables, nextSyncAt: run.connection.nextSyncAt ?? regular.nextSyncAt };
  }
  const tried = await triesBefore(prisma, ended, retry.most);
  return tried + 1 < retry.most
    ? { disables, nextSyncAt: new Date(ended.at.getTime() + retry.everyMs) }
    : regular;
}

/** Automatic runs right before this one that ended with the same code, `most` at most. */
async function triesBefore(
  prisma: PrismaClient,
  { connectionId, code }: { readonly connectionId: string; readonly code: string | null },
  most: number,
): Promise<number> {
  const before = await prisma.syncRun.findMany({
    where: { connectionId, trigger: 'AUTOMATIC', mode: 'SYNC', endedAt: { not: null } },
    // Not by time: a clock that was set back would hide the newest.
    orderBy: { sequence: 'desc' },
    take: most,
    select: { errorCode: true },
  });
  const other = before.findIndex(({ errorCode }) => errorCode !== code);
  return other === -1 ? before.length : other;
}
