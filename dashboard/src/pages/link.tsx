import { Link, useSearch } from 'wouter';
import { useLiveQuery } from '../api/use-live-query.ts';
import {
  type BooksProduct,
  ConnectionFrameDocument,
  LinkDetailsDocument,
  type LinkDetailsQuery,
} from '../gql/graphql.ts';
import { Badge } from '../parts/badge.tsx';
import { Moment } from '../parts/moment.tsx';
import { Fact, PageTitle } from '../parts/page.tsx';
import { Pager } from '../parts/pager.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { RecordRefView } from '../parts/record-ref.tsx';
import { Empty } from '../parts/states.tsx';
import { windowOf } from '../routing/page-window.ts';
import { paths } from '../routing/paths.ts';
import {
  LINK_STATE_TONES,
  linkStateInWords,
  PRODUCT_WORDS,
  RECORD_KIND_WORDS,
} from '../words/connection-words.ts';
import { TRIGGER_WORDS } from '../words/run-words.ts';
import { Persons } from './link/persons.tsx';
import { SyncRecord } from './link/sync-record.tsx';
import { Unlink } from './link/unlink.tsx';
import { Missing } from './not-found.tsx';
import { LogRow } from './run/log-row.tsx';

const PAGE_SIZE = 25;

type LinkNode = Extract<NonNullable<LinkDetailsQuery['node']>, { __typename: 'RecordLink' }>;

interface LinkPageProps {
  readonly connectionId: string;
  readonly connectionName: string;
  readonly linkId: string;
}

export function LinkPage({ connectionId, connectionName, linkId }: LinkPageProps) {
  const query = useLiveQuery(LinkDetailsDocument, { id: linkId, ...windowOf(useSearch(), PAGE_SIZE) });
  const { data: frame } = useLiveQuery(ConnectionFrameDocument, { id: connectionId });
  const product: BooksProduct = frame?.connection?.product ?? 'BOOKS';
  return (
    <>
      <PageTitle title="Linked record" context={connectionName} />
      <QueryView query={query} what="the linked record">
        {({ node }) =>
          node?.__typename === 'RecordLink' ? (
            <Body link={node} connectionId={connectionId} productName={PRODUCT_WORDS[product]} />
          ) : (
            <Missing what="linked record" />
          )
        }
      </QueryView>
    </>
  );
}

interface BodyProps {
  readonly link: LinkNode;
  readonly connectionId: string;
  readonly productName: string;
}

function Body({ link, connectionId, productName }: BodyProps) {
  const { nodes, pageInfo, totalCount } = link.history;
  return (
    <>
      <section className="card stack" aria-label="The two records">
        <dl className="facts wide">
          <Fact term="In FSM">
            <RecordRefView record={link.fsm} service="FSM" />
            <Gone at={link.fsm?.goneAt ?? null} />
          </Fact>
          <Fact term={`In ${productName}`}>
            <RecordRefView record={link.books} service={productName} />
            <Gone at={link.books?.goneAt ?? null} />
          </Fact>
          <Fact term="State">
            <Badge tone={LINK_STATE_TONES[link.state]}>{linkStateInWords(link.state, productName)}</Badge>
          </Fact>
          <Fact term="Kind">{RECORD_KIND_WORDS[link.kind]}</Fact>
          <Fact term="Last synced">
            {link.lastSyncedAt === null ? 'not yet' : <Moment at={link.lastSyncedAt} />}
          </Fact>
          <Fact term="Linked">
            <Moment at={link.createdAt} />
          </Fact>
        </dl>
        {link.fsm !== null && link.books !== null && (
          <SyncRecord connectionId={connectionId} fsmId={link.fsm.id} />
        )}
        <Unlink linkId={link.id} connectionId={connectionId} productName={productName} />
      </section>
      {link.kind === 'COMPANY' && (
        <Persons linkId={link.id} connectionId={connectionId} productName={productName} />
      )}
      <section className="card stack" aria-labelledby="history">
        <h2 id="history">History</h2>
        {nodes.length === 0 ? (
          <Empty title="No run has logged anything of the two">
            <p>Logs expire after some time; the link stays.</p>
          </Empty>
        ) : (
          <ul className="rows log">
            {nodes.map((record) => (
              <LogRow
                key={record.id}
                record={record}
                connectionId={connectionId}
                productName={productName}
                aside={
                  <Link href={paths.run(connectionId, record.run.id)}>
                    {TRIGGER_WORDS[record.run.trigger].toLowerCase()} run
                  </Link>
                }
              />
            ))}
          </ul>
        )}
        <Pager
          page={pageInfo}
          total={totalCount}
          noun={['entry', 'entries']}
          path={paths.link(connectionId, link.id)}
        />
      </section>
    </>
  );
}

/** A deleted record is not made again: the link only says so. */
function Gone({ at }: { readonly at: string | null }) {
  if (at === null) return null;
  return (
    <p className="quiet">
      Found deleted <Moment at={at} />. The other record stays, and this one is not created again.
    </p>
  );
}
