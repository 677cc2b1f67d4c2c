/** The newest state of a connection's run, as the server tells it, for all pages of the connection. */
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useSubscription } from 'urql';
import { type RunPartsFragment, SyncProgressDocument } from '../gql/graphql.ts';
import { useLinkStatus } from './api.tsx';

export type Run = RunPartsFragment;

interface LiveRun {
  /** Null until the server has told, or when there was no run yet. */
  readonly run: Run | null;
  /** Grows when a run began or ended and after a gap: what was read before may be out of date. */
  readonly revision: number;
}

const LiveRunContext = createContext<LiveRun>({ run: null, revision: 0 });

export const useLiveRun = (): Run | null => useContext(LiveRunContext).run;
export const useRevision = (): number => useContext(LiveRunContext).revision;

const SUBSCRIBE_AGAIN_MS = 5_000;

/** What other pages show of a run changes with these. */
const standingOf = (run: Run | null): string => (run === null ? '' : `${run.id} ${run.state}`);

export function LiveRunProvider({
  connectionId,
  children,
}: {
  readonly connectionId: string;
  readonly children: ReactNode;
}) {
  const [{ data, error }, subscribeAgain] = useSubscription({
    query: SyncProgressDocument,
    variables: { connectionId },
  });
  useEffect(() => {
    // The link comes back by itself, except after a close that its protocol calls final.
    if (error === undefined) return;
    const timer = setTimeout(() => subscribeAgain(), SUBSCRIBE_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [error, subscribeAgain]);
  const run = data?.syncProgress.run ?? null;
  const { openings } = useLinkStatus();
  const [revision, setRevision] = useState(0);
  const standing = `${standingOf(run)} ${openings}`;
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (data === undefined) return;
    // The first message counts too: it may come long after the pages have read, when the link was slow to open.
    if (seen.current !== standing) setRevision((before) => before + 1);
    seen.current = standing;
  }, [data, standing]);
  return <LiveRunContext value={{ run, revision }}>{children}</LiveRunContext>;
}
