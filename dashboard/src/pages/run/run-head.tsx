import type { Run } from '../../api/live-run.tsx';
import { Message } from '../../parts/message.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RunBadge } from '../../parts/run-badge.tsx';
import { useNow } from '../../parts/use-now.ts';
import { grouped } from '../../words/number-words.ts';
import { MODE_WORDS, SCOPE_WORDS, TRIGGER_WORDS } from '../../words/run-words.ts';
import { durationInWords, durationSoFar } from '../../words/time-words.ts';

/** How a run stands, what it was started for, and what ended it. */
export function RunHead({ run }: { readonly run: Run }) {
  const { mode, trigger, scope, requestedAt, startedAt, endedAt, resumes, error } = run;
  return (
    <>
      <p className="run-line">
        <RunBadge run={run} /> {MODE_WORDS[mode] ?? TRIGGER_WORDS[trigger]}: {SCOPE_WORDS[scope]}.
      </p>
      <p className="quiet">
        {startedAt === null ? (
          <>
            Asked for <Moment at={requestedAt} />
          </>
        ) : (
          <>
            Started <Moment at={startedAt} />, <Took startedAt={startedAt} endedAt={endedAt} />
          </>
        )}
        {resumes > 0 &&
          `, taken up again ${resumes === 1 ? 'once' : `${resumes} times`} after an interruption`}
        . <Calls run={run} />
      </p>
      {error !== null && (
        <Notice tone="bad">
          <p>
            <Message text={error.message} />
          </p>
        </Notice>
      )}
    </>
  );
}

function Took({ startedAt, endedAt }: { readonly startedAt: string; readonly endedAt: string | null }) {
  const nowMs = useNow();
  const tookMs = Math.max(0, (endedAt === null ? nowMs : Date.parse(endedAt)) - Date.parse(startedAt));
  return <>{endedAt === null ? `running for ${durationSoFar(tookMs)}` : `took ${durationInWords(tookMs)}`}</>;
}

function Calls({ run: { apiCalls } }: { readonly run: Run }) {
  const { booksReads, booksWrites, fsmReads, fsmWrites } = apiCalls;
  const all = booksReads + booksWrites + fsmReads + fsmWrites;
  const detail = `Books: ${grouped(booksReads)} reads, ${grouped(booksWrites)} writes; FSM: ${grouped(fsmReads)} reads, ${grouped(fsmWrites)} writes`;
  return (
    <span>
      {grouped(all)} calls to Zoho ({detail}).
    </span>
  );
}
