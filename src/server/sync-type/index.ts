/** Changes of the sync type: first a plan, then the change that names it. */
import type { Pool } from 'pg';
import type { EngineClock, Hasher, ServiceSession } from '../../engine/services.ts';
import type { Answer, Control, Refusal } from '../../jobs/control.ts';
import type { EventBus } from '../../jobs/events.ts';
import { NOT_FOUND, refusalOfFault } from '../../jobs/refusals.ts';
import type { MappedConnection, RunMapping } from '../../jobs/runner.ts';
import type { SyncTypePlan } from '../../jobs/sync-type.ts';
import type { Connection, PrismaClient } from '../../store/generated/prisma/client.ts';
import type { SyncType } from '../../store/generated/prisma/enums.ts';
import type { Sealer } from '../../store/sealing.ts';
import { linksFingerprint, storeSyncType } from '../../store/sync-type.ts';
import type { CrmIntegration } from '../../zoho/index.ts';
import { crmColumns } from '../onboarding/crm-columns.ts';
import { customerLinks, listedRecords, parkedEnds } from './read.ts';
import { stepsOf } from './steps.ts';
import { openPlan, PLAN_VALID_MS, sealPlan } from './token.ts';

export interface SyncTypeDependencies {
  readonly prisma: PrismaClient;
  readonly pool: Pool;
  readonly clock: EngineClock;
  readonly events: EventBus;
  readonly sealer: Sealer;
  readonly hash: Hasher;
  /** @throws RunRefused (`MAPPING_INVALID`) */
  readonly loadMapping: (connection: MappedConnection) => Promise<RunMapping>;
  readonly openSession: (connectionId: string) => Promise<ServiceSession & { close(): Promise<void> }>;
  /** What the organisation says of the account's CRM-Books integration. @throws what calls throw */
  readonly readCrm: (connection: Connection, signal: AbortSignal) => Promise<CrmIntegration>;
}

type Planning = Pick<Control, 'planSyncType' | 'changeSyncType'>;

/** Listing two large organisations takes that long under Zoho's limits. */
const PLAN_MS_MAX = 5 * 60_000;
const CRM_MS_MAX = 30_000;

export function createSyncTypeControl(deps: SyncTypeDependencies): Planning {
  return {
    planSyncType: (input) => planSyncType(deps, input),
    changeSyncType: (input, actor) => changeSyncType(deps, input, actor),
  };
}

async function planSyncType(
  deps: SyncTypeDependencies,
  { connectionId, to }: Parameters<Control['planSyncType']>[0],
): Promise<SyncTypePlan | null> {
  const connection = await deps.prisma.connection.findUnique({ where: { id: connectionId } });
  if (connection === null) return null;
  const from = connection.syncType;
  const refused = (refusal: Refusal): SyncTypePlan => ({
    from,
    to,
    steps: [],
    token: null,
    tokenExpiresAt: null,
    refusal,
  });
  if (from === to) return refused(sameType());
  try {
    const mismatch = await crmMismatch(deps, connection, to);
    if (mismatch !== null) return refused(mismatch);
    const mapping = await deps.loadMapping({ ...connection, syncType: to });
    const links = await linksFingerprint(deps.pool, connectionId);
    const steps = await readSteps(deps, connection, mapping, NAMES[from]);
    const expiresAtMs = deps.clock.nowMs() + PLAN_VALID_MS;
    const token = sealPlan(deps.sealer, connectionId, { from, to, links, expiresAtMs });
    return { from, to, steps, token, tokenExpiresAt: new Date(expiresAtMs), refusal: null };
  } catch (error) {
    return refused(refusalOfFault(error));
  }
}

const NAMES = { TYPE_I: 'I', TYPE_II: 'II', TYPE_III: 'III', TYPE_IV: 'IV' } as const satisfies Readonly<
  Record<SyncType, string>
>;

