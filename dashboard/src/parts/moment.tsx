import { dueInWords, momentInWords, relativeInWords } from '../words/time-words.ts';
import { useNow } from './use-now.ts';

const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

interface MomentProps {
  readonly at: string;
  /** `due`: a moment to come, which is never "ago". */
  readonly kind?: 'past' | 'due';
  /** Leaves out the time of day. */
  readonly short?: boolean;
}

/** A moment in the reader's own time, and how far it is from now. */
export function Moment({ at, kind = 'past', short = false }: MomentProps) {
  const nowMs = useNow();
  const atMs = Date.parse(at);
  const distance = kind === 'due' ? dueInWords(atMs, nowMs) : relativeInWords(Math.min(atMs, nowMs), nowMs);
  return (
    <time dateTime={at} title={FULL.format(atMs)} className={short ? 'short' : undefined}>
      {short ? distance : `${momentInWords(atMs, nowMs)} (${distance})`}
    </time>
  );
}
