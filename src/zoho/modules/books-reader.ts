/** Lists, counts and searches of one module of Books or Invoice. */
import type { ListHints, ListSummary, RecordPage, ServiceRecord } from '../../engine/services.ts';
import { BOOKS_CODE, PAGE_SIZE_MAX } from '../../zoho-api/index.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { booksFilterTime, canonicalText } from '../codec/values.ts';
import type { PageEnd } from '../count-records.ts';
import { BooksError, CollectionRefused } from '../errors.ts';
import type { BooksRow, BooksSchemas } from './books-answers.ts';
import { type BooksResource, booksPath, type Query } from './books-resources.ts';
import { checkProgress, EdgeFilter, type ReadPage, secondOf } from './shared.ts';
import { listTail, pageOfRecord } from './tail.ts';

export interface BooksReaderOptions {
  readonly module: string;
  readonly resource: BooksResource;
  readonly caller: ServiceCaller;
  /** `organization_id=…`. */
  readonly organization: string;
  readonly schemas: BooksSchemas;
  readonly record: (row: BooksRow, serviceTimeMs: number) => ServiceRecord;
  /** The records with what their list rows lack. */
  readonly completed: (
    records: readonly ServiceRecord[],
    signal: AbortSignal,
  ) => Promise<readonly ServiceRecord[]>;
  /** The same without a call: those that lack something are marked. Left out: they are always completed. */
  readonly marked?: (records: readonly ServiceRecord[]) => readonly ServiceRecord[];
}

type Finish = BooksReaderOptions['completed'];

export class BooksReader {
  readonly #options: BooksReaderOptions;
  #filterWorks = true;
  /** Every row seen was the module's, so that the places of rows tell their number. */
  #scopeWorks = true;
  #timeOrderWorks: boolean;

  constructor(options: BooksReaderOptions) {
    this.#options = options;
    this.#timeOrderWorks = options.resource.timeColumn !== null;
  }