async function readSteps(
  deps: SyncTypeDependencies,
  connection: Connection,
  mapping: RunMapping,
  from: (typeof NAMES)[SyncType],
): Promise<SyncTypePlan['steps']> {
  const session = await deps.openSession(connection.id);
  try {
    const signal = AbortSignal.timeout(PLAN_MS_MAX);
    return stepsOf({
      from,
      to: mapping.syncType,
      duplicates: connection.duplicatePolicy ?? 'OVERWRITE',
      links: await customerLinks(deps.pool, connection.id),
      parked: await parkedEnds(deps.pool, connection.id),
      records: await listedRecords(session, mapping, deps.hash, signal),
    });
  } finally {
    await session.close();
  }
}

/** X2: the account's CRM-Books integration decides, where it tells its type. */
async function crmMismatch(
  { prisma, clock, readCrm }: SyncTypeDependencies,
  connection: Connection,
  to: SyncType,
): Promise<Refusal | null> {
  const crm = await readCrm(connection, AbortSignal.timeout(CRM_MS_MAX));
  await prisma.connection.update({
    where: { id: connection.id },
    data: crmColumns(crm, new Date(clock.nowMs())),
  });
  if (crm.source !== 'organisation' || crm.syncType === null || crm.syncType === to) return null;
  return {
    code: 'SYNC_TYPE_MISMATCH',
    message: `The account's CRM-Books integration has ${inWords(crm.syncType)}, and the sync type must equal it. Change it there first.`,
  };
}

const inWords = (type: SyncType): string => `Type ${NAMES[type]}`;

const sameType = (): Refusal => ({
  code: 'VALIDATION_FAILED',
  message: 'The connection has this sync type already.',
  issues: [{ path: ['input', 'to'], message: 'must be another sync type than the present one' }],
});

const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });

async function changeSyncType(
  deps: SyncTypeDependencies,
  { connectionId, to, planToken, reason }: Parameters<Control['changeSyncType']>[0],
  { tokenId }: { readonly tokenId: string },
): Promise<Answer<{ connectionId: string }>> {
  const connection = await deps.prisma.connection.findUnique({ where: { id: connectionId } });
  if (connection === null) return NOT_FOUND;
  const from = connection.syncType;
  if (from === to) return refuse(sameType());
  if (connection.activeRunId !== null) return refuse(inProgress());
  try {
    const mismatch = await crmMismatch(deps, connection, to);
    if (mismatch !== null) return refuse(mismatch);
    await deps.loadMapping({ ...connection, syncType: to });
  } catch (error) {
    return refuse(refusalOfFault(error));
  }
  const outdated = await whyOutdated(deps, connection, to, planToken);
  if (outdated !== null) return refuse(outdated);
  const stored = await storeSyncType(
    deps.prisma,
    { connectionId, from, to },
    {
      actorTokenId: tokenId,
      action: 'changeSyncType',
      subjectType: 'Connection',
      subjectId: connectionId,
      connectionId,
      reason: [`${inWords(from)} to ${inWords(to)}`, reason].filter((part) => part !== null).join(': '),
      at: new Date(deps.clock.nowMs()),
    },
  );
  // Between the look and the claim a run was queued, or somebody else changed the type.
  if (!stored) return refuse(inProgress());
  await deps.events.publish({ connectionId, runId: null });
  return { ok: true, value: { connectionId } };
}

const inProgress = (): Refusal => ({
  code: 'SYNC_IN_PROGRESS',
  message:
    'A sync of this connection is queued or under way, or its sync type was changed just now. Wait until it has ended, or cancel it, and ask for a new plan.',
});

async function whyOutdated(
  { clock, pool, sealer }: SyncTypeDependencies,
  { id, syncType }: Connection,
  to: SyncType,
  planToken: string,
): Promise<Refusal | null> {
  const invalid = (message: string): Refusal => ({
    code: 'VALIDATION_FAILED',
    message: `${message} Ask for a new one: syncTypeChange(connectionId, to).`,
    issues: [{ path: ['input', 'planToken'], message: 'must be the token of a plan of this change' }],
  });
  const claim = openPlan(sealer, id, planToken);
  if (claim === null || claim.to !== to || claim.from !== syncType)
    return invalid('The token is not that of a plan of this change.');
  if (claim.expiresAtMs <= clock.nowMs()) return invalid('The plan is older than an hour.');
  if (claim.links === (await linksFingerprint(pool, id))) return null;
  return invalid('The links have changed since the plan was made.');
}
