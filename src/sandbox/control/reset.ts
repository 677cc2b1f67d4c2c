/** `POST /sandbox/reset`: a new world from a seed. */
import { World } from '../core/world.ts';
import { generateOrganization } from '../seed/organization.ts';
import type { SandboxState } from '../server.ts';
import { switchesWith } from '../switches.ts';
import type { ResetPlan } from './schemas.ts';

export interface ResetResult {
  organizations: {
    booksOrganizationId: string;
    fsmOrganizationId: string;
    clientId: string;
    clientSecret: string;
    refreshToken: string;
  }[];
}

/** Generated records lie before this moment unless the reset sets the clock: the same seed gives the same times. */
export const GENERATION_EPOCH_MS = Date.UTC(2026, 5, 1, 9, 0, 0);

/** Replaces everything: organisations, tokens, limits, faults, counts, and the clock (`now`, or back to real time). */
export function resetState(state: SandboxState, plan: ResetPlan): ResetResult {
  const seed = String(plan.seed);
  const nowMs = plan.now === undefined ? null : new Date(plan.now).getTime();
  const { switches: changes = {} } = plan;
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const { clock } = state.world;
  clock.restart(nowMs);
  const world = new World(seed, switchesWith(given), clock);
  const untilMs = nowMs ?? Math.min(GENERATION_EPOCH_MS, clock.nowMs());
  for (const [position, organization] of plan.organizations.entries()) {
    world.add(generateOrganization(organization, { seed, position, untilMs, switches: world.switches }));
  }
  state.world = world;
  return {
    organizations: world.organizations.map(({ booksId, fsmId, credentials }) => ({
      booksOrganizationId: booksId,
      fsmOrganizationId: fsmId,
      ...credentials,
    })),
  };
}
