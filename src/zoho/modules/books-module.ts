/** One module of Books or Invoice as the engine sees it. */
import { RecordGone, RecordRefused } from '../../engine/errors.ts';
import type {
  ListSummary,
  ModuleFields,
  RecordPage,
  ServiceModule,
  ServiceRecord,
  WriteResult,
} from '../../engine/services.ts';
import { BOOKS_CODE, ITEM_DETAILS_IDS_MAX, PAGE_SIZE_MAX } from '../../zoho-api/index.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { booksFieldReader } from '../codec/books-record.ts';
import { type RecordReader, recordReader } from '../codec/record.ts';
import { booksFilterTime, canonicalText } from '../codec/values.ts';
import type { PageEnd } from '../count-records.ts';
import { BooksError, CollectionRefused } from '../errors.ts';
import { type BooksRow, type BooksSchemas, booksSchemas } from './books-answers.ts';
import { type BooksResource, recordPath } from './books-resources.ts';
import { BooksWriter } from './books-writer.ts';
import {
  checkProgress,
  chunksOf,
  EdgeFilter,
  eachLimited,
  kindsOf,
  type ReadPage,
  secondOf,
} from './shared.ts';

export interface BooksModuleOptions {
  readonly module: string;
  readonly resource: BooksResource;
  readonly caller: ServiceCaller;
  readonly fields: ModuleFields;
  /** `organization_id=…`: on every call but the list of organisations (books-api.md 1.5). */
  readonly organization: string;
  /** API name of the custom field without duplicates that creates are keyed by; null where there is none. */
  readonly uniqueField: string | null;
}

type Query = readonly (readonly [string, string])[];

export class BooksModule implements ServiceModule {
  readonly side = 'BOOKS';
  readonly module: string;
  readonly #options: BooksModuleOptions;
  readonly #resource: BooksResource;
  readonly #schemas: BooksSchemas;
  readonly #reader: RecordReader;
  readonly #writer: BooksWriter;
  /** Fields that even a detail does not hold: no use in asking again. */
  readonly #neverTold = new Set<string>();
  #bulkWorks: boolean;
  #filterWorks = true;

