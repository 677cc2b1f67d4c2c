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
  let proving: Promise<void> | null = null;
  const isFresh = (): boolean => clock.nowMs() - provenAtMs < limits.leaseProofMsMax;
  const prove = async (): Promise<void> => {
    const nowMs = clock.nowMs();
    await store.hold();
    provenAtMs = nowMs;
  };
  return async () => {
    if (isFresh()) return;
    // Writes that begin together share one proof, unless it has become old while they waited for it.
    if (proving !== null) {
      await proving;
      if (isFresh()) return;
    }
    const own = prove();
    proving = own;
    try {
      await own;
    } finally {
      if (proving === own) proving = null;
    }
  };
}
