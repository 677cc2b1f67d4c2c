/** One module of Books or Invoice whose list rows are whole records, as the engine sees it: items. */
import { RecordGone, RecordRefused } from '../../engine/errors.ts';
import type {
  ListHints,
  ListSummary,
  ModuleFields,
  RecordPage,
  ServiceModule,
  ServiceRecord,
  WriteResult,
} from '../../engine/services.ts';
import { ITEM_DETAILS_IDS_MAX } from '../../zoho-api/index.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { booksFieldReader } from '../codec/books-record.ts';
import { type RecordReader, recordReader } from '../codec/record.ts';
import type { PageEnd } from '../count-records.ts';
import { type BooksRow, type BooksSchemas, booksSchemas } from './books-answers.ts';
import { BooksReader } from './books-reader.ts';
import { type BooksResource, booksPath, type Query, recordPath } from './books-resources.ts';
import { BooksWriter } from './books-writer.ts';
import { chunksOf, eachLimited, kindsOf } from './shared.ts';

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

export class BooksModule implements ServiceModule {
  readonly side = 'BOOKS';
  readonly module: string;
  readonly #options: BooksModuleOptions;
  readonly #resource: BooksResource;
  readonly #schemas: BooksSchemas;
  readonly #reader: RecordReader;
  readonly #writer: BooksWriter;
  readonly #list: BooksReader;
  /** Fields that even a detail does not hold: no use in asking again. */
  readonly #neverTold = new Set<string>();
  #bulkWorks: boolean;

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
    this.#list = new BooksReader({
      ...options,
      schemas: this.#schemas,
      record: (row, serviceTimeMs) => this.#record(row, serviceTimeMs),
      completed: (records, signal) => this.#completed(records, signal),
    });
    this.#bulkWorks = options.resource.bulk !== null;
    this.module = options.module;
  }

  get createIsKeyed(): boolean {
    return this.#options.uniqueField !== null;
  }

  list(
    modifiedAfterMs: number | null,
    signal: AbortSignal,
    hints?: ListHints,
  ): AsyncGenerator<RecordPage, ListSummary> {
    return this.#list.list(modifiedAfterMs, signal, hints);
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
  pageEnd(number: number, signal: AbortSignal): Promise<PageEnd> {
    return this.#list.pageEnd(number, signal);
  }

  count(expected: number, signal: AbortSignal): Promise<number | null> {
    return this.#list.count(expected, signal);
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
    return await this.#completed(await this.#list.findByIdentity(apiName, value, signal), signal);
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
    return booksPath(this.#options.organization, path, query);
  }
}
