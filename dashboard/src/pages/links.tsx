import { type FormEvent, useId, useRef } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useLiveQuery } from '../api/use-live-query.ts';
import { ConnectionLinksDocument, type LinkPartsFragment, type LinkState } from '../gql/graphql.ts';
import { Badge } from '../parts/badge.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageTitle } from '../parts/page.tsx';
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
import { Missing } from './not-found.tsx';

const PAGE_SIZE = 25;
const STATES: readonly LinkState[] = ['LINKED', 'GONE_IN_FSM', 'GONE_IN_BOOKS', 'GONE_IN_BOTH', 'MOVING'];

interface LinksPageProps {
  readonly connectionId: string;
  readonly connectionName: string;
}

export function LinksPage({ connectionId, connectionName }: LinksPageProps) {
  const place = useSearch();
  const asked = new URLSearchParams(place);
  const search = asked.get('search') ?? '';
  const state = STATES.find((one) => one === asked.get('state')) ?? null;
  const query = useLiveQuery(ConnectionLinksDocument, {
    id: connectionId,
    ...(search === '' ? {} : { search }),
    ...(state === null ? {} : { state: [state] }),
    ...windowOf(place, PAGE_SIZE),
  });
  return (
    <>
      <PageTitle title="Linked records" context={connectionName} />
      <section className="card stack">
        <SearchForm key={search} connectionId={connectionId} search={search} state={state} />
        <QueryView query={query} what="the linked records">
          {({ connection }) => {
            if (connection === null) return <Missing what="connection" />;
            const { nodes, pageInfo, totalCount } = connection.links;
            const productName = PRODUCT_WORDS[connection.product];
            return (
              <>
                <StateFilter
                  connectionId={connectionId}
                  search={search}
                  current={state}
                  product={productName}
                />
                {nodes.length === 0 ? (
                  <Nothing filtered={search !== '' || state !== null} />
                ) : (
                  <ul className="rows">
                    {nodes.map((link) => (
                      <LinkRow
                        key={link.id}
                        link={link}
                        connectionId={connectionId}
                        productName={productName}
                      />
                    ))}
                  </ul>
                )}
                <Pager
                  page={pageInfo}
                  total={totalCount}
                  noun={['linked pair', 'linked pairs']}
                  path={paths.links(connectionId)}
                  query={{ search, state }}
                />
                <LeftAlone connectionId={connectionId} count={connection.parkedRecords.totalCount} />
              </>
            );
          }}
        </QueryView>
      </section>
    </>
  );
}

/** Leads to the records that the sync leaves alone, where there are any. */
function LeftAlone({ connectionId, count }: { readonly connectionId: string; readonly count: number }) {
  if (count === 0) return null;
  return (
    <p>
      <Link href={paths.parked(connectionId)}>
        {count === 1 ? 'One record is' : `${count} records are`} left alone until somebody links
        {count === 1 ? ' it' : ' them'}
      </Link>
    </p>
  );
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  if (!filtered) return <Empty title="No records are linked yet">The first sync links them.</Empty>;
  return (
    <Empty title="No linked record fits">
      <p>The search compares the beginning of Zoho's record ids, on both sides. Names are not kept here.</p>
    </Empty>
  );
}

interface Filters {
  readonly connectionId: string;
  readonly search: string;
  readonly state: LinkState | null;
}

function SearchForm({ connectionId, search, state }: Filters) {
  const [, navigate] = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    navigate(paths.links(connectionId, { search: input.current?.value.trim() ?? '', state }));
  };
  return (
    <search>
      <form className="search" onSubmit={submit}>
        <label htmlFor={id}>Record id, from FSM or Books</label>
        <input
          ref={input}
          id={id}
          type="search"
          defaultValue={search}
          inputMode="numeric"
          autoComplete="off"
        />
        <button type="submit">Find</button>
      </form>
    </search>
  );
}

function StateFilter(props: {
  readonly connectionId: string;
  readonly search: string;
  readonly current: LinkState | null;
  readonly product: string;
}) {
  const { connectionId, search, current, product } = props;
  return (
    <nav aria-label="Linked records in the state" className="filter">
      <Link href={paths.links(connectionId, { search })} aria-current={current === null ? 'true' : undefined}>
        All
      </Link>
      {STATES.map((state) => (
        <Link
          key={state}
          href={paths.links(connectionId, { search, state })}
          aria-current={current === state ? 'true' : undefined}
        >
          {linkStateInWords(state, product)}
        </Link>
      ))}
    </nav>
  );
}

function LinkRow({
  link,
  connectionId,
  productName,
}: {
  readonly link: LinkPartsFragment;
  readonly connectionId: string;
  readonly productName: string;
}) {
  return (
    <li className="row link-row">
      <RecordRefView record={link.fsm} service="FSM" />
      <RecordRefView record={link.books} service={productName} />
      <Badge tone={LINK_STATE_TONES[link.state]}>{linkStateInWords(link.state, productName)}</Badge>
      <span className="quiet">
        {RECORD_KIND_WORDS[link.kind]}
        {' · '}
        {link.lastSyncedAt === null ? (
          'not synced yet'
        ) : (
          <>
            Synced <Moment short at={link.lastSyncedAt} />
          </>
        )}
        {' · '}
        <Link
          href={paths.link(connectionId, link.id)}
          aria-label={`History of ${link.fsm?.id ?? link.books?.id}`}
        >
          History
        </Link>
      </span>
    </li>
  );
}
