import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../api/use-action.ts';
import {
  LinkRecordsDocument,
  PreviewSuggestionsDocument,
  type PreviewSuggestionsQuery,
} from '../../gql/graphql.ts';
import { Message } from '../../parts/message.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RecordRefView } from '../../parts/record-ref.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { Empty } from '../../parts/states.tsx';
import { counted } from '../../words/number-words.ts';

type PreviewNode = Extract<NonNullable<PreviewSuggestionsQuery['node']>, { __typename: 'SyncPreview' }>;
type Page = PreviewNode['suggestions'];
type Suggestion = Page['nodes'][number];

interface SuggestionsProps {
  readonly previewId: string;
  readonly connectionId: string;
  readonly productName: string;
}

/** Near matches are looked for only when somebody asks: that reads both services. */
export function Suggestions({ previewId, connectionId, productName }: SuggestionsProps) {
  const [after, setAfter] = useState<string | null | undefined>(undefined);
  const [{ data, fetching, error }] = useQuery({
    query: PreviewSuggestionsDocument,
    variables: { id: previewId, after: after ?? null },
    pause: after === undefined,
  });
  const node = data?.node ?? null;
  const page = node?.__typename === 'SyncPreview' ? node.suggestions : null;
  return (
    <section className="card stack" aria-labelledby="suggestions">
      <h2 id="suggestions">Near matches</h2>
      <p>
        Customers that would be created on both sides, though they may be the same. Nothing is joined by
        itself.
      </p>
      {after === undefined && (
        <div className="actions">
          <button type="button" onClick={() => setAfter(null)}>
            Look for near matches
          </button>
        </div>
      )}
      {fetching && <p role="status">Reading both sides …</p>}
      {error !== undefined && <Notice tone="bad">The server gave no answer. Try again.</Notice>}
      {page !== null && !fetching && (
        <Found page={page} connectionId={connectionId} productName={productName} onNext={setAfter} />
      )}
    </section>
  );
}

interface FoundProps {
  readonly page: Page;
  readonly connectionId: string;
  readonly productName: string;
  readonly onNext: (cursor: string) => void;
}

function Found({ page, connectionId, productName, onNext }: FoundProps) {
  const { nodes, examined, endCursor, problem } = page;
  if (problem !== null) {
    return (
      <Notice tone="bad">
        <Message text={problem.message} />
      </Notice>
    );
  }
  return (
    <>
      {nodes.length === 0 ? (
        <Empty title={`None among ${counted(examined, 'record')} of FSM`} />
      ) : (
        <ul className="rows log">
          {nodes.map((suggestion) => (
            <SuggestionRow
              key={`${suggestion.fsm.id} ${suggestion.books.id}`}
              suggestion={suggestion}
              connectionId={connectionId}
              productName={productName}
            />
          ))}
        </ul>
      )}
      {endCursor !== null && (
        <div className="actions">
          <button type="button" onClick={() => onNext(endCursor)}>
            Look at the next ones
          </button>
        </div>
      )}
    </>
  );
}

interface RowProps {
  readonly suggestion: Suggestion;
  readonly connectionId: string;
  readonly productName: string;
}

function SuggestionRow({ suggestion, connectionId, productName }: RowProps) {
  const { fsm, books, reasons, score } = suggestion;
  const link = useAction(LinkRecordsDocument);
  const [linked, setLinked] = useState(false);
  const input = { connectionId, fsmModule: fsm.module, fsmId: fsm.id, booksId: books.id };
  return (
    <li className="row log-row">
      <div className="log-outcome">
        <span className="number">{Math.round(score * 100)} %</span>
        <button
          type="button"
          disabled={link.busy || linked}
          aria-label={`Link FSM ${fsm.id} with ${productName} ${books.id}`}
          onClick={() => void link.run(input).then(setLinked)}
        >
          {linked ? 'Linked' : 'Link'}
        </button>
      </div>
      <div className="log-what">
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {linked && <p className="quiet">Make another preview to see what a sync does with the two.</p>}
        <RefusalNote refusal={link.refusal} />
      </div>
      <div className="log-where">
        <RecordRefView record={fsm} service="FSM" />
        <RecordRefView record={books} service={productName} />
      </div>
    </li>
  );
}
