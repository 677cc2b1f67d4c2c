import { Link } from 'wouter';
import type { PagePartsFragment } from '../gql/graphql.ts';
import { withQuery } from '../routing/paths.ts';
import { counted } from '../words/number-words.ts';

interface PagerProps {
  readonly page: PagePartsFragment;
  readonly total: number;
  /** What a row is, and what several are. */
  readonly noun: readonly [one: string, many: string];
  readonly path: string;
  /** What else the address holds, e.g. a filter. */
  readonly query?: Readonly<Record<string, string | null>>;
}

/** Steps through a list. Pages are places: the browser's back button works. */
export function Pager({ page, total, noun, path, query = {} }: PagerProps) {
  const step = (cursor: Readonly<Record<string, string | null>>) => withQuery(path, { ...query, ...cursor });
  return (
    <nav className="pager" aria-label={`Pages of ${noun[1]}`}>
      <span>{counted(total, ...noun)}</span>
      {page.hasPreviousPage && (
        <Link className="button" href={step({ before: page.startCursor })}>
          ← Previous
        </Link>
      )}
      {page.hasNextPage && (
        <Link className="button" href={step({ after: page.endCursor })}>
          Next →
        </Link>
      )}
    </nav>
  );
}
