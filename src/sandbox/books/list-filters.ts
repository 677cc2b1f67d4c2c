/** Filters of Books' lists: text searches, the time of change, and how rows are picked (docs/zoho.md, books-api.md 3.4, 3.5). */
import { BOOKS_TIME_PATTERN } from '../../zoho-api/index.ts';
import type { RecordCollection, StoredRecord } from '../core/collection.ts';
import type { ServiceCall } from '../core/exchange.ts';
import { invalidValue } from './envelope.ts';

export interface Filter<T> {
  /** What makes the filter, for the cache of filtered lists. */
  readonly key: string;
  readonly keep: (record: T) => boolean;
}

/** A search as `page_context` echoes it. */
export interface Criterion {
  readonly column_name: string;
  readonly search_text: string;
  readonly comparator: string;
}

/** Case aside: both texts come in lower case. */
const TEXT_COMPARATORS: Readonly<Record<string, (text: string, wanted: string) => boolean>> = {
  '': (text, wanted) => text === wanted,
  _startswith: (text, wanted) => text.startsWith(wanted),
  _contains: (text, wanted) => text.includes(wanted),
};

/** The searches of one call. */
export class Searches<T> {
  readonly filters: Filter<T>[] = [];
  readonly criteria: Criterion[] = [];
  readonly #query: URLSearchParams;
  readonly #lengthMax: number;

  /** @param lengthMax longest text that may be searched for */
  constructor(query: URLSearchParams, lengthMax = Number.POSITIVE_INFINITY) {
    this.#query = query;
    this.#lengthMax = lengthMax;
  }

  /** The text of a parameter; null when it is absent or empty, which searches for nothing. */
  text(name: string): string | null {
    const text = this.#query.get(name);
    if (text === null || text === '') return null;
    if (text.length > this.#lengthMax) throw invalidValue(name);
    return text;
  }

  /** @param suffix of the parameter, such as `_contains`; empty for equality */
  add(column: string, suffix: string, text: string, keep: (record: T) => boolean): void {
    this.filters.push({ key: `${column}${suffix}=${text}`, keep });
    this.criteria.push({
      column_name: column,
      search_text: text,
      comparator: suffix === '' ? 'equal' : suffix.slice(1),
    });
  }

  /** Searches of a column by equality, beginning and part. */
  addColumn(column: string, read: (record: T) => string): void {
    for (const [suffix, compare] of Object.entries(TEXT_COMPARATORS)) {
      const text = this.text(column + suffix);
      if (text === null) continue;
      const wanted = text.toLowerCase();
      this.add(column, suffix, text, (record) => compare(read(record).toLowerCase(), wanted));
    }
  }

  /** `search_text`, a part of any of the texts. */
  addSearchText(read: (record: T) => string): void {
    const text = this.text('search_text');
    if (text === null) return;
    const wanted = text.toLowerCase();
    this.add('search_text', '_contains', text, (record) => read(record).toLowerCase().includes(wanted));
  }

  /** The criteria as members of a `page_context`, where there are any. */
  get echo(): { search_criteria?: readonly Criterion[] } {
    return this.criteria.length === 0 ? {} : { search_criteria: this.criteria };
  }
}

/** `last_modified_time` takes `±HHMM` offsets only; whether it then narrows is a capability (books-api.md 3.5). */
export function modifiedFilter<T extends StoredRecord>({
  request,
  organization,
  world,
}: ServiceCall): Filter<T> | null {
  const text = request.query.get('last_modified_time');
  if (text === null) return null;
  const sinceMs = BOOKS_TIME_PATTERN.test(text) ? Date.parse(text.replace(/(\d\d)$/, ':$1')) : Number.NaN;
  if (Number.isNaN(sinceMs)) throw invalidValue('last_modified_time');
  if (!organization.capabilities.booksModifiedFilter) return null;
  const fromS = sinceMs / 1000 + (world.switches.booksModifiedFilterInclusive ? 0 : 1);
  return { key: `modified=${fromS}`, keep: (record) => record.modifiedS >= fromS };
}

/** An order whose key is searched for by equality, so that the rows are found without a walk. */
export interface ExactSearch<T> {
  readonly order: string;
  readonly read: (record: T) => string;
  readonly wanted: string;
}

/** The listed records that pass, in ascending order, without walking them when an order itself answers. */
export function selectListed<T extends StoredRecord>(
  records: RecordCollection<T>,
  column: string,
  filters: readonly Filter<T>[],
  exact: ExactSearch<T> | null,
): readonly T[] {
  if (filters.length === 0) return records.order(column).rows;
  const keep = (record: T) => filters.every((filter) => filter.keep(record));
  const [only] = filters;
  if (filters.length === 1 && only?.key.startsWith('modified=') && column === 'last_modified_time') {
    const order = records.order(column);
    return order.rows.slice(order.firstNot((record) => !only.keep(record)));
  }
  if (exact !== null) {
    const order = records.order(exact.order);
    const start = order.firstNot((record) => exact.read(record) < exact.wanted);
    const end = order.firstNot((record) => exact.read(record) <= exact.wanted);
    return order.rows.slice(start, end).filter(keep);
  }
  return records.filtered(column, filters.map((filter) => filter.key).join('\n'), keep);
}
