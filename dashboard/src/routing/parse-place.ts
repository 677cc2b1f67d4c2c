export interface Place {
  readonly path: string;
  /** Without its question mark. */
  readonly search: string;
}

/** A fragment as a place: `#/runs?after=x`. Anything that is none is the start. */
export function parsePlace(fragment: string): Place {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (!text.startsWith('/')) return { path: '/', search: '' };
  const mark = text.indexOf('?');
  if (mark === -1) return { path: text, search: '' };
  return { path: text.slice(0, mark), search: text.slice(mark + 1) };
}
