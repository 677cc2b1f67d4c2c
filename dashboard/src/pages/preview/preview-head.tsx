import { useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { type PreviewPartsFragment, type PreviewState, SyncNowDocument } from '../../gql/graphql.ts';
import { Badge } from '../../parts/badge.tsx';
import { Message } from '../../parts/message.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { paths } from '../../routing/paths.ts';
import { counted } from '../../words/number-words.ts';
import { PAIR_WORDS, PHASE_WORDS } from '../../words/run-words.ts';
import type { Tone } from '../../words/tone.ts';

const STATES: Readonly<Record<PreviewState, readonly [words: string, tone: Tone]>> = {
  QUEUED: ['Queued', 'busy'],
  RUNNING: ['Being made', 'busy'],
  READY: ['Ready', 'good'],
  FAILED: ['Failed', 'bad'],
  CANCELLED: ['Stopped', 'idle'],
  EXPIRED: ['Expired', 'warn'],
};

interface PreviewHeadProps {
  readonly preview: PreviewPartsFragment;
  readonly connectionId: string;
  readonly productName: string;
  /** Sync is enabled, so that a preview can be applied. */
  readonly applicable: boolean;
}

/** How a preview stands, until when it can be applied, and what that would take. */
export function PreviewHead({ preview, connectionId, productName, applicable }: PreviewHeadProps) {
  const [words, tone] = STATES[preview.state];
  return (
    <>
      <p className="run-line">
        <Badge tone={tone}>{words}</Badge> <Standing preview={preview} />
      </p>
      {preview.error !== null && (
        <Notice tone="bad">
          <Message text={preview.error.message} />
        </Notice>
      )}
      {preview.state === 'READY' && (
        <p className="quiet">
          Applying it takes up to {counted(preview.calls.books, 'call')} of {productName} and{' '}
          {counted(preview.calls.fsm, 'call')} of FSM, besides the lists that any sync reads.
          {preview.adopted > 0 && ` Taken over from Zoho's own sync: ${counted(preview.adopted, 'pair')}.`}
        </p>
      )}
      {preview.state === 'READY' &&
        (applicable ? (
          <Apply previewId={preview.id} connectionId={connectionId} />
        ) : (
          <p className="quiet">It shows the first sync, which starts when two-way sync is enabled.</p>
        ))}
    </>
  );
}

function Standing({ preview }: { readonly preview: PreviewPartsFragment }) {
  const { state, requestedAt, validUntil, endedAt, pairs } = preview;
  if (state === 'QUEUED' || state === 'RUNNING') {
    const under = pairs.find(({ phase }) => phase !== 'DONE' && phase !== 'PENDING');
    return under === undefined ? (
      <>
        Asked for <Moment at={requestedAt} />.
      </>
    ) : (
      <>
        {PAIR_WORDS[under.pair]}: {PHASE_WORDS[under.phase].toLowerCase()}.
      </>
    );
  }
  if (endedAt === null) return null;
  return (
    <>
      Made <Moment at={endedAt} />.
      {state === 'READY' && validUntil !== null && (
        <>
          {' '}
          Can be applied until <Moment kind="due" at={validUntil} />.
        </>
      )}
    </>
  );
}

function Apply({ previewId, connectionId }: { readonly previewId: string; readonly connectionId: string }) {
  const apply = useAction(SyncNowDocument);
  const [begun, setBegun] = useState(false);
  return (
    <div className="actions">
      <button
        type="button"
        className="primary"
        disabled={apply.busy || begun}
        onClick={() => void apply.run({ connectionId, previewId }).then(setBegun)}
      >
        Apply
      </button>
      <p className="quiet" role="status">
        {begun ? (
          <>
            It is being applied. <Link href={paths.connection(connectionId)}>See how it goes</Link>
          </>
        ) : (
          'What has changed since it was made is left out, until the next sync.'
        )}
      </p>
      <RefusalNote refusal={apply.refusal} />
    </div>
  );
}
