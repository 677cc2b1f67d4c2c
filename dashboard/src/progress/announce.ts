/** What a screen reader is told of a run under way: a sentence that changes a few times, not with every record. */
import type { Pair, PairPhase } from '../gql/graphql.ts';
import { PAIR_WORDS, PHASE_WORDS, type RunStanding, standingInWords } from '../words/run-words.ts';

interface PairStanding {
  readonly pair: Pair;
  readonly phase: PairPhase;
  readonly total: number | null;
  readonly done: number;
}

export interface RunUnderWay extends RunStanding {
  readonly pairs: readonly PairStanding[];
}

const STEP_PERCENT = 25;

/** Share of a pair that is done, 0 to 1; null while its total is not known. */
export function shareDone({ phase, total, done }: PairStanding): number | null {
  if (phase === 'DONE') return 1;
  if (total === null) return null;
  return total === 0 ? 1 : Math.min(1, done / total);
}

export function announcement(run: RunUnderWay): string {
  const standing = standingInWords(run);
  if (run.state !== 'RUNNING') return `Sync: ${standing}.`;
  const current = run.pairs.find(({ phase }) => phase !== 'DONE' && phase !== 'PENDING');
  if (current === undefined) return `Sync: ${standing}.`;
  const share = shareDone(current);
  const steps = share === null ? 0 : Math.floor((share * 100) / STEP_PERCENT) * STEP_PERCENT;
  const percent = steps === 0 ? '' : `, ${steps} percent`;
  const prefix = standing === 'Running' ? '' : `${standing}. `;
  return `${prefix}${PAIR_WORDS[current.pair]}: ${PHASE_WORDS[current.phase]}${percent}.`;
}
