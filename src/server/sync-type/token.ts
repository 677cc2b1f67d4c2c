/** Binds a change of the sync type to the plan that was looked at: sealed, so that nobody but us can make one. */
import { z } from 'zod';
import type { SyncType } from '../../store/generated/prisma/enums.ts';
import { type Sealer, UnsealError } from '../../store/sealing.ts';

export const PLAN_VALID_MS = 3_600_000;
const TOKEN_LENGTH_MAX = 2_000;

export interface PlanClaim {
  readonly from: SyncType;
  readonly to: SyncType;
  /** Of the links and parked records there were. */
  readonly links: string;
  readonly expiresAtMs: number;
}

const syncType = z.enum(['TYPE_I', 'TYPE_II', 'TYPE_III', 'TYPE_IV']);
const claimSchema = z.object({ from: syncType, to: syncType, links: z.string(), expiresAtMs: z.number() });

const contextOf = (connectionId: string): string => `sync-type-plan:${connectionId}`;

export const sealPlan = (sealer: Sealer, connectionId: string, claim: PlanClaim): string =>
  Buffer.from(sealer.seal(contextOf(connectionId), JSON.stringify(claim))).toString('base64url');

/** Null: it is none of ours, or another connection's. */
export function openPlan(sealer: Sealer, connectionId: string, token: string): PlanClaim | null {
  if (token.length > TOKEN_LENGTH_MAX) return null;
  try {
    const text = sealer.unseal(contextOf(connectionId), Buffer.from(token, 'base64url'));
    return claimSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof UnsealError) return null;
    throw error;
  }
}
