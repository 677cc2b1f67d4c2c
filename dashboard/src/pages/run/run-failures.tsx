import { useState } from 'react';
import { download, fileNameOf } from '../../api/download.ts';
import type { Run } from '../../api/live-run.tsx';
import { useLiveQuery } from '../../api/use-live-query.ts';
import { RunFailuresDocument, type RunFailuresQuery } from '../../gql/graphql.ts';
import { Message } from '../../parts/message.tsx';
import { Notice } from '../../parts/notice.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { totalOf } from '../../progress/counts.ts';
import { moduleInWords } from '../../words/module-words.ts';
import { counted, grouped } from '../../words/number-words.ts';
import { isActive, isRun } from '../../words/run-words.ts';

const READ_EVERY_MS = 4_000;

type Failures = Extract<NonNullable<RunFailuresQuery['node']>, { __typename: 'SyncRun' | 'ImportRun' }>;

/** Why records failed, the most frequent reason first, and the files that name them; nothing while none has. */
export function RunFailures({ run }: { readonly run: Run }) {
  const failed = totalOf(run.pairs, 'FAILED') > 0;
  const query = useLiveQuery(
    RunFailuresDocument,
    { id: run.id },
    isActive(run.state) ? { everyMs: READ_EVERY_MS, pause: !failed } : { pause: !failed },
  );
  if (!failed) return null;
  return (
    <section className="card stack" aria-labelledby="failures">
      <h2 id="failures">Why records failed</h2>
      <QueryView query={query} what="the reasons">
        {({ node }) =>
          !isRun(node) || node.failuresByReason.length === 0 ? (
            <p className="quiet">Their log has expired.</p>
          ) : (
            <>
              <Reasons reasons={node.failuresByReason} />
              <Files files={node.failureLogs} />
            </>
          )
        }
      </QueryView>
    </section>
  );
}

function Reasons({ reasons }: { readonly reasons: Failures['failuresByReason'] }) {
  return (
    <ul className="rows">
      {reasons.map(({ module, code, message, field, count }) => (
        <li key={`${module} ${code} ${field} ${message}`} className="row failure-row">
          <span className="number bad-count">{grouped(count)}</span>
          <div>
            <p className="reason">
              <Message text={message} />
              {field !== null && (
                <>
                  {' '}
                  Field: <code>{field}</code>.
                </>
              )}
            </p>
            <span className="quiet">
              {moduleInWords(module)} · <code>{code}</code>
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Files({ files }: { readonly files: Failures['failureLogs'] }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <div className="actions">
      {files.map(({ module, count, csvUrl }) => (
        <button
          key={module}
          type="button"
          title={fileNameOf(csvUrl)}
          onClick={() => void download(csvUrl).then(setTrouble)}
        >
          Download {counted(count, 'record')} of {moduleInWords(module)} (CSV)
        </button>
      ))}
      {trouble !== null && <Notice tone="bad">{trouble}</Notice>}
    </div>
  );
}
