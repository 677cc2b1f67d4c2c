import { useState } from 'react';
import { useLocation } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { UnlinkRecordsDocument } from '../../gql/graphql.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { paths } from '../../routing/paths.ts';

interface UnlinkProps {
  readonly linkId: string;
  readonly connectionId: string;
  readonly productName: string;
}

/** Parts two records, once a person has said so twice. */
export function Unlink({ linkId, connectionId, productName }: UnlinkProps) {
  const [asked, setAsked] = useState(false);
  const [, navigate] = useLocation();
  const unlink = useAction(UnlinkRecordsDocument);
  const part = async () => {
    if (await unlink.run({ linkId })) navigate(paths.parked(connectionId));
  };
  if (!asked) {
    return (
      <div className="actions">
        <button type="button" onClick={() => setAsked(true)}>
          Take the link away …
        </button>
      </div>
    );
  }
  return (
    <fieldset className="confirm">
      <legend>Take the link away?</legend>
      <p>
        Both records stay in FSM and {productName} as they are. The sync leaves them alone from then on, until
        somebody links them again.
      </p>
      <div className="actions">
        <button type="button" className="primary" disabled={unlink.busy} onClick={() => void part()}>
          Take it away
        </button>
        <button type="button" disabled={unlink.busy} onClick={() => setAsked(false)}>
          Keep it
        </button>
      </div>
      <RefusalNote refusal={unlink.refusal} />
    </fieldset>
  );
}
