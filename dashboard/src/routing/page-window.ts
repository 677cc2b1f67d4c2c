/** Which page of a list is shown, as its address says: `after` and `before` are cursors of the API. */
export interface PageWindow {
  readonly first?: number;
  readonly after?: string;
  readonly last?: number;
  readonly before?: string;
}

/** @param size rows per page */
export function windowOf(search: string, size: number): PageWindow {
  const query = new URLSearchParams(search);
  const before = query.get('before');
  if (before) return { last: size, before };
  const after = query.get('after');
  return after ? { first: size, after } : { first: size };
}
