import type { EngineLimits } from './context.ts';
import type { EngineClock } from './services.ts';
import type { SyncStore } from './store.ts';

/**
 * What is asked right before every write to a service. A process that stalled wakes up where it was and knows nothing of
 * the time: the lease must have been proven lately, or it is proven now. @throws LeaseLost
 */
export function leaseProof(
  store: SyncStore,
  clock: EngineClock,
  limits: Pick<EngineLimits, 'leaseProofMsMax'>,
): () => Promise<void> {
  let provenAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = clock.nowMs();
    if (nowMs - provenAtMs < limits.leaseProofMsMax) return;
    await store.hold();
    provenAtMs = nowMs;
  };
}
