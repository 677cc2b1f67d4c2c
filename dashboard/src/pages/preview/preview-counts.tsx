import type { PreviewPartsFragment } from '../../gql/graphql.ts';
import { Empty } from '../../parts/states.tsx';
import { grouped } from '../../words/number-words.ts';
import { directionInWords, KIND_WORDS } from '../../words/run-words.ts';

type Counts = PreviewPartsFragment['counts'][number];

const COLUMNS = [
  ['created', 'Created'],
  ['updated', 'Updated'],
  ['linked', 'Linked'],
  ['deactivated', 'Made inactive'],
  ['skipped', 'Skipped'],
  ['failed', 'Failed'],
] as const satisfies readonly (readonly [keyof Counts, string])[];

/** What would become of the records, by kind and direction. */
export function PreviewCounts({
  preview,
  productName,
}: {
  readonly preview: PreviewPartsFragment;
  readonly productName: string;
}) {
  if (preview.counts.length === 0) return <Empty title="Both sides are equal: a sync would do nothing" />;
  const kinds = [...new Set(preview.counts.map(({ kind }) => kind))].map(
    (kind) => [kind, preview.counts.filter((row) => row.kind === kind)] as const,
  );
  return (
    <div className="counts">
      {kinds.map(([kind, rows]) => (
        <table key={kind}>
          <caption>{KIND_WORDS[kind]}</caption>
          <thead>
            <tr>
              <th scope="col">Would be</th>
              {rows.map(({ direction }) => (
                <th key={direction} scope="col" className="number">
                  {directionInWords(direction, productName)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {COLUMNS.map(([member, words]) => (
              <tr key={member}>
                <th scope="row">{words}</th>
                {rows.map((row) => (
                  <td key={row.direction} className={`number ${classOf(member, row[member])}`}>
                    {grouped(row[member])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

const classOf = (member: (typeof COLUMNS)[number][0], count: number): string =>
  count === 0 ? 'zero' : member === 'failed' ? 'bad-count' : '';
