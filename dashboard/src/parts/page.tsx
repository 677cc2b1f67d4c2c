import { type ReactNode, useEffect, useRef } from 'react';

let pagesShown = 0;

/** The heading of a page: names the browser's tab, and takes the focus when one has come here from another page. */
export function PageTitle({
  title,
  context,
  children,
}: {
  readonly title: string;
  /** What the page belongs to, for the browser's tab. */
  readonly context?: string;
  /** Beside the heading: badges. */
  readonly children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = [title, context, 'fieldledger'].filter(Boolean).join(' · ');
  }, [title, context]);
  useEffect(() => {
    pagesShown += 1;
    if (pagesShown === 1) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="page-title">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}

/** A term and what it is. */
export function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
