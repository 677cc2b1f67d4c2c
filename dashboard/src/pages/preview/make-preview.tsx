import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import {
  CancelRunDocument,
  type ConnectionStatus,
  type DuplicatePolicy,
  type PreviewPartsFragment,
  PreviewSyncDocument,
} from '../../gql/graphql.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { PolicyChoice } from '../overview/policy-choice.tsx';

interface MakePreviewProps {
  readonly connectionId: string;
  readonly status: ConnectionStatus;
  readonly active: PreviewPartsFragment | null;
  /** There is one already. */
  readonly again: boolean;
}

/** Asks for a preview, or stops the one that is being made. Before sync is enabled it needs a policy to be made for. */
export function MakePreview({ connectionId, status, active, again }: MakePreviewProps) {
  const [policy, setPolicy] = useState<DuplicatePolicy>('OVERWRITE');
  const make = useAction(PreviewSyncDocument);
  const cancel = useAction(CancelRunDocument);
  if (active !== null) {
    return (
      <div className="actions">
        <button
          type="button"
          disabled={cancel.busy || active.cancelRequestedAt !== null}
          onClick={() => void cancel.run({ runId: active.id })}
        >
          {active.cancelRequestedAt === null ? 'Cancel preview' : 'Stopping …'}
        </button>
        <RefusalNote refusal={cancel.refusal} />
      </div>
    );
  }
  return (
    <>
      {status === 'SETUP' && <PolicyChoice value={policy} disabled={make.busy} onChoose={setPolicy} />}
      <div className="actions">
        <button
          type="button"
          disabled={make.busy}
          onClick={() =>
            void make.run(status === 'SETUP' ? { connectionId, duplicatePolicy: policy } : { connectionId })
          }
        >
          {again ? 'Make another preview' : 'Make a preview'}
        </button>
      </div>
      <RefusalNote refusal={make.refusal} />
    </>
  );
}
