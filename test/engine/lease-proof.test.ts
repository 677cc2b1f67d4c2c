/** The proof of the lease before writes: seldom, shared by those that begin together, and never an old one. */
import { describe, expect, it } from 'vitest';
import { LeaseLost } from '../../src/engine/errors.ts';
import { leaseProof } from '../../src/engine/lease-proof.ts';
import type { SyncStore } from '../../src/engine/store.ts';

const MAX_MS = 5_000;

/** A store whose answers are given by hand, and a clock that is set. */
function begin() {
  const answers: { give(): void; fail(error: Error): void }[] = [];
  let nowMs = 1_000_000;
  const hold = (): Promise<void> =>
    new Promise((resolve, reject) => answers.push({ give: resolve, fail: reject }));
  const clock = { nowMs: () => nowMs, sleep: () => Promise.reject(new Error('nothing here sleeps')) };
  // Nothing else of a store is asked for.
  const proof = leaseProof({ hold } as SyncStore, clock, { leaseProofMsMax: MAX_MS });
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return { proof, answers, pass };
}

const ended = (proofs: readonly Promise<void>[]) =>
  Promise.all(
    proofs.map((one) =>
      one.then(
        () => 'held',
        (error: unknown) => error,
      ),
    ),
  );

describe('[S7] the proof of the lease', () => {
  it('is one for all writes that begin together, and holds for a while', async () => {
    const { proof, answers, pass } = begin();
    const together = ended(Array.from({ length: 16 }, proof));
    answers[0]?.give();
    expect(await together).toEqual(Array(16).fill('held'));
    pass(MAX_MS - 1);
    await proof();
    expect(answers).toHaveLength(1);
    pass(1);
    const later = ended([proof()]);
    answers[1]?.give();
    expect([await later, answers.length]).toEqual([['held'], 2]);
  });

  it('is asked for anew by a write that waited for one until it was old', async () => {
    const { proof, answers, pass } = begin();
    const first = ended([proof()]);
    const joined = ended([proof()]);
    // The process stalls: the answer was given long before it is taken.
    answers[0]?.give();
    pass(MAX_MS);
    expect(await first).toEqual(['held']);
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.fail(new LeaseLost());
    expect(await joined).toEqual([expect.any(LeaseLost)]);
  });

  it('that failed fails for all who waited for it, and is asked for again by the next', async () => {
    const { proof, answers } = begin();
    const together = ended([proof(), proof()]);
    const lost = new LeaseLost();
    answers[0]?.fail(lost);
    expect(await together).toEqual([lost, lost]);
    const next = ended([proof()]);
    answers[1]?.give();
    expect(await next).toEqual(['held']);
  });
});
