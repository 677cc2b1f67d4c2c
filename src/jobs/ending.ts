/** What the verdict of an engine comes to in the stored run. */
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
