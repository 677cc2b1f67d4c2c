/** What the adapter knows of each Books module. Another module is another entry. */
export interface BooksResource {
  /** Path of the collection, and the member of a list answer. */
  readonly plural: string;
  /** Member of a detail answer. */
  readonly singular: string;
  readonly idKey: string;
  /** Bulk details: path and query parameter; null where there is none. */
  readonly bulk: { readonly path: string; readonly parameter: string } | null;
  /** A documented sort order (books-api.md 3.3). */
  readonly sortColumn: string;
  /** Search parameters by field (books-api.md 3.4); unknown ones would be ignored silently. */
  readonly searchable: ReadonlySet<string>;
  /** Longest value a search parameter takes (books-api.md 3.4). */
  readonly searchLengthMax: number;
}

export const BOOKS_RESOURCES: Readonly<Record<string, BooksResource>> = {
  items: {
    plural: 'items',
    singular: 'item',
    idKey: 'item_id',
    bulk: { path: '/itemdetails', parameter: 'item_ids' },
    // last_modified_time is not among the documented ones for items.
    sortColumn: 'name',
    searchable: new Set(['name', 'description']),
    searchLengthMax: 100,
  },
};

export function recordPath(resource: BooksResource, id: string): string {
  return `/${resource.plural}/${encodeURIComponent(id)}`;
}
