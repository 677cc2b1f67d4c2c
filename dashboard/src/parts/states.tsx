import type { ReactNode } from 'react';
import { type FailedRequest, failureInWords } from '../api/error-words.ts';
import { Notice } from './notice.tsx';

export function Loading({ what }: { readonly what: string }) {
  return (
    <div className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      Loading {what} …
    </div>
  );
}

export function Failed({ error, onRetry }: { readonly error: FailedRequest; readonly onRetry: () => void }) {
  return (
    <Notice tone="bad">
      <p>{failureInWords(error)}</p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </Notice>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
