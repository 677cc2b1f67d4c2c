/** Queries that keep themselves true: read again when something happened, and now and then where nothing tells. */
import { useEffect, useRef } from 'react';
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useQuery } from 'urql';
import { useRevision } from './live-run.tsx';
import { useActionCount } from './use-action.ts';

export interface LiveQuery<Data> {
  /** Null until the first answer; an older one stays while a newer is read. */
  readonly data: Data | null;
  readonly error: CombinedError | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

export interface LiveQueryOptions {
  readonly pause?: boolean;
  /** Milliseconds between readings while the page is visible; left out: only when told. */
  readonly everyMs?: number;
}

export function useLiveQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { pause = false, everyMs }: LiveQueryOptions = {},
): LiveQuery<Data> {
  // The variables of a generated document are one object type: urql's conditional type cannot see that here.
  const args = { query, variables, pause } as Parameters<typeof useQuery<Data, Variables>>[0];
  const [result, execute] = useQuery<Data, Variables>(args);
  const reload = () => execute({ requestPolicy: 'network-only' });
  const latest = useRef(reload);
  latest.current = reload;
  const revision = useRevision();
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision || pause) return;
    seen.current = revision;
    latest.current();
  }, [revision, pause]);
  // A reading that was under way when an action was carried out may show what was before it, and comes after its answer.
  const actions = useActionCount();
  const read = useRef(actions);
  useEffect(() => {
    if (read.current === actions || result.fetching || result.stale || pause) return;
    read.current = actions;
    latest.current();
  }, [actions, result.fetching, result.stale, pause]);
  useEffect(() => {
    if (everyMs === undefined || pause) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') latest.current();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, pause]);
  return {
    data: result.data ?? null,
    error: result.error ?? null,
    loading: result.fetching && result.data === undefined,
    reload,
  };
}
