import type { Run } from '../../api/live-run.tsx';
import { useAction } from '../../api/use-action.ts';
import { CancelRunDocument, SyncNowDocument } from '../../gql/graphql.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';

interface SyncActionsProps {
  readonly connectionId: string;
  /** The run under way. */
  readonly active: Run | null;
  /** Manual syncs left on the organisation's day. */
  readonly left: number;
  readonly timeZone: string;
}

/** Starts a run, or stops the one under way. */
export function SyncActions({ connectionId, active, left, timeZone }: SyncActionsProps) {
  const sync = useAction(SyncNowDocument);
  const cancel = useAction(CancelRunDocument);
  const stopping = active !== null && active.cancelRequestedAt !== null;
  return (
    <div className="actions">
      {active === null ? (
        <button
          type="button"
          className="primary"
          disabled={sync.busy}
          onClick={() => void sync.run({ connectionId })}
        >
          Sync now
        </button>
      ) : (
        <button
          type="button"
          disabled={cancel.busy || stopping}
          onClick={() => void cancel.run({ runId: active.id })}
        >
          {stopping ? 'Stopping …' : 'Cancel run'}
        </button>
      )}
      <p className="quiet">
        {stopping
          ? 'It ends as soon as the writes under way are done. What is done stays done.'
          : `${left} manual ${left === 1 ? 'sync' : 'syncs'} left today (${timeZone}).`}
      </p>
      <RefusalNote refusal={active === null ? sync.refusal : (cancel.refusal ?? sync.refusal)} />
    </div>
  );
}
