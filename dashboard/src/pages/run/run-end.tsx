import { useLiveQuery } from '../../api/use-live-query.ts';
import { RunEndDocument } from '../../gql/graphql.ts';
import { useNow } from '../../parts/use-now.ts';
import { grouped } from '../../words/number-words.ts';
import { ETA_BASIS_WORDS } from '../../words/quota-words.ts';
import { momentInWords } from '../../words/time-words.ts';

/** It is worked out anew by the server each time: often enough for a person who waits. */
const EVERY_MS = 15_000;

/** When the run will be done, waits for quotas included; nothing while that is not known. */
export function RunEnd({ runId }: { readonly runId: string }) {
  const nowMs = useNow();
  const { data } = useLiveQuery(RunEndDocument, { id: runId }, { everyMs: EVERY_MS });
  const eta = data?.node?.__typename === 'SyncRun' ? data.node.eta : null;
  if (eta == null) return null;
  return (
    <p className="quiet">
      The whole sync is done about {momentInWords(Date.parse(eta.endsAt), nowMs)},{' '}
      {ETA_BASIS_WORDS[eta.basis]}: {grouped(eta.remainingCalls)} of {grouped(eta.calls)} calls are left.
    </p>
  );
}
