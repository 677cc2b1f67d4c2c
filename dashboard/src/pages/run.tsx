import { type Run, useLiveRun } from '../api/live-run.tsx';
import { useAction } from '../api/use-action.ts';
import { useLiveQuery } from '../api/use-live-query.ts';
import { CancelRunDocument, RunDetailsDocument } from '../gql/graphql.ts';
import { PageTitle } from '../parts/page.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { PRODUCT_WORDS } from '../words/connection-words.ts';
import { isActive, isRun } from '../words/run-words.ts';
import { Missing } from './not-found.tsx';
import { CountsTable } from './run/counts-table.tsx';
import { RetryFailed } from './run/retry-failed.tsx';
import { RunFailures } from './run/run-failures.tsx';
import { RunHead } from './run/run-head.tsx';
import { RunLog } from './run/run-log.tsx';
import { RunProgress } from './run/run-progress.tsx';

interface RunPageProps {
  readonly connectionId: string;
  readonly connectionName: string;
  readonly runId: string;
}

export function RunPage({ connectionId, connectionName, runId }: RunPageProps) {
  const query = useLiveQuery(RunDetailsDocument, { id: runId });
  const live = useLiveRun();
  return (
    <>
      <PageTitle title="Run" context={connectionName} />
      <QueryView query={query} what="the run">
        {({ node }) => {
          if (!isRun(node) || node.connection.id !== connectionId) return <Missing what="run" />;
          const run = live?.id === node.id ? live : node;
          const productName = PRODUCT_WORDS[node.connection.product];
          return (
            <>
              <section className="card stack" aria-label="Result">
                <RunHead run={run} />
                <Cancel run={run} />
                <RetryFailed run={run} connectionId={connectionId} />
                <RunProgress run={run} />
                <CountsTable run={run} connectionId={connectionId} productName={productName} />
                <p className="quiet">
                  Id of this run: <span className="id">{runId}</span>
                </p>
              </section>
              <RunFailures run={run} />
              <RunLog run={run} connectionId={connectionId} productName={productName} />
            </>
          );
        }}
      </QueryView>
    </>
  );
}

function Cancel({ run }: { readonly run: Run }) {
  const cancel = useAction(CancelRunDocument);
  if (!isActive(run.state)) return null;
  const stopping = run.cancelRequestedAt !== null;
  return (
    <div className="actions">
      <button
        type="button"
        disabled={cancel.busy || stopping}
        onClick={() => void cancel.run({ runId: run.id })}
      >
        {stopping ? 'Stopping …' : 'Cancel run'}
      </button>
      <RefusalNote refusal={cancel.refusal} />
    </div>
  );
}
