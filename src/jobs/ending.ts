/** What the verdict of an engine comes to in the stored run. */
import { QuotaExhausted, RunCancelled, ServiceUnavailable } from '../engine/errors.ts';
import type { RunVerdict } from '../engine/run.ts';
import type { RunEnd } from '../store/runs.ts';
import type { RunMapping } from './runner.ts';

export interface Ending {
  readonly verdict: RunVerdict;
  readonly mapping: RunMapping | null;
}

export const CANCELLED: Ending = { verdict: { kind: 'cancelled' }, mapping: null };

/** A run that is over, as those who tell people of it see it. */
export interface EndedRun {
  readonly runId: string;
  readonly connectionId: string;
  readonly state: RunEnd['state'];
  readonly error: RunEnd['error'];
}

/** What became of a run whose session could not be opened; null: a bug. */
export function verdictOfOpening(error: unknown, signal: AbortSignal): RunVerdict | null {
  if (signal.aborted) return { kind: signal.reason instanceof RunCancelled ? 'cancelled' : 'interrupted' };
  if (error instanceof QuotaExhausted) {
    return { kind: 'waiting', untilMs: error.resumeAtMs, reason: error.message };
  }
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return null;
  const retryable = error instanceof ServiceUnavailable && error.passes;
  return { kind: 'failed', code: error.code, message: error.message, ...(retryable && { retryable }) };
}

/** How long a run rests when a service is unavailable: the first time, the second and the third. Then it ends. */
export const OUTAGE_RESTS_MS = [5 * 60_000, 15 * 60_000, 60 * 60_000] as const;

export interface Rest {
  readonly untilMs: number;
  /** What the run waits for, in words. */
  readonly reason: string;
  /** A rest for an outage is counted, and the number of them is bounded. */
  readonly outage: boolean;
}

/** Whether and until when the run rests. `outages`: how often it has rested for one. */
export function restOf(verdict: RunVerdict, outages: number, nowMs: number): Rest | null {
  if (verdict.kind === 'waiting') {
    const until = new Date(verdict.untilMs).toISOString();
    return {
      untilMs: verdict.untilMs,
      reason: `waiting for quota until ${until}: ${verdict.reason}`,
      outage: false,
    };
  }
  if (verdict.kind !== 'failed' || verdict.retryable !== true) return null;
  const restMs = OUTAGE_RESTS_MS[outages];
  if (restMs === undefined) return null;
  const untilMs = nowMs + restMs;
  const until = new Date(untilMs).toISOString();
  return {
    untilMs,
    reason: `service unavailable, trying again at ${until}: ${verdict.message}`,
    outage: true,
  };
}

/** How the run ends; null when it only pauses. */
export function endOf({
  verdict,
  mapping,
}: Ending): Pick<RunEnd, 'state' | 'error' | 'appliedMapping'> | null {
  switch (verdict.kind) {
    case 'interrupted':
    case 'waiting':
      return null;
    case 'cancelled':
      return { state: 'CANCELLED', error: null, appliedMapping: null };
    case 'failed': {
      const { code, message } = verdict;
      return { state: 'FAILED', error: { code, message }, appliedMapping: null };
    }
    case 'finished':
      return {
        state: verdict.failed > 0 ? 'SUCCEEDED_WITH_FAILURES' : 'SUCCEEDED',
        error: null,
        appliedMapping:
          mapping === null
            ? null
            : { fingerprint: mapping.fingerprint, plan: mapping.tables.map((table) => table.plan) },
      };
  }
}
