import { useSearch } from 'wouter';
import { useLiveQuery } from '../api/use-live-query.ts';
import { ConnectionRunsDocument } from '../gql/graphql.ts';
import { PageTitle } from '../parts/page.tsx';
import { Pager } from '../parts/pager.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { windowOf } from '../routing/page-window.ts';
import { paths } from '../routing/paths.ts';
import { PRODUCT_WORDS } from '../words/connection-words.ts';
import { Missing } from './not-found.tsx';
import { RunList } from './run/run-list.tsx';

const PAGE_SIZE = 20;

export function RunsPage(props: { readonly connectionId: string; readonly connectionName: string }) {
  const { connectionId, connectionName } = props;
  const query = useLiveQuery(ConnectionRunsDocument, {
    id: connectionId,
    ...windowOf(useSearch(), PAGE_SIZE),
  });
  return (
    <>
      <PageTitle title="Runs" context={connectionName} />
      <QueryView query={query} what="the runs">
        {({ connection }) =>
          connection === null ? (
            <Missing what="connection" />
          ) : (
            <section className="card">
              <RunList
                runs={connection.runs.nodes}
                connectionId={connectionId}
                productName={PRODUCT_WORDS[connection.product]}
              />
              <Pager
                page={connection.runs.pageInfo}
                total={connection.runs.totalCount}
                noun={['run', 'runs']}
                path={paths.runs(connectionId)}
              />
            </section>
          )
        }
      </QueryView>
    </>
  );
}
