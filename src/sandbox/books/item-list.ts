/** `GET /items`: filters, searches, order and pages (docs/zoho.md, books-api.md 3.3 to 3.5). */
import { BOOKS_TIME_PATTERN } from '../../zoho-api/index.ts';
import { pageOf } from '../core/collection.ts';
import type { Answer, ServiceCall } from '../core/exchange.ts';
import { booksPaging, booksSuccess, invalidValue, pageContext } from './envelope.ts';
import type { BooksItem } from './item-record.ts';
import { itemListRow } from './item-rows.ts';

/** Documented columns, and the two times that live clients use. */
const SORT_COLUMNS = ['name', 'rate', 'tax_name', 'created_time', 'last_modified_time'];

interface Filter {
  /** What makes the filter, for the cache of filtered lists. */
  key: string;
  keep: (item: BooksItem) => boolean;
}

interface Criterion {
  column_name: string;
  search_text: string;
  comparator: string;
}

const STATUS: Readonly<Record<string, (item: BooksItem) => boolean>> = {
  'Status.All': () => true,
  'Status.Active': (item) => item.active,
  'Status.Inactive': (item) => !item.active,
};

const TEXT_COLUMNS: Readonly<Record<string, (item: BooksItem) => string>> = {
  name: (item) => item.name,
  description: (item) => item.description,
};

const TEXT_COMPARATORS: Readonly<Record<string, (text: string, wanted: string) => boolean>> = {
  '': (text, wanted) => text === wanted,
  _startswith: (text, wanted) => text.startsWith(wanted),
  _contains: (text, wanted) => text.includes(wanted),
};

const RATE_COMPARATORS: Readonly<Record<string, (rate: number, wanted: number) => boolean>> = {
  '': (rate, wanted) => rate === wanted,
  _less_than: (rate, wanted) => rate < wanted,
  _less_equals: (rate, wanted) => rate <= wanted,
  _greater_than: (rate, wanted) => rate > wanted,
  _greater_equals: (rate, wanted) => rate >= wanted,
};

function searchFilters(query: URLSearchParams): { filters: Filter[]; criteria: Criterion[] } {
  const filters: Filter[] = [];
  const criteria: Criterion[] = [];
  const add = (name: string, text: string, column: string, suffix: string, keep: Filter['keep']) => {
    filters.push({ key: `${name}=${text}`, keep });
    criteria.push({
      column_name: column,
      search_text: text,
      comparator: suffix === '' ? 'equal' : suffix.slice(1),
    });
  };
  for (const [column, read] of Object.entries(TEXT_COLUMNS)) {
    for (const [suffix, compare] of Object.entries(TEXT_COMPARATORS)) {
      const text = query.get(column + suffix);
      if (text === null || text === '') continue;
      const wanted = text.toLowerCase();
      add(column + suffix, text, column, suffix, (item) => compare(read(item).toLowerCase(), wanted));
    }
  }
  for (const [suffix, compare] of Object.entries(RATE_COMPARATORS)) {
    const text = query.get(`rate${suffix}`);
    if (text === null || text === '') continue;
    const wanted = Number(text);
    if (!Number.isFinite(wanted)) throw invalidValue(`rate${suffix}`);
    add(`rate${suffix}`, text, 'rate', suffix, (item) => compare(item.rate, wanted));
  }
  const text = query.get('search_text');
  if (text !== null && text !== '') {
    const wanted = text.toLowerCase();
    const inside = (item: BooksItem) =>
      `${item.name}\n${item.description}\n${item.sku}`.toLowerCase().includes(wanted);
    add('search_text', text, 'search_text', '_contains', inside);
  }
  return { filters, criteria };
}

/** `last_modified_time` takes `±HHMM` offsets only; whether it then narrows is a capability (books-api.md 3.5). */
function modifiedFilter({ request, organization, world }: ServiceCall): Filter | null {
  const text = request.query.get('last_modified_time');
  if (text === null) return null;
  const sinceMs = BOOKS_TIME_PATTERN.test(text) ? Date.parse(text.replace(/(\d\d)$/, ':$1')) : Number.NaN;
  if (Number.isNaN(sinceMs)) throw invalidValue('last_modified_time');
  if (!organization.capabilities.booksModifiedFilter) return null;
  const fromS = sinceMs / 1000 + (world.switches.booksModifiedFilterInclusive ? 0 : 1);
  return { key: `modified=${fromS}`, keep: (item) => item.modifiedS >= fromS };
}

/** The listed items that pass, in ascending order, without walking them when the order itself answers. */
function select(call: ServiceCall, column: string, filters: readonly Filter[]): readonly BooksItem[] {
  const { items } = call.organization;
  if (filters.length === 0) return items.order(column).rows;
  const [only] = filters;
  if (filters.length === 1 && only?.key.startsWith('modified=') && column === 'last_modified_time') {
    const order = items.order(column);
    return order.rows.slice(order.firstNot((item) => !only.keep(item)));
  }
  const name = call.request.query.get('name')?.toLowerCase();
  if (name !== undefined && name !== '') {
    const order = items.order('name');
    const start = order.firstNot((item) => item.nameKey < name);
    const end = order.firstNot((item) => item.nameKey <= name);
    return order.rows.slice(start, end).filter((item) => filters.every((filter) => filter.keep(item)));
  }
  const view = filters.map((filter) => filter.key).join('\n');
  return items.filtered(column, view, (item) => filters.every((filter) => filter.keep(item)));
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
  const { filters, criteria } = searchFilters(query);
  if (status !== 'Status.All') filters.push({ key: status, keep: keepStatus });
  const modified = modifiedFilter(call);
  if (modified !== null) filters.push(modified);
  const { rows, more } = pageOf(select(call, column, filters), paging.page, paging.perPage, descending);
  return booksSuccess({
    items: rows.map((item) => itemListRow(call.organization, item)),
    page_context: {
      ...pageContext(paging, more, 'Items'),
      applied_filter: status,
      custom_fields: [],
      sort_column: column,
      sort_order: descending ? 'D' : 'A',
      ...(criteria.length === 0 ? {} : { search_criteria: criteria }),
    },
  });
}
