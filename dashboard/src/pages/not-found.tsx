import { Link } from 'wouter';
import { PageTitle } from '../parts/page.tsx';
import { paths } from '../routing/paths.ts';

/** @param what is missing: `page`, `connection`, `run`, … */
export function NotFound({ what }: { readonly what: string }) {
  return (
    <>
      <PageTitle title={`There is no such ${what}`} />
      <p>It may have been removed, the address may be incomplete, or your token may not see it.</p>
      <p>
        <Link href={paths.connections}>All connections</Link>
      </p>
    </>
  );
}
