import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { SyncNowDocument } from '../../gql/graphql.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';

/** What a run ends with that would make many records inactive (docs/customers.md). */
export const DEACTIVATION_GUARD = 'DEACTIVATION_GUARD';

interface ConfirmDeactivationsProps {
  readonly connectionId: string;
}

/** Lets a sync make many records inactive, once a person has said so twice. */
export function ConfirmDeactivations({ connectionId }: ConfirmDeactivationsProps) {
  const [asked, setAsked] = useState(false);
  const sync = useAction(SyncNowDocument);
  const confirm = async () => {
    if (await sync.run({ connectionId, confirmDeactivations: true })) setAsked(false);
  };
  if (!asked) {
    return (
      <div className="actions">
        <button type="button" onClick={() => setAsked(true)}>
          Sync, and make them inactive …
        </button>
      </div>
    );
  }
  return (
    <fieldset className="confirm">
      <legend>Make them inactive in FSM?</legend>
      <p>
        The last sync stopped because it would have made many records inactive that were made inactive in the
        other service. If that was not meant, make them active again there instead, and sync as usual.
      </p>
      <div className="actions">
        <button type="button" className="primary" disabled={sync.busy} onClick={() => void confirm()}>
          Make them inactive
        </button>
        <button type="button" disabled={sync.busy} onClick={() => setAsked(false)}>
          Leave them
        </button>
      </div>
      <RefusalNote refusal={sync.refusal} />
    </fieldset>
  );
}
