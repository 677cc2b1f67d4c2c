import { useState } from 'react';
import { Link } from 'wouter';
import type { Run } from '../../api/live-run.tsx';
import { useAction } from '../../api/use-action.ts';
import { RetryFailedDocument } from '../../gql/graphql.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { totalOf } from '../../progress/counts.ts';
import { paths } from '../../routing/paths.ts';
import { counted } from '../../words/number-words.ts';
import { isActive } from '../../words/run-words.ts';

/** Tries the failed records of a run again, and only those. An import has none that a sync could take up. */
export function RetryFailed({ run, connectionId }: { readonly run: Run; readonly connectionId: string }) {
  const retry = useAction(RetryFailedDocument);
  const [begun, setBegun] = useState(false);
  const failed = totalOf(run.pairs, 'FAILED');
  if (isActive(run.state) || failed === 0 || run.mode === 'IMPORT') return null;
  return (
    <div className="actions">
      <button
        type="button"
        disabled={retry.busy}
        onClick={() => void retry.run({ runId: run.id }).then(setBegun)}
      >
        Try {counted(failed, 'failed record')} again
      </button>
      {begun && (
        <p className="quiet" role="status">
          They are being tried. <Link href={paths.runs(connectionId)}>See the runs</Link>
        </p>
      )}
      <RefusalNote refusal={retry.refusal} />
    </div>
  );
}
