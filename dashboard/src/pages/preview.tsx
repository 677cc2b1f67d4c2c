import { useState } from 'react';
import { useLiveQuery } from '../api/use-live-query.ts';
import { ConnectionPreviewDocument, type ConnectionPreviewQuery } from '../gql/graphql.ts';
import { PageTitle } from '../parts/page.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { PRODUCT_WORDS } from '../words/connection-words.ts';
import { NotFound } from './not-found.tsx';
import { MakePreview } from './preview/make-preview.tsx';
import { PreviewCounts } from './preview/preview-counts.tsx';
import { PreviewHead } from './preview/preview-head.tsx';
import { PreviewRecords } from './preview/preview-records.tsx';
import { Suggestions } from './preview/suggestions.tsx';

interface PreviewPageProps {
  readonly connectionId: string;
  readonly connectionName: string;
}

type Connection = NonNullable<ConnectionPreviewQuery['connection']>;

/** While one is being made; once it is there, only actions change it. */
const READ_EVERY_MS = 1_500;

export function PreviewPage({ connectionId, connectionName }: PreviewPageProps) {
  const [making, setMaking] = useState(false);
  const query = useLiveQuery(
    ConnectionPreviewDocument,
    { id: connectionId },
    making ? { everyMs: READ_EVERY_MS } : {},
  );
  const now = (query.data?.connection?.activePreview ?? null) !== null;
  if (now !== making) setMaking(now);
  return (
    <>
      <PageTitle title="Preview" context={connectionName} />
      <QueryView query={query} what="the preview">
        {({ connection }) =>
          connection === null ? <NotFound what="connection" /> : <Body of={connection} />
        }
      </QueryView>
    </>
  );
}

function Body({ of }: { readonly of: Connection }) {
  const preview = of.activePreview ?? of.lastPreview;
  const productName = PRODUCT_WORDS[of.product];
  const shows = preview !== null && (preview.state === 'READY' || preview.state === 'EXPIRED');
  return (
    <>
      <section className="card stack" aria-label="What the next sync would do">
        {preview === null ? (
          <p>
            A preview reads both sides and shows what a sync would do, record by record. It writes nothing.
          </p>
        ) : (
          <PreviewHead
            preview={preview}
            connectionId={of.id}
            productName={productName}
            applicable={of.status === 'ENABLED'}
          />
        )}
        <MakePreview
          connectionId={of.id}
          status={of.status}
          active={of.activePreview}
          again={preview !== null}
        />
        {shows && <PreviewCounts preview={preview} productName={productName} />}
      </section>
      {shows && <Suggestions previewId={preview.id} connectionId={of.id} productName={productName} />}
      {shows && <PreviewRecords previewId={preview.id} connectionId={of.id} productName={productName} />}
    </>
  );
}
