import { Link } from 'wouter';
import type { Run } from '../../api/live-run.tsx';
import { paths } from '../../routing/paths.ts';
import { isActive } from '../../words/run-words.ts';
import { CountsTable } from './counts-table.tsx';
import { RunHead } from './run-head.tsx';
import { RunProgress } from './run-progress.tsx';

interface LatestRunProps {
  readonly run: Run;
  readonly connectionId: string;
  readonly productName: string;
}

/** The run under way, or the last one. */
export function LatestRun({ run, connectionId, productName }: LatestRunProps) {
  return (
    <section className="card stack" aria-labelledby="latest-run">
      <div className="card-head">
        <h2 id="latest-run">{isActive(run.state) ? 'Sync in progress' : 'Last run'}</h2>
        <Link href={paths.run(connectionId, run.id)}>Open its log</Link>
      </div>
      <RunHead run={run} />
      <RunProgress run={run} />
      <CountsTable run={run} connectionId={connectionId} productName={productName} />
    </section>
  );
}
