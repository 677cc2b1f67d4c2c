import { Link } from 'wouter';
import { PageTitle } from '../parts/page.tsx';
import { Empty } from '../parts/states.tsx';
import { paths } from '../routing/paths.ts';

const WHY = 'It may have been removed, the address may be incomplete, or your token may not see it.';

/** In place of a page. @param what is missing: `page`, `connection` */
export function NotFound({ what }: { readonly what: string }) {
  return (
    <>
      <PageTitle title={`There is no such ${what}`} />
      <p>{WHY}</p>
      <p>
        <Link href={paths.connections}>All connections</Link>
      </p>
    </>
  );
}

/** In place of what a page is about. */
export function Missing({ what }: { readonly what: string }) {
  return (
    <Empty title={`There is no such ${what}`}>
      <p>{WHY}</p>
    </Empty>
  );
}
