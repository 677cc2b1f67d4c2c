import { Link, useSearch } from 'wouter';
import type { Run } from '../../api/live-run.tsx';
import { useLiveQuery } from '../../api/use-live-query.ts';
import { type Outcome, RunLogDocument } from '../../gql/graphql.ts';
import { Pager } from '../../parts/pager.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { LISTED_OUTCOMES, totalOf } from '../../progress/counts.ts';
import { windowOf } from '../../routing/page-window.ts';
import { paths } from '../../routing/paths.ts';
import { grouped } from '../../words/number-words.ts';
import { isActive, isRun, OUTCOME_WORDS } from '../../words/run-words.ts';
import { LogRow } from './log-row.tsx';

const PAGE_SIZE = 25;
const READ_EVERY_MS = 4_000;

interface RunLogProps {
  readonly run: Run;
  readonly connectionId: string;
  readonly productName: string;
}

const outcomeIn = (search: string): Outcome | null => {
  const named = new URLSearchParams(search).get('outcome');
  return LISTED_OUTCOMES.find((outcome) => outcome === named) ?? null;
};

/** What the run did, record by record. */
export function RunLog({ run, connectionId, productName }: RunLogProps) {
  const search = useSearch();
  const outcome = outcomeIn(search);
  const query = useLiveQuery(
    RunLogDocument,
    { id: run.id, ...(outcome === null ? {} : { outcome: [outcome] }), ...windowOf(search, PAGE_SIZE) },
    isActive(run.state) ? { everyMs: READ_EVERY_MS } : {},
  );
  return (
    <section className="card stack" aria-labelledby="log">
      <div className="card-head">
        <h2 id="log">Log of records</h2>
        <span className="quiet">
          {grouped(totalOf(run.pairs, 'UNCHANGED'))} unchanged records are counted, not listed.
        </span>
      </div>
      <Filter run={run} connectionId={connectionId} current={outcome} />
      <QueryView query={query} what="the log">
        {({ node }) =>
          !isRun(node) || node.records.nodes.length === 0 ? (
            <Empty title={outcome === null ? 'No record needed anything' : 'No record with this outcome'} />
          ) : (
            <>
              <ul className="rows log">
                {node.records.nodes.map((record) => (
                  <LogRow
                    key={record.id}
                    record={record}
                    connectionId={connectionId}
                    productName={productName}
                  />
                ))}
              </ul>
              <Pager
                page={node.records.pageInfo}
                total={node.records.totalCount}
                noun={['record', 'records']}
                path={paths.run(connectionId, run.id)}
                query={{ outcome }}
              />
            </>
          )
        }
      </QueryView>
    </section>
  );
}

function Filter({
  run,
  connectionId,
  current,
}: {
  readonly run: Run;
  readonly connectionId: string;
  readonly current: Outcome | null;
}) {
  const counts = LISTED_OUTCOMES.map((outcome) => ({ outcome, count: totalOf(run.pairs, outcome) }));
  const shown = counts.filter(({ outcome, count }) => count > 0 || outcome === current);
  return (
    <nav aria-label="Records with the outcome" className="filter">
      <Link href={paths.run(connectionId, run.id)} aria-current={current === null ? 'true' : undefined}>
        All
      </Link>
      {shown.map(({ outcome, count }) => (
        <Link
          key={outcome}
          href={paths.run(connectionId, run.id, outcome)}
          aria-current={current === outcome ? 'true' : undefined}
        >
          {OUTCOME_WORDS[outcome]} <span className="number">{grouped(count)}</span>
        </Link>
      ))}
    </nav>
  );
}
