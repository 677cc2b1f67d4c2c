/** `GET /items`: filters, searches, order and pages (docs/zoho.md, books-api.md 3.3 to 3.5). */
import { pageOf } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import { booksPaging, booksSuccess, invalidValue, pageContext } from './envelope.ts';
import type { BooksItem } from './item-record.ts';
import { itemListRow } from './item-rows.ts';
import { modifiedFilter, Searches, selectListed } from './list-filters.ts';

/** Documented columns, and the two times that live clients use. */
const SORT_COLUMNS = ['name', 'rate', 'tax_name', 'created_time', 'last_modified_time'];

const STATUS: Readonly<Record<string, (item: BooksItem) => boolean>> = {
  'Status.All': () => true,
  'Status.Active': (item) => item.active,
  'Status.Inactive': (item) => !item.active,
};

const RATE_COMPARATORS: Readonly<Record<string, (rate: number, wanted: number) => boolean>> = {
  '': (rate, wanted) => rate === wanted,
  _less_than: (rate, wanted) => rate < wanted,
  _less_equals: (rate, wanted) => rate <= wanted,
  _greater_than: (rate, wanted) => rate > wanted,
  _greater_equals: (rate, wanted) => rate >= wanted,
};

function searchesOf(query: URLSearchParams): Searches<BooksItem> {
  const searches = new Searches<BooksItem>(query);
  searches.addColumn('name', (item) => item.name);
  searches.addColumn('description', (item) => item.description);
  for (const [suffix, compare] of Object.entries(RATE_COMPARATORS)) {
    const text = searches.text(`rate${suffix}`);
    if (text === null) continue;
    const wanted = Number(text);
    if (!Number.isFinite(wanted)) throw invalidValue(`rate${suffix}`);
    searches.add('rate', suffix, text, (item) => compare(item.rate, wanted));
  }
  searches.addSearchText((item) => `${item.name}\n${item.description}\n${item.sku}`);
  return searches;
}

export function listItems(call: ServiceCall): Answer {
  const { query } = call.request;
  const paging = booksPaging(call);
  const status = query.get('filter_by') ?? 'Status.All';
  const keepStatus = STATUS[status];
  if (keepStatus === undefined) throw invalidValue('filter_by');
  const column = query.get('sort_column') ?? 'name';
  if (!SORT_COLUMNS.includes(column)) throw invalidValue('sort_column');
  const descending = query.get('sort_order')?.startsWith('D') === true;
  const searches = searchesOf(query);
  const { filters } = searches;
  if (status !== 'Status.All') filters.push({ key: status, keep: keepStatus });
  const modified = modifiedFilter<BooksItem>(call);
  if (modified !== null) filters.push(modified);
  const name = searches.text('name')?.toLowerCase();
  const exact =
    name === undefined ? null : { order: 'name', read: (item: BooksItem) => item.nameKey, wanted: name };
  const found = selectListed(call.organization.items, column, filters, exact);
  const { rows, more } = pageOf(found, paging.page, paging.perPage, descending);
  return booksSuccess({
    items: rows.map((item) => itemListRow(call.organization, item)),
    page_context: {
      ...pageContext(paging, more, 'Items'),
      applied_filter: status,
      custom_fields: [],
      sort_column: column,
      sort_order: descending ? 'D' : 'A',
      ...searches.echo,
    },
  });
}