  async *list(
    modifiedAfterMs: number | null,
    signal: AbortSignal,
    hints?: ListHints,
  ): AsyncGenerator<RecordPage, ListSummary> {
    const expectedCount = hints?.expectedCount ?? null;
    const { completed, marked } = this.#options;
    const finish: Finish =
      hints?.asListed === true && marked !== undefined ? async (records) => marked(records) : completed;
    if (modifiedAfterMs !== null && hints !== undefined && expectedCount !== null) {
      const summary = yield* this.#tailIfTaken(
        secondOf(modifiedAfterMs),
        signal,
        { ...hints, expectedCount },
        finish,
      );
      if (summary !== null) return summary;
    }
    return yield* this.#changed(modifiedAfterMs, signal, finish);
  }

  /** Null also where the service refuses the order. */
  async *#tailIfTaken(
    sinceMs: number,
    signal: AbortSignal,
    hints: ListHints & { readonly expectedCount: number },
    finish: Finish,
  ): AsyncGenerator<RecordPage, ListSummary | null> {
    try {
      return yield* this.#tail(sinceMs, signal, hints, finish);
    } catch (error) {
      if (!refusedWith(error, BOOKS_CODE.invalidValue)) throw error;
      this.#timeOrderWorks = false;
      return null;
    }
  }

  /** From the end; null where that does not do. */
  async *#tail(
    sinceMs: number,
    signal: AbortSignal,
    hints: ListHints & { readonly expectedCount: number },
    finish: Finish,
  ): AsyncGenerator<RecordPage, ListSummary | null> {
    const { timeColumn, timeOrderDocumented, sortColumn } = this.#options.resource;
    // That the rows ascend is looked at anyway. An order that nobody promises must end with the newest record known.
    const provable = timeOrderDocumented || (hints.newestKnownMs ?? null) !== null;
    const sorted = timeColumn !== null && this.#timeOrderWorks && provable;
    // Without an order only a listing of a single page is worth it: that one holds everything.
    if (!sorted && hints.expectedCount > PAGE_SIZE_MAX) return null;
    const column = sorted ? timeColumn : sortColumn;
    const pages = listTail(
      {
        page: (number) => this.#page(number, [], signal, column),
        sorted,
        proves: async () => provable,
      },
      sinceMs,
      hints,
    );
    for (;;) {
      const next = await pages.next();
      if (!next.done) {
        yield { ...next.value, records: await finish(next.value.records, signal) };
        continue;
      }
      if (next.value === null) this.#timeOrderWorks &&= !sorted;
      const countable = next.value?.complete === true || this.#scopeWorks;
      return next.value === null || countable ? next.value : { ...next.value, count: null };
    }
  }

  /**
   * The filter is inclusive, of whole seconds, and not proven to narrow (books-api.md 3.5), so every row is checked
   * here. A row stamped in the very second of the bound is yielded: it may have changed later in that second.
   */
  async *#changed(
    modifiedAfterMs: number | null,
    signal: AbortSignal,
    finish: Finish,
  ): AsyncGenerator<RecordPage, ListSummary> {
    const sinceMs = modifiedAfterMs === null ? null : secondOf(modifiedAfterMs);
    const edges = new EdgeFilter();
    let seen = 0;
    let sawOlder = sinceMs === null;
    let next = this.#listPage(1, sinceMs, signal);
    for (let number = 1; ; number += 1) {
      const page = await next;
      checkProgress('Books', number, page.rows, page.more);
      if (page.more) next = this.#prefetch(number + 1, sinceMs, signal);
      const fresh = edges.fresh(page.records);
      seen += fresh.length;
      const changed = sinceMs === null ? fresh : fresh.filter((record) => record.modifiedAtMs >= sinceMs);
      if (changed.length < fresh.length) sawOlder = true;
      const records = await finish(changed, signal);
      yield { records, serviceTimeMs: page.serviceTimeMs };
      // Without the filter, or with one that did not narrow, every record has passed by.
      if (!page.more) return { complete: sawOlder || !this.#filterWorks, seen };
    }
  }

  /** The next page is on its way while the consumer works on this one; its failure is reported when it is awaited. */
  #prefetch(number: number, sinceMs: number | null, signal: AbortSignal): Promise<ReadPage> {
    const page = this.#listPage(number, sinceMs, signal);
    page.catch(() => undefined);
    return page;
  }

  async #listPage(number: number, sinceMs: number | null, signal: AbortSignal): Promise<ReadPage> {
    const filter: Query =
      sinceMs === null || !this.#filterWorks ? [] : [['last_modified_time', booksFilterTime(sinceMs)]];
    try {
      return await this.#page(number, filter, signal);
    } catch (error) {
      // Some lists refuse the parameter (books-api.md 3.5); then everything is read.
      if (filter.length === 0 || !refusedWith(error, BOOKS_CODE.invalidValue)) throw error;
      this.#filterWorks = false;
      return await this.#page(number, [], signal);
    }
  }

  async #page(
    number: number,
    filter: Query,
    signal: AbortSignal,
    column = this.#options.resource.sortColumn,
  ): Promise<ReadPage> {
    const { caller, resource, organization, schemas, record } = this.#options;
    const path = booksPath(organization, `/${resource.plural}`, [
      ['filter_by', 'Status.All'],
      ...resource.scope,
      ['page', String(number)],
      ['per_page', String(PAGE_SIZE_MAX)],
      ['sort_column', column],
      ['sort_order', 'A'],
      ...filter,
    ]);
    const { body, serviceTimeMs } = await caller.call({
      method: 'GET',
      path,
      repetition: 'read',
      about: 'collection',
      schema: schemas.list,
      signal,
    });
    const rows = body?.rows ?? [];
    const own = rows.filter((row) => resource.holds(row.members));
    if (own.length < rows.length) this.#scopeWorks = false;
    const records = own.map((row) => record(row, serviceTimeMs));
    return { records, rows: rows.length, more: body?.more ?? false, serviceTimeMs };
  }

  /** For counting: how a page of the list ends. */
  async pageEnd(number: number, signal: AbortSignal): Promise<PageEnd> {
    const page = await this.#page(number, [], signal);
    return { rows: page.records.length, more: page.more };
  }

  async count(expected: number, signal: AbortSignal): Promise<number | null> {
    const number = pageOfRecord(expected);
    const page = await this.#page(number, [], signal);
    if (page.more || (page.rows === 0 && number > 1)) return null;
    // Rows that are not the module's may stand on the earlier pages too.
    if (number > 1 && !this.#scopeWorks) return null;
    return (number - 1) * PAGE_SIZE_MAX + page.records.length;
  }

  async findByIdentity(
    apiName: string,
    value: string,
    signal: AbortSignal,
  ): Promise<readonly ServiceRecord[]> {
    const { module, resource } = this.#options;
    if (!resource.searchable.has(apiName))
      throw new TypeError(`Books cannot search ${module} by '${apiName}'`);
    const wanted = canonicalText(value);
    // A longer value cannot be searched for; then every record is looked at.
    const filter: Query = wanted.length > resource.searchLengthMax ? [] : [[apiName, wanted]];
    const found: ServiceRecord[] = [];
    for (let number = 1; ; number += 1) {
      const page = await this.#page(number, filter, signal);
      checkProgress('Books', number, page.rows, page.more);
      found.push(...page.records.filter((record) => record.values[apiName] === wanted));
      if (!page.more) return found;
    }
  }
}

function refusedWith(error: unknown, code: number): boolean {
  const cause = error instanceof CollectionRefused ? error.refusal?.cause : null;
  return cause instanceof BooksError && cause.code === String(code);
}
