import type { ReactNode } from 'react';
import type { Tone } from '../words/tone.ts';

/** Something the reader has to know; a bad one is read out at once. */
export function Notice({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
