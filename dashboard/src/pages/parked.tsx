import { Link, useSearch } from 'wouter';
import { useLiveQuery } from '../api/use-live-query.ts';
import { ParkedRecordsDocument } from '../gql/graphql.ts';
import { PageTitle } from '../parts/page.tsx';
import { Pager } from '../parts/pager.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { Empty } from '../parts/states.tsx';
import { windowOf } from '../routing/page-window.ts';
import { paths } from '../routing/paths.ts';
import { PRODUCT_WORDS } from '../words/connection-words.ts';
import { Missing } from './not-found.tsx';
import { ParkedRow } from './parked/parked-row.tsx';

const PAGE_SIZE = 25;

interface ParkedPageProps {
  readonly connectionId: string;
  readonly connectionName: string;
}

/** Records that the sync leaves alone, each with a way to link it. */
export function ParkedPage({ connectionId, connectionName }: ParkedPageProps) {
  const query = useLiveQuery(ParkedRecordsDocument, {
    id: connectionId,
    ...windowOf(useSearch(), PAGE_SIZE),
  });
  return (
    <>
      <PageTitle title="Records left alone" context={connectionName} />
      <section className="card stack">
        <p className="quiet">
          They are matched with nothing and created nowhere, until somebody links them.{' '}
          <Link href={paths.links(connectionId)}>Back to the linked records</Link>
        </p>
        <QueryView query={query} what="the records left alone">
          {({ connection }) => {
            if (connection === null) return <Missing what="connection" />;
            const { nodes, pageInfo, totalCount } = connection.parkedRecords;
            return (
              <>
                {nodes.length === 0 ? (
                  <Empty title="No record is left alone">
                    <p>
                      A record is when its link is taken away, or when its contact moves to another company.
                    </p>
                  </Empty>
                ) : (
                  <ul className="rows">
                    {nodes.map((parked) => (
                      <ParkedRow
                        key={parked.id}
                        parked={parked}
                        connectionId={connectionId}
                        productName={PRODUCT_WORDS[connection.product]}
                      />
                    ))}
                  </ul>
                )}
                <Pager
                  page={pageInfo}
                  total={totalCount}
                  noun={['record', 'records']}
                  path={paths.parked(connectionId)}
                />
              </>
            );
          }}
        </QueryView>
      </section>
    </>
  );
}
