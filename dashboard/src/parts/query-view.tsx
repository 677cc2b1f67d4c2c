import type { ReactNode } from 'react';
import type { LiveQuery } from '../api/use-live-query.ts';
import { Failed, Loading } from './states.tsx';

/** A query as its state allows: waiting, failed, or shown; older data stays visible above an error. */
export function QueryView<Data>({
  query,
  what,
  children,
}: {
  readonly query: LiveQuery<Data>;
  readonly what: string;
  readonly children: (data: Data) => ReactNode;
}) {
  const { data, error, loading, reload } = query;
  if (data === null && loading) return <Loading what={what} />;
  return (
    <>
      {error !== null && <Failed error={error} onRetry={reload} />}
      {data !== null && children(data)}
    </>
  );
}