  constructor(options: BooksModuleOptions) {
    this.#options = options;
    this.#resource = options.resource;
    this.#schemas = booksSchemas(options.resource);
    this.#reader = recordReader(options.fields.fields, booksFieldReader);
    this.#writer = new BooksWriter({
      ...options,
      schemas: this.#schemas,
      kindOf: kindsOf(options.fields.fields, {}),
      path: (path) => this.#path(path),
      record: (row, serviceTimeMs) => this.#record(row, serviceTimeMs),
    });
    this.#bulkWorks = options.resource.bulk !== null;
    this.module = options.module;
  }

  get createIsKeyed(): boolean {
    return this.#options.uniqueField !== null;
  }

  /**
   * The filter is inclusive, of whole seconds, and not proven to narrow (books-api.md 3.5), so every row is checked
   * here. A row stamped in the very second of the bound is yielded: it may have changed later in that second.
   */
  async *list(modifiedAfterMs: number | null, signal: AbortSignal): AsyncGenerator<RecordPage, ListSummary> {
    const sinceMs = modifiedAfterMs === null ? null : secondOf(modifiedAfterMs);
    const edges = new EdgeFilter();
    let seen = 0;
    let sawOlder = sinceMs === null;
    let next = this.#listPage(1, sinceMs, signal);
    for (let number = 1; ; number += 1) {
      const page = await next;
      checkProgress('Books', number, page.records.length, page.more);
      if (page.more) next = this.#prefetch(number + 1, sinceMs, signal);
      const fresh = edges.fresh(page.records);
      seen += fresh.length;
      const changed = sinceMs === null ? fresh : fresh.filter((record) => record.modifiedAtMs >= sinceMs);
      if (changed.length < fresh.length) sawOlder = true;
      yield { records: await this.#completed(changed, signal), serviceTimeMs: page.serviceTimeMs };
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

  async #page(number: number, filter: Query, signal: AbortSignal): Promise<ReadPage> {
    const { plural, sortColumn } = this.#resource;
    const path = this.#path(`/${plural}`, [
      ['filter_by', 'Status.All'],
      ['page', String(number)],
      ['per_page', String(PAGE_SIZE_MAX)],
      ['sort_column', sortColumn],
      ['sort_order', 'A'],
      ...filter,
    ]);
    const { caller } = this.#options;
    const answer = await caller.call({
      method: 'GET',
      path,
      repetition: 'read',
      about: 'collection',
      schema: this.#schemas.list,
      signal,
    });
    const records = (answer.body?.rows ?? []).map((row) => this.#record(row, answer.serviceTimeMs));
    return { records, more: answer.body?.more ?? false, serviceTimeMs: answer.serviceTimeMs };
  }

  /** Reads details for rows whose list form lacks an asked field that a detail is known, or not yet known, to hold. */
  async #completed(
    records: readonly ServiceRecord[],
    signal: AbortSignal,
  ): Promise<readonly ServiceRecord[]> {
    const thin = records.filter((record) => this.#lacking(record).length > 0).map((record) => record.id);
    if (thin.length === 0) return records;
    const details = await this.getMany(thin, signal);
    for (const detail of details.values()) {
      for (const apiName of this.#lacking(detail)) this.#neverTold.add(apiName);
    }
    return records.map((record) => details.get(record.id) ?? record);
  }

  #lacking(record: ServiceRecord): readonly string[] {
    return this.#reader.missing(record.values).filter((apiName) => !this.#neverTold.has(apiName));
  }

  /** For counting: how a page of the list ends. */
  async pageEnd(number: number, signal: AbortSignal): Promise<PageEnd> {
    const page = await this.#page(number, [], signal);
    return { rows: page.records.length, more: page.more };
  }

  async count(expected: number, signal: AbortSignal): Promise<number | null> {
    const number = Math.max(1, Math.ceil(expected / PAGE_SIZE_MAX));
    const page = await this.#page(number, [], signal);
    if (page.more || (page.records.length === 0 && number > 1)) return null;
    return (number - 1) * PAGE_SIZE_MAX + page.records.length;
  }

  async get(id: string, signal: AbortSignal): Promise<ServiceRecord | null> {
    const { caller } = this.#options;
    const path = this.#path(recordPath(this.#resource, id));
    try {
      const answer = await caller.call({
        method: 'GET',
        path,
        repetition: 'read',
        schema: this.#schemas.detail,
        signal,
      });
      return answer.body === null ? null : this.#record(answer.body.row, answer.serviceTimeMs);
    } catch (error) {
      if (error instanceof RecordGone) return null;
      throw error;
    }
  }

  async getMany(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, ServiceRecord>> {
    const found = new Map<string, ServiceRecord>();
    const chunks = chunksOf([...new Set(ids)], ITEM_DETAILS_IDS_MAX);
    await eachLimited(chunks, this.#options.caller.concurrency(), async (chunk) => {
      const records = chunk.length > 1 && this.#bulkWorks ? await this.#bulk(chunk, signal) : [];
      for (const record of records) found.set(record.id, record);
      // A record missing in the bulk answer is not proven gone: a direct read decides.
      const open = chunk.filter((id) => !found.has(id));
      await eachLimited(open, this.#options.caller.concurrency(), async (id) => {
        const record = await this.get(id, signal);
        if (record !== null) found.set(id, record);
      });
    });
    return found;
  }

  /** Empty where the service has no bulk read, or where one of the ids spoils it. */
  async #bulk(ids: readonly string[], signal: AbortSignal): Promise<readonly ServiceRecord[]> {
    const { bulk } = this.#resource;
    if (bulk === null) return [];
    const path = this.#path(bulk.path, [[bulk.parameter, ids.join(',')]]);
    const { caller } = this.#options;
    try {
      const answer = await caller.call({
        method: 'GET',
        path,
        repetition: 'read',
        schema: this.#schemas.bulk,
        signal,
      });
      const rows = answer.body?.rows ?? [];
      // The documented bulk row has no times; such a record cannot be used.
      return rows
        .filter((row) => row.modifiedAtMs !== null)
        .map((row) => this.#record(row, answer.serviceTimeMs));
    } catch (error) {
      if (error instanceof RecordRefused) this.#bulkWorks = false;
      else if (!(error instanceof RecordGone)) throw error;
      return [];
    }
  }

  async findByIdentity(
    apiName: string,
    value: string,
    signal: AbortSignal,
  ): Promise<readonly ServiceRecord[]> {
    const { searchable, searchLengthMax } = this.#resource;
    if (!searchable.has(apiName)) throw new TypeError(`Books cannot search ${this.module} by '${apiName}'`);
    const wanted = canonicalText(value);
    const found: ServiceRecord[] = [];
    for (let number = 1; ; number += 1) {
      // A longer value cannot be searched for; then every record is looked at.
      const page = await this.#page(
        number,
        wanted.length > searchLengthMax ? [] : [[apiName, wanted]],
        signal,
      );
      checkProgress('Books', number, page.records.length, page.more);
      found.push(...page.records.filter((record) => record.values[apiName] === wanted));
      if (!page.more) return await this.#completed(found, signal);
    }
  }

  create(values: ServiceRecord['values'], key: string, signal: AbortSignal): Promise<WriteResult> {
    return this.#writer.create(values, key, signal);
  }

  update(id: string, values: ServiceRecord['values'], signal: AbortSignal): Promise<WriteResult> {
    return this.#writer.update(id, values, signal);
  }

  deactivate(id: string, signal: AbortSignal): Promise<WriteResult> {
    return this.#writer.deactivate(id, signal);
  }

  #record(row: BooksRow, serviceTimeMs: number): ServiceRecord {
    const modifiedAtMs = row.modifiedAtMs ?? serviceTimeMs;
    return {
      id: row.id,
      active: row.active,
      createdAtMs: row.createdAtMs ?? modifiedAtMs,
      modifiedAtMs,
      values: this.#reader.values(row.members),
      counterpartId: null,
    };
  }

  #path(path: string, query: Query = []): string {
    const pairs = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `${path}?${[this.#options.organization, ...pairs].join('&')}`;
  }
}

function refusedWith(error: unknown, code: number): boolean {
  const cause = error instanceof CollectionRefused ? error.refusal?.cause : null;
  return cause instanceof BooksError && cause.code === String(code);
}
