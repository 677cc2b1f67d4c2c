import { Link, useSearch } from 'wouter';
import { useLiveQuery } from '../api/use-live-query.ts';
import { ConnectionListDocument, type ConnectionListQuery } from '../gql/graphql.ts';
import { Badge } from '../parts/badge.tsx';
import { Message } from '../parts/message.tsx';
import { Moment } from '../parts/moment.tsx';
import { Fact, PageTitle } from '../parts/page.tsx';
import { Pager } from '../parts/pager.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { RunBadge } from '../parts/run-badge.tsx';
import { Empty } from '../parts/states.tsx';
import { windowOf } from '../routing/page-window.ts';
import { paths } from '../routing/paths.ts';
import {
  PRODUCT_WORDS,
  STATUS_TONES,
  STATUS_WORDS,
  SYNC_TYPE_WORDS,
  whyNoNextSync,
} from '../words/connection-words.ts';

const PAGE_SIZE = 24;
const READ_EVERY_MS = 5_000;

type Row = ConnectionListQuery['connections']['nodes'][number];

export function ConnectionsPage() {
  const window = windowOf(useSearch(), PAGE_SIZE);
  const query = useLiveQuery(ConnectionListDocument, window, { everyMs: READ_EVERY_MS });
  return (
    <>
      <PageTitle title="Connections" />
      <QueryView query={query} what="connections">
        {({ connections }) =>
          connections.nodes.length === 0 ? (
            <Empty title="No connections yet">
              <p>
                A connection joins one FSM organisation with one Books or Invoice organisation. Make one with
                the mutation <code>createConnection</code> in <a href="graphql">GraphiQL</a>; it opens with an
                example.
              </p>
            </Empty>
          ) : (
            <>
              <ul className="cards">
                {connections.nodes.map((row) => (
                  <ConnectionCard key={row.id} row={row} />
                ))}
              </ul>
              <Pager
                page={connections.pageInfo}
                total={connections.totalCount}
                noun={['connection', 'connections']}
                path={paths.connections}
              />
            </>
          )
        }
      </QueryView>
    </>
  );
}

function ConnectionCard({ row }: { readonly row: Row }) {
  const { id, name, product, syncType, status, activeRun, lastRun, nextSyncAt, autoSync, disabledReason } =
    row;
  return (
    <li className="card">
      <div className="card-head">
        <h2>
          <Link href={paths.connection(id)}>{name}</Link>
        </h2>
        <Badge tone={STATUS_TONES[status]}>{STATUS_WORDS[status]}</Badge>
      </div>
      <p className="quiet">
        FSM with Zoho {PRODUCT_WORDS[product]} · {SYNC_TYPE_WORDS[syncType].name}
      </p>
      {disabledReason !== null && (
        <p>
          <Message text={disabledReason.message} />
        </p>
      )}
      <dl className="facts">
        {activeRun !== null && (
          <Fact term="Now">
            <RunBadge run={activeRun} />
          </Fact>
        )}
        <Fact term="Last run">
          {lastRun === null ? (
            'none yet'
          ) : (
            <>
              <RunBadge run={lastRun} />{' '}
              <span className="quiet">
                <Moment short at={lastRun.endedAt ?? lastRun.requestedAt} />
              </span>
            </>
          )}
        </Fact>
        <Fact term="Next sync">
          {nextSyncAt !== null ? (
            <Moment short kind="due" at={nextSyncAt} />
          ) : (
            whyNoNextSync({ status, autoSync, active: activeRun !== null })
          )}
        </Fact>
      </dl>
    </li>
  );
}
