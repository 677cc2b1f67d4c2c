import type { ReactNode } from 'react';
import type { Tone } from '../words/tone.ts';

/** A state in a word or two; the dot only underlines it. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}
