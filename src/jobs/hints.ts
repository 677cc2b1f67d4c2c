/** Near real time: records that a service has said to have changed are synced at once, and no others. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SelectedRecord } from '../engine/model.ts';
import { withCounterparts } from '../store/counterparts.ts';
import {
  addHints,
  dropHints,
  hintedConnections,
  hintsOf,
  hookSecret,
  setHookSecret,
} from '../store/hints.ts';
import { queueRun } from '../store/runs.ts';
import type { Sealer } from '../store/sealing.ts';
import type { Answer, Control } from './control.ts';
import type { Actor } from './onboarding.ts';
import { NOT_FOUND } from './refusals.ts';
import { begun, type SyncControlDependencies } from './sync-control.ts';

/** So long a hint waits for others, milliseconds: a burst becomes one run. */
export const HINT_DELAY_MS = 5_000;
const SECRET_BYTES = 32;

export interface HintDependencies extends SyncControlDependencies {
  readonly sealer: Sealer;
}

export function createHintControl(deps: HintDependencies): Pick<Control, 'setInboundHooks' | 'acceptHints'> {
  return {
    setInboundHooks: (input, actor) => setInboundHooks(deps, input, actor),
    acceptHints: (call) => acceptHints(deps, call),
  };
}

/** Enabling once more makes another secret; the one before is of no use from then on. */
async function setInboundHooks(
  { prisma, sealer, clock }: HintDependencies,
  { connectionId, enabled }: Parameters<Control['setInboundHooks']>[0],
  actor: Actor,
): Promise<Answer<{ connectionId: string; secret: string | null }>> {
  const connection = await prisma.connection.findUnique({
    where: { id: connectionId },
    select: { id: true },
  });
  if (connection === null) return NOT_FOUND;
  const secret = enabled ? randomBytes(SECRET_BYTES).toString('base64url') : null;
  await setHookSecret(prisma, sealer, secret, {
    actorTokenId: actor.tokenId,
    action: 'setInboundHooks',
    subjectType: 'Connection',
    subjectId: connectionId,
    connectionId,
    reason: enabled ? 'turned on, with a new secret' : 'turned off',
    at: new Date(clock.nowMs()),
  });
  return { ok: true, value: { connectionId, secret } };
}

async function acceptHints(
  { prisma, sealer, clock }: HintDependencies,
  { connectionId, proof, records }: Parameters<Control['acceptHints']>[0],
): Promise<'accepted' | 'unknown' | 'refused'> {
  const secret = await hookSecret(prisma, sealer, connectionId);
  if (secret === null) return 'unknown';
  if (!isProven(secret, proof)) return 'refused';
  if (records.length > 0) await addHints(prisma, connectionId, records, new Date(clock.nowMs()));
  return 'accepted';
}

type Proof = Parameters<Control['acceptHints']>[0]['proof'];

/** The secret itself, or a signature of the body with it. Compared in a time that tells nothing. */
function isProven(secret: string, { secret: given, signature, body }: Proof): boolean {
  if (given !== null) return equal(given, secret);
  if (signature === null) return false;
  const digest = createHmac('sha256', secret).update(body).digest();
  return equal(signature, digest.toString('hex')) || equal(signature, digest.toString('base64'));
}

/** Digests have one length, whatever was given. */
function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** Begins a run of the hinted records of each connection that has any and is free. Safe in any number of processes. */
export async function takeHints(deps: SyncControlDependencies): Promise<void> {
  const at = new Date(deps.clock.nowMs());
  const before = new Date(at.getTime() - HINT_DELAY_MS);
  for (const connectionId of await hintedConnections(deps.prisma, before)) {
    await takeHintsOf(deps, connectionId, at);
  }
}

async function takeHintsOf(deps: SyncControlDependencies, connectionId: string, at: Date): Promise<void> {
  const { prisma } = deps;
  const taken = await hintsOf(prisma, connectionId);
  const named: SelectedRecord[] = taken.map(({ record }) => record);
  const runId = deps.newId();
  const answer = await queueRun(prisma, {
    runId,
    connectionId,
    trigger: 'AUTOMATIC',
    scope: 'RETRY',
    mode: 'SELECTED',
    selection: await withCounterparts(prisma, connectionId, named),
    at,
    manualSince: at,
    manualMax: 0,
  });
  // Another run has begun meanwhile: they wait for its end.
  if (answer === 'inProgress' || answer === 'importing') return;
  // Where sync is not enabled there is nothing to bring over. A process that dies here leaves them for one run more.
  await dropHints(prisma, connectionId, taken);
  if (answer === 'queued') await begun(deps, connectionId, runId);
}
