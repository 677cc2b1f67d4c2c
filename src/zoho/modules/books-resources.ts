/** What the adapter knows of each Books module. Another module is another entry. */
export interface BooksResource {
  /** Path of the collection, and the member of a list answer. */
  readonly plural: string;
  /** Member of a detail answer. */
  readonly singular: string;
  readonly idKey: string;
  /** Bulk details: path and query parameter; null where there is none. */
  readonly bulk: { readonly path: string; readonly parameter: string } | null;
  /** A documented sort order that edits disturb as little as there is (books-api.md 3.3). */
  readonly sortColumn: string;
  /** The sort order by modification; null where there is none. */
  readonly timeColumn: string | null;
  /** False: the order is not among the documented ones (books-api.md 3.3), so that each answer has to prove it. */
  readonly timeOrderDocumented: boolean;
  /** Narrows every list to what the module is about. */
  readonly scope: readonly (readonly [string, string])[];
  /** Whether a row is the module's: parameters may be ignored (books-api.md 3.4), so rows are looked at. */
  readonly holds: (row: Readonly<Record<string, unknown>>) => boolean;
  /** Search parameters by field (books-api.md 3.4); unknown ones would be ignored silently. */
  readonly searchable: ReadonlySet<string>;
  /** Longest value a search parameter takes (books-api.md 3.4). */
  readonly searchLengthMax: number;
}

export const ITEMS: BooksResource = {
  plural: 'items',
  singular: 'item',
  idKey: 'item_id',
  bulk: { path: '/itemdetails', parameter: 'item_ids' },
  sortColumn: 'name',
  timeColumn: 'last_modified_time',
  timeOrderDocumented: false,
  scope: [],
  holds: () => true,
  searchable: new Set(['name', 'description']),
  searchLengthMax: 100,
};

/** Contacts are customers and vendors; only customers are synced. */
export const CUSTOMERS: BooksResource = {
  plural: 'contacts',
  singular: 'contact',
  idKey: 'contact_id',
  bulk: null,
  sortColumn: 'created_time',
  timeColumn: 'last_modified_time',
  timeOrderDocumented: true,
  scope: [['contact_type', 'customer']],
  holds: (row) => row.contact_type !== 'vendor',
  // First and last name, email and phone are those of the primary person.
  searchable: new Set(['contact_name', 'company_name', 'first_name', 'last_name', 'email', 'phone']),
  searchLengthMax: 100,
};

export function recordPath(resource: BooksResource, id: string): string {
  return `/${resource.plural}/${encodeURIComponent(id)}`;
}

export type Query = readonly (readonly [string, string])[];

/** A path with its query; `organization` (`organization_id=…`) goes on every call but one (books-api.md 1.5). */
export function booksPath(organization: string, path: string, query: Query = []): string {
  const pairs = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${path}?${[organization, ...pairs].join('&')}`;
}
