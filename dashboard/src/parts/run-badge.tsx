import { type RunStanding, STATE_TONES, standingInWords } from '../words/run-words.ts';
import { Badge } from './badge.tsx';

export function RunBadge({ run }: { readonly run: RunStanding }) {
  return <Badge tone={STATE_TONES[run.state]}>{standingInWords(run)}</Badge>;
}
