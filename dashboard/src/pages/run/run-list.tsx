import { Link } from 'wouter';
import { type Run, useLiveRun } from '../../api/live-run.tsx';
import { Moment } from '../../parts/moment.tsx';
import { RunBadge } from '../../parts/run-badge.tsx';
import { Empty } from '../../parts/states.tsx';
import { totalOf, written } from '../../progress/counts.ts';
import { paths } from '../../routing/paths.ts';
import { grouped } from '../../words/number-words.ts';
import { TRIGGER_WORDS } from '../../words/run-words.ts';
import { durationInWords } from '../../words/time-words.ts';

interface RunListProps {
  readonly runs: readonly Run[];
  readonly connectionId: string;
  readonly productName: string;
}

/** Runs, newest first; the one under way as the live link tells it. */
export function RunList({ runs, connectionId, productName }: RunListProps) {
  const live = useLiveRun();
  if (runs.length === 0) return <Empty title="No runs yet" />;
  return (
    <ul className="rows">
      {runs.map((run) => (
        <RunRow
          key={run.id}
          run={live?.id === run.id ? live : run}
          href={paths.run(connectionId, run.id)}
          productName={productName}
        />
      ))}
    </ul>
  );
}

function RunRow({
  run,
  href,
  productName,
}: {
  readonly run: Run;
  readonly href: string;
  readonly productName: string;
}) {
  const failed = totalOf(run.pairs, 'FAILED');
  return (
    <li className="row run-row">
      <Link href={href}>
        {TRIGGER_WORDS[run.trigger]}, <Moment at={run.startedAt ?? run.requestedAt} />
      </Link>
      <RunBadge run={run} />
      <span className="quiet">
        {grouped(written(run.pairs, 'TO_BOOKS'))} written to {productName},{' '}
        {grouped(written(run.pairs, 'TO_FSM'))} to FSM
        {failed > 0 && (
          <>
            , <strong className="bad-count">{grouped(failed)} failed</strong>
          </>
        )}
        {run.startedAt !== null &&
          run.endedAt !== null &&
          `; took ${durationInWords(Date.parse(run.endedAt) - Date.parse(run.startedAt))}`}
      </span>
    </li>
  );
}
