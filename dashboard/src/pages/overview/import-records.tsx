import { Link } from 'wouter';
import type { Run } from '../../api/live-run.tsx';
import { useAction } from '../../api/use-action.ts';
import { CancelRunDocument, StartImportDocument } from '../../gql/graphql.ts';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { RunBadge } from '../../parts/run-badge.tsx';
import { totalOf } from '../../progress/counts.ts';
import { paths } from '../../routing/paths.ts';
import { counted } from '../../words/number-words.ts';

interface ImportRecordsProps {
  readonly connectionId: string;
  readonly productName: string;
  readonly active: Run | null;
  readonly last: Run | null;
}

/** Bringing Books' records into FSM, one way, before sync is enabled. */
export function ImportRecords({ connectionId, productName, active, last }: ImportRecordsProps) {
  const start = useAction(StartImportDocument);
  const cancel = useAction(CancelRunDocument);
  const shown = active ?? last;
  return (
    <section className="card stack" aria-labelledby="import">
      <h2 id="import">Import from {productName}</h2>
      <p>
        Brings the records of {productName} into FSM once, and writes nothing to {productName}. Enabling
        two-way sync later makes no duplicates of them.
      </p>
      {shown !== null && (
        <p className="run-line">
          <RunBadge run={shown} /> {counted(totalOf(shown.pairs, 'CREATED'), 'record')} created,{' '}
          {counted(totalOf(shown.pairs, 'FAILED'), 'record')} failed.{' '}
          <Link href={paths.run(connectionId, shown.id)}>See the log</Link>
        </p>
      )}
      <div className="actions">
        {active === null ? (
          <button type="button" disabled={start.busy} onClick={() => void start.run({ connectionId })}>
            {last === null ? 'Import' : 'Import again'}
          </button>
        ) : (
          <button
            type="button"
            disabled={cancel.busy || active.cancelRequestedAt !== null}
            onClick={() => void cancel.run({ runId: active.id })}
          >
            {active.cancelRequestedAt === null ? 'Cancel import' : 'Stopping …'}
          </button>
        )}
      </div>
      <RefusalNote refusal={active === null ? start.refusal : cancel.refusal} />
    </section>
  );
}
