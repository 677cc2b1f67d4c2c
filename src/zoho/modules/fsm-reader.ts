/** Lists, counts and searches of one module of FSM. */
import type { ListHints, ListSummary, RecordPage, ServiceRecord } from '../../engine/services.ts';
import { PAGE_SIZE_MAX } from '../../zoho-api/index.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { canonicalText, fsmCanStore } from '../codec/values.ts';
import type { PageEnd } from '../count-records.ts';
import { type FsmRow, fsmRows } from './fsm-answers.ts';
import { COUNTERPART_FIELD, type FsmResource } from './fsm-resources.ts';
import { ascends, descends, meetsAtTheEnd, orderVerdict, standsInDefaultOrder } from './order.ts';
import { checkProgress, EdgeFilter, type ReadPage, secondOf } from './shared.ts';
import { listTail, pageOfRecord } from './tail.ts';

export interface FsmReaderOptions {
  readonly module: string;
  readonly resource: FsmResource;
  readonly caller: ServiceCaller;
  /** What the probe found. `false` saves the asking; anything else is proven again by the first listing that stops early. */
  readonly sortsByModified: boolean | null;
  readonly record: (row: FsmRow) => ServiceRecord;
}

type Sort = 'asc' | 'desc' | null;

/** Rows that suffice to see which way a list runs. */
const ORDER_SAMPLE_ROWS = 25;

export class FsmReader {
  readonly #options: FsmReaderOptions;
  #sorts: boolean | null;

  constructor(options: FsmReaderOptions) {
    this.#options = options;
    this.#sorts = options.sortsByModified === false ? false : null;
  }

  async *list(
    modifiedAfterMs: number | null,
    signal: AbortSignal,
    hints?: ListHints,
  ): AsyncGenerator<RecordPage, ListSummary> {
    const expectedCount = hints?.expectedCount ?? null;
    const sorted = this.#sorts !== false;
    // Without an order only a listing of a single page is worth it: that one holds everything.
    const worthIt = sorted || (expectedCount ?? 0) <= PAGE_SIZE_MAX;
    if (modifiedAfterMs !== null && hints !== undefined && expectedCount !== null && worthIt) {
      const source = {
        sorted,
        page: (number: number) => this.#page(number, sorted ? 'asc' : null, PAGE_SIZE_MAX, signal),
        proves: (end: ReadPage) => this.#provenEnd(end, signal),
      };
      const sinceMs = secondOf(modifiedAfterMs);
      const summary = yield* listTail(source, sinceMs, { ...hints, expectedCount });
      if (summary !== null) return summary;
    }
    return yield* this.#changed(modifiedAfterMs, signal);
  }

  /**
   * Rows that ascend in another order than the default one were sorted. Where they stand in both orders, the end of the
   * list is looked at from the other side, once per session.
   */
  async #provenEnd(end: ReadPage, signal: AbortSignal): Promise<boolean> {
    if (this.#sorts !== true) {
      this.#sorts =
        !standsInDefaultOrder(end.records) ||
        meetsAtTheEnd(
          end.records,
          (await this.#page(1, 'desc', ORDER_SAMPLE_ROWS, signal)).records,
          end.serviceTimeMs,
        );
    }
    return this.#sorts;
  }

