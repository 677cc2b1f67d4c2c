import { Link, useSearch } from 'wouter';
import { useLiveQuery } from '../../api/use-live-query.ts';
import { type Operation, PreviewRecordsDocument, type PreviewRecordsQuery } from '../../gql/graphql.ts';
import { Badge } from '../../parts/badge.tsx';
import { Message } from '../../parts/message.tsx';
import { Pager } from '../../parts/pager.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { RecordRefView } from '../../parts/record-ref.tsx';
import { Empty } from '../../parts/states.tsx';
import { windowOf } from '../../routing/page-window.ts';
import { paths } from '../../routing/paths.ts';
import { directionInWords, PLANNED_WORDS } from '../../words/run-words.ts';
import type { Tone } from '../../words/tone.ts';

const PAGE_SIZE = 25;
const OPERATIONS: readonly Operation[] = [
  'CREATE',
  'UPDATE',
  'LINK',
  'DEACTIVATE',
  'SKIP',
  'MARK_GONE',
  'FAIL',
];
const TONES: Readonly<Record<Operation, Tone>> = {
  CREATE: 'good',
  UPDATE: 'good',
  LINK: 'good',
  DEACTIVATE: 'warn',
  SKIP: 'idle',
  MARK_GONE: 'idle',
  FAIL: 'bad',
};

type PreviewNode = Extract<NonNullable<PreviewRecordsQuery['node']>, { __typename: 'SyncPreview' }>;
type Row = PreviewNode['records']['nodes'][number];

interface PreviewRecordsProps {
  readonly previewId: string;
  readonly connectionId: string;
  readonly productName: string;
}

const operationIn = (search: string): Operation | null => {
  const named = new URLSearchParams(search).get('operation');
  return OPERATIONS.find((operation) => operation === named) ?? null;
};

/** What would be done, record by record. */
export function PreviewRecords({ previewId, connectionId, productName }: PreviewRecordsProps) {
  const search = useSearch();
  const operation = operationIn(search);
  const query = useLiveQuery(PreviewRecordsDocument, {
    id: previewId,
    ...(operation === null ? {} : { operation: [operation] }),
    ...windowOf(search, PAGE_SIZE),
  });
  return (
    <section className="card stack" aria-labelledby="records">
      <h2 id="records">Records</h2>
      <Filter connectionId={connectionId} current={operation} />
      <QueryView query={query} what="the records">
        {({ node }) =>
          node?.__typename !== 'SyncPreview' || node.records.nodes.length === 0 ? (
            <Empty title={operation === null ? 'No record needs anything' : 'None of these'} />
          ) : (
            <>
              <ul className="rows log">
                {node.records.nodes.map((row) => (
                  <RecordRow key={keyOf(row)} row={row} productName={productName} />
                ))}
              </ul>
              <Pager
                page={node.records.pageInfo}
                total={node.records.totalCount}
                noun={['record', 'records']}
                path={paths.preview(connectionId)}
                query={{ operation }}
              />
            </>
          )
        }
      </QueryView>
    </section>
  );
}

const keyOf = ({ kind, direction, fsm, books }: Row): string =>
  `${kind} ${direction} ${fsm?.id ?? ''} ${books?.id ?? ''}`;

function RecordRow({ row, productName }: { readonly row: Row; readonly productName: string }) {
  const { operation, direction, cause, reason, fields, fsm, books } = row;
  return (
    <li className="row log-row">
      <div className="log-outcome">
        <Badge tone={TONES[operation]}>{PLANNED_WORDS[operation]}</Badge>
        <span className="quiet">{directionInWords(direction, productName)}</span>
      </div>
      <div className="log-what">
        <p>{cause}</p>
        {reason !== null && (
          <p className="reason">
            <Message text={reason.message} />
          </p>
        )}
        {fields.length > 0 && (
          <p className="quiet">
            Fields to be written: <code>{fields.join(', ')}</code>
          </p>
        )}
      </div>
      <div className="log-where">
        <RecordRefView record={fsm} service="FSM" />
        <RecordRefView record={books} service={productName} />
      </div>
    </li>
  );
}

function Filter({
  connectionId,
  current,
}: {
  readonly connectionId: string;
  readonly current: Operation | null;
}) {
  return (
    <nav aria-label="Records that would" className="filter">
      <Link href={paths.preview(connectionId)} aria-current={current === null ? 'true' : undefined}>
        All
      </Link>
      {OPERATIONS.map((operation) => (
        <Link
          key={operation}
          href={paths.preview(connectionId, { operation })}
          aria-current={current === operation ? 'true' : undefined}
        >
          {PLANNED_WORDS[operation]}
        </Link>
      ))}
    </nav>
  );
}
