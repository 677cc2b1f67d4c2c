import { Link } from 'wouter';
import type { Run } from '../../api/live-run.tsx';
import type { Direction, Outcome } from '../../gql/graphql.ts';
import { considered, countOf, countsOf, OUTCOMES } from '../../progress/counts.ts';
import { paths } from '../../routing/paths.ts';
import { grouped } from '../../words/number-words.ts';
import { directionInWords, OUTCOME_MEANINGS, OUTCOME_WORDS, PAIR_WORDS } from '../../words/run-words.ts';

const DIRECTIONS: readonly Direction[] = ['TO_BOOKS', 'TO_FSM'];

interface CountsTableProps {
  readonly run: Run;
  readonly connectionId: string;
  readonly productName: string;
}

/** What became of the records, per pair and direction. */
export function CountsTable({ run, connectionId, productName }: CountsTableProps) {
  if (run.pairs.length === 0) return null;
  return (
    <div className="counts">
      {run.pairs.map((pair) => (
        <table key={pair.pair}>
          <caption>{PAIR_WORDS[pair.pair]}</caption>
          <thead>
            <tr>
              <th scope="col">Outcome</th>
              {DIRECTIONS.map((direction) => (
                <th key={direction} scope="col" className="number">
                  {directionInWords(direction, productName)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {OUTCOMES.map((outcome) => (
              <tr key={outcome}>
                <th scope="row" title={OUTCOME_MEANINGS[outcome]}>
                  <OutcomeName outcome={outcome} href={paths.run(connectionId, run.id, outcome)} />
                </th>
                {DIRECTIONS.map((direction) => (
                  <Count
                    key={direction}
                    outcome={outcome}
                    count={countOf(countsOf(pair, direction), outcome)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              {DIRECTIONS.map((direction) => (
                <td key={direction} className="number">
                  {grouped(considered(countsOf(pair, direction)))}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      ))}
    </div>
  );
}

/** Leads to the rows of the log; unchanged records have none. */
function OutcomeName({ outcome, href }: { readonly outcome: Outcome; readonly href: string }) {
  if (outcome === 'UNCHANGED') return <>{OUTCOME_WORDS[outcome]}</>;
  return <Link href={href}>{OUTCOME_WORDS[outcome]}</Link>;
}

function Count({ outcome, count }: { readonly outcome: Outcome; readonly count: number }) {
  const kind = count === 0 ? 'zero' : outcome === 'FAILED' ? 'bad-count' : '';
  return <td className={`number ${kind}`}>{grouped(count)}</td>;
}
