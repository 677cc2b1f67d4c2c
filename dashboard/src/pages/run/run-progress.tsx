import { useEffect, useId, useState } from 'react';
import type { Run } from '../../api/live-run.tsx';
import { Message } from '../../parts/message.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useNow } from '../../parts/use-now.ts';
import { announcement, shareDone } from '../../progress/announce.ts';
import { remainingMs, type Sample, withSample } from '../../progress/pace.ts';
import { grouped } from '../../words/number-words.ts';
import { isActive, PAIR_WORDS, PHASE_WORDS } from '../../words/run-words.ts';
import { estimateInWords, momentInWords } from '../../words/time-words.ts';
import { RunEnd } from './run-end.tsx';

type PairProgress = Run['pairs'][number];

/** How far a run is. Nothing is shown of a run that has ended. */
export function RunProgress({ run }: { readonly run: Run }) {
  const active = isActive(run.state);
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {announcement(run)}
      </p>
      {active && run.waitingUntil !== null && <Resting until={run.waitingUntil} why={run.waitingFor} />}
      {run.state === 'RUNNING' && <RunEnd runId={run.id} />}
      {active && run.state === 'QUEUED' && <p>Waits for a worker.</p>}
      {active &&
        run.pairs.map((pair) => (
          <PairBar key={`${run.id} ${pair.pair}`} pair={pair} resting={run.waitingUntil !== null} />
        ))}
    </>
  );
}

function Resting({ until, why }: { readonly until: string; readonly why: string | null }) {
  return (
    <Notice tone="warn">
      <p>
        <strong>Waiting.</strong> <Message text={why ?? 'the quota of Zoho is used up'} />
      </p>
      <p>
        The run goes on by itself, <Moment short kind="due" at={until} />.
      </p>
    </Notice>
  );
}

function PairBar({ pair, resting }: { readonly pair: PairProgress; readonly resting: boolean }) {
  const id = useId();
  const share = shareDone(pair);
  const begun = pair.phase !== 'PENDING';
  return (
    <div className="pair-bar">
      <div className="pair-bar-head">
        <span id={id}>
          <strong>{PAIR_WORDS[pair.pair]}</strong> · {PHASE_WORDS[pair.phase]}
        </span>
        <span className="number">
          {pair.total !== null && `${grouped(pair.done)} of ${grouped(pair.total)}`}
          {share !== null && pair.total !== null && ` · ${Math.floor(share * 100)} %`}
        </span>
      </div>
      <progress aria-labelledby={id} max={1} value={share ?? (begun ? undefined : 0)} />
      <Remaining key={pair.phase} pair={pair} resting={resting} />
    </div>
  );
}

/** What is left at the present pace; nothing while it is not known or while the run rests. */
function Remaining({ pair, resting }: { readonly pair: PairProgress; readonly resting: boolean }) {
  const nowMs = useNow();
  const { done, total, phase } = pair;
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    setSamples((before) => (resting ? [] : withSample(before, { atMs: Date.now(), done })));
  }, [done, resting]);
  const left = resting || phase !== 'EXECUTING' ? null : remainingMs(samples, total, nowMs);
  return (
    <p className="quiet remaining">
      {left === null
        ? phase === 'EXECUTING' && !resting && 'The time left shows when the pace is known.'
        : `Left: ${estimateInWords(left)}. Done about ${momentInWords(nowMs + left, nowMs)}.`}
    </p>
  );
}
