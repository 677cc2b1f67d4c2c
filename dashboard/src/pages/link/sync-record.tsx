import { useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { SyncRecordDocument } from '../../gql/graphql.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { paths } from '../../routing/paths.ts';

interface SyncRecordProps {
  readonly connectionId: string;
  readonly fsmId: string;
}

/** Brings the two records together now, and no others. */
export function SyncRecord({ connectionId, fsmId }: SyncRecordProps) {
  const sync = useAction(SyncRecordDocument);
  const [begun, setBegun] = useState(false);
  return (
    <div className="actions">
      <button
        type="button"
        disabled={sync.busy}
        onClick={() => void sync.run({ connectionId, fsmId }).then(setBegun)}
      >
        Sync this record now
      </button>
      {begun && (
        <p className="quiet" role="status">
          A run of this record has begun. <Link href={paths.runs(connectionId)}>See the runs</Link>
        </p>
      )}
      <RefusalNote refusal={sync.refusal} />
    </div>
  );
}