  /**
   * No changed-since read is documented. Sorted by Modified_Time the listing stops at the bound, as long as the service
   * is proven to sort and the rows really descend; in every other case all pages are read (fsm-api.md 3, build rule).
   * A row stamped in the very second of the bound is yielded: it may have changed later in that second.
   */
  async *#changed(
    modifiedAfterMs: number | null,
    signal: AbortSignal,
  ): AsyncGenerator<RecordPage, ListSummary> {
    const sinceMs = modifiedAfterMs === null ? null : secondOf(modifiedAfterMs);
    // A full scan keeps the documented order, newest first by creation: records added meanwhile repeat rows, never hide any.
    const sort: Sort = sinceMs === null || this.#sorts === false ? null : 'desc';
    const edges = new EdgeFilter();
    let seen = 0;
    let newestAllowedMs = Number.POSITIVE_INFINITY;
    let ordered = sort !== null;
    let next = this.#page(1, sort, PAGE_SIZE_MAX, signal);
    for (let number = 1; ; number += 1) {
      const page = await next;
      checkProgress('FSM', number, page.records.length, page.more);
      ordered &&= descends(page.records) && (page.records[0]?.modifiedAtMs ?? 0) <= newestAllowedMs;
      const last = page.records.at(-1);
      const reached = sinceMs !== null && last !== undefined && last.modifiedAtMs < sinceMs;
      const stop = page.more && reached && ordered && (await this.#provenToSort(page, signal));
      if (page.more && !stop) next = this.#prefetch(number + 1, sort, signal);
      const fresh = edges.fresh(page.records);
      seen += fresh.length;
      newestAllowedMs = last?.modifiedAtMs ?? newestAllowedMs;
      const records = sinceMs === null ? fresh : fresh.filter((record) => record.modifiedAtMs >= sinceMs);
      yield { records, serviceTimeMs: page.serviceTimeMs };
      if (stop || !page.more) return { complete: !stop, seen };
    }
  }

  /** The next page is on its way while the consumer works on this one; its failure is reported when it is awaited. */
  #prefetch(number: number, sort: Sort, signal: AbortSignal): Promise<ReadPage> {
    const page = this.#page(number, sort, PAGE_SIZE_MAX, signal);
    page.catch(() => undefined);
    return page;
  }

  /**
   * One more call, once per session: a stored finding may be out of date, and a first page in the default order looks
   * sorted as long as its records were not edited.
   */
  async #provenToSort(descending: ReadPage, signal: AbortSignal): Promise<boolean> {
    if (this.#sorts === null) {
      const ascending = await this.#page(1, 'asc', ORDER_SAMPLE_ROWS, signal);
      this.#sorts = orderVerdict(descending.records, ascending.records) === 'honoured';
    }
    return this.#sorts;
  }

  /** For the probe of capabilities: null when the records there are do not tell. */
  async sortsByModified(signal: AbortSignal): Promise<boolean | null> {
    const descending = await this.#page(1, 'desc', ORDER_SAMPLE_ROWS, signal);
    const ascending = await this.#page(1, 'asc', ORDER_SAMPLE_ROWS, signal);
    const verdict = orderVerdict(descending.records, ascending.records);
    return verdict === 'unproven' ? null : verdict === 'honoured';
  }

  async #page(number: number, sort: Sort, perPage: number, signal: AbortSignal): Promise<ReadPage> {
    const order = sort === null ? '' : `&sort_by=Modified_Time&sort_order=${sort}`;
    const path = `/${this.#options.module}?page=${number}&per_page=${perPage}${order}`;
    const page = await this.#rows(path, perPage, signal);
    // Out of order where it was asked for: no use in asking again.
    if (sort === 'asc' && !ascends(page.records)) this.#sorts = false;
    return page;
  }

  async #rows(path: string, perPage: number, signal: AbortSignal): Promise<ReadPage> {
    const { caller, record } = this.#options;
    const answer = await caller.call({
      method: 'GET',
      path,
      repetition: 'read',
      about: 'collection',
      schema: fsmRows,
      signal,
    });
    const rows = answer.body?.data ?? [];
    return {
      records: rows.map(record),
      rows: rows.length,
      more: answer.body?.info?.more_records ?? rows.length >= perPage,
      serviceTimeMs: answer.serviceTimeMs,
    };
  }

  /** For counting: how a page of the list ends. */
  async pageEnd(number: number, signal: AbortSignal): Promise<PageEnd> {
    const page = await this.#page(number, null, PAGE_SIZE_MAX, signal);
    return { rows: page.rows, more: page.more };
  }

  async count(expected: number, signal: AbortSignal): Promise<number | null> {
    const number = pageOfRecord(expected);
    const page = await this.#page(number, null, PAGE_SIZE_MAX, signal);
    if (page.more || (page.rows === 0 && number > 1)) return null;
    return (number - 1) * PAGE_SIZE_MAX + page.rows;
  }

  /** Hits may be thinner than the record (fsm-api.md 3). */
  async findByIdentity(
    apiName: string,
    value: string,
    signal: AbortSignal,
  ): Promise<readonly ServiceRecord[]> {
    const { module, resource } = this.#options;
    if (!resource.searchable.has(apiName)) throw new TypeError(`FSM cannot search ${module} by '${apiName}'`);
    const wanted = canonicalText(value);
    // No record can hold it, and the search would be for a shortened text.
    if (!fsmCanStore(wanted)) return [];
    // A comma separates values: escaped first, encoded then (fsm-api.md 3).
    const escaped = encodeURIComponent(wanted.replaceAll(',', '\\,'));
    const found: ServiceRecord[] = [];
    for (let number = 1; ; number += 1) {
      const query = `api_name=${apiName}&value=${escaped}&comparator=equal&page=${number}&per_page=${PAGE_SIZE_MAX}`;
      const page = await this.#rows(`/${module}/search?${query}`, PAGE_SIZE_MAX, signal);
      checkProgress('FSM', number, page.rows, page.more);
      found.push(...page.records.filter((record) => identityOf(record, apiName) === wanted));
      if (!page.more) return found;
    }
  }
}

function identityOf(record: ServiceRecord, apiName: string) {
  return apiName === COUNTERPART_FIELD ? record.counterpartId : record.values[apiName];
}
