/** Customers of Books or Invoice as the engine sees them: contacts that are no vendors. */
import type {
  ListHints,
  ListSummary,
  ModuleFields,
  RecordPage,
  SeenRecord,
  ServiceModule,
  ServiceRecord,
  WriteResult,
} from '../../engine/services.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { booksFieldReader } from '../codec/books-record.ts';
import { type RecordReader, recordReader } from '../codec/record.ts';
import type { PageEnd } from '../count-records.ts';
import { type BooksRow, booksSchemas } from './books-answers.ts';
import { BooksReader } from './books-reader.ts';
import { CUSTOMERS } from './books-resources.ts';
import type { CustomerDetails } from './customer-details.ts';
import { groupOf, personRecord, personsOf } from './customer-persons.ts';
import { type BooksCurrencies, CustomerWriter } from './customer-writer.ts';
import { eachLimited } from './shared.ts';

export interface BooksCustomersOptions {
  readonly module: string;
  readonly caller: ServiceCaller;
  readonly fields: ModuleFields;
  /** `organization_id=…`. */
  readonly organization: string;
  /** Shared by all modules of the session over contacts. */
  readonly details: CustomerDetails;
  readonly currencies: BooksCurrencies;
  /** API name of the custom field without duplicates that creates are keyed by; null where there is none. */
  readonly uniqueField: string | null;
}

export class BooksCustomers implements ServiceModule {
  readonly side = 'BOOKS';
  readonly module: string;
  readonly #options: BooksCustomersOptions;
  readonly #reader: RecordReader;
  readonly #personReader: RecordReader | null;
  readonly #list: BooksReader;
  readonly #writer: CustomerWriter;
  /** Fields that even a detail does not hold: no use in asking again. */
  readonly #neverTold = new Set<string>();

  constructor(options: BooksCustomersOptions) {
    this.#options = options;
    this.module = options.module;
    const { fields, personFields } = options.fields;
    this.#reader = recordReader(fields, booksFieldReader);
    this.#personReader = personFields === undefined ? null : recordReader(personFields, booksFieldReader);
    options.details.want(fields.map((field) => field.apiName));
    const record = (row: BooksRow, serviceTimeMs: number) => this.#record(row, serviceTimeMs);
    this.#list = new BooksReader({
      ...options,
      resource: CUSTOMERS,
      schemas: booksSchemas(CUSTOMERS),
      record,
      completed: (records, signal) => this.#completed(records, signal),
      marked: (records) => records.map((record) => this.#marked(record)),
    });
    this.#writer = new CustomerWriter({ ...options, record });
  }

  get createIsKeyed(): boolean {
    return this.#options.uniqueField !== null;
  }

  /**
   * Vendors are neither yielded nor counted. Customers of the module's group are yielded whole; those of the other one
   * as their list row shows them, for their details are not what this module's table needs.
   */
  list(
    modifiedAfterMs: number | null,
    signal: AbortSignal,
    hints?: ListHints,
  ): AsyncGenerator<RecordPage, ListSummary> {
    return this.#list.list(modifiedAfterMs, signal, hints);
  }

  count(expected: number, signal: AbortSignal): Promise<number | null> {
    return this.#list.count(expected, signal);
  }

  /** For counting: how a page of the list ends. */
  pageEnd(number: number, signal: AbortSignal): Promise<PageEnd> {
    return this.#list.pageEnd(number, signal);
  }

  recall(ids: readonly string[]): ReadonlyMap<string, ServiceRecord> {
    const found = new Map<string, ServiceRecord>();
    for (const id of ids) {
      const detail = this.#options.details.known(id);
      if (detail !== null) found.set(id, this.#record(detail.row, detail.serviceTimeMs));
    }
    return found;
  }

  lastWriteMs(id: string): number | null {
    return this.#options.details.lastWriteMs(id);
  }

  lastSeen(id: string): SeenRecord | null {
    const detail = this.#options.details.known(id);
    if (detail === null) return null;
    const record = this.#record(detail.row, detail.serviceTimeMs);
    // Both are whole seconds.
    const later = detail.serviceTimeMs > record.modifiedAtMs;
    return { record, sinceWrites: !detail.patched, later };
  }

  async get(id: string, signal: AbortSignal): Promise<ServiceRecord | null> {
    const detail = await this.#options.details.read(id, signal);
    return detail === null ? null : this.#record(detail.row, detail.serviceTimeMs);
  }

  async getMany(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, ServiceRecord>> {
    const found = new Map<string, ServiceRecord>();
    await eachLimited([...new Set(ids)], this.#options.caller.concurrency(), async (id) => {
      const record = await this.get(id, signal);
      if (record !== null) found.set(id, record);
    });
    return found;
  }

  /** Customers of the module's group: companies are found by `company_name`, persons by `email` (M1). */
  async findByIdentity(
    apiName: string,
    value: string,
    signal: AbortSignal,
  ): Promise<readonly ServiceRecord[]> {
    const found = await this.#list.findByIdentity(apiName, value, signal);
    const completed = await this.#completed(
      found.filter((record) => this.#isOurs(record)),
      signal,
    );
    return completed.filter((record) => this.#isOurs(record));
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

  /** Ours where this session has read the very state that the row shows, else marked as showing less than a detail. */
  #marked(record: ServiceRecord): ServiceRecord {
    return this.#isThin(record) ? (this.#alreadyRead(record) ?? { ...record, partial: true }) : record;
  }

  /** The records with what list rows lack; one that is gone by now is left out. */
  async #completed(
    records: readonly ServiceRecord[],
    signal: AbortSignal,
  ): Promise<readonly ServiceRecord[]> {
    const thin = records.filter((record) => this.#isThin(record));
    const whole = new Map<string, ServiceRecord | null>();
    await eachLimited(thin, this.#options.caller.concurrency(), async (record) => {
      whole.set(record.id, this.#alreadyRead(record) ?? (await this.get(record.id, signal)));
    });
    for (const record of whole.values()) {
      for (const apiName of record === null ? [] : this.#reader.missing(record.values))
        this.#neverTold.add(apiName);
    }
    return records.flatMap((record) => {
      const detail = whole.get(record.id);
      return detail === undefined ? [record] : detail === null ? [] : [detail];
    });
  }

  /** Or may be, as long as its row does not tell. */
  #isOurs(record: ServiceRecord): boolean {
    const { group } = this.#options.fields;
    return group === undefined || record.group === undefined || record.group === group;
  }

  #isThin(record: ServiceRecord): boolean {
    if (!this.#isOurs(record)) return false;
    const lacksPersons =
      this.#personReader !== null && record.group === 'business' && record.persons === undefined;
    const missing = this.#reader.missing(record.values);
    const untold = record.group === undefined && this.#options.fields.group !== undefined;
    return untold || lacksPersons || missing.some((apiName) => !this.#neverTold.has(apiName));
  }

  /** The detail that this session read of the very state that the list row shows. */
  #alreadyRead(record: ServiceRecord): ServiceRecord | null {
    const detail = this.#options.details.known(record.id);
    // Stamps are whole seconds: what was read in the second of the stamp may have changed in it once more.
    const same =
      detail !== null &&
      detail.row.modifiedAtMs === record.modifiedAtMs &&
      detail.serviceTimeMs > record.modifiedAtMs;
    return same ? this.#record(detail.row, detail.serviceTimeMs) : null;
  }

  #record(row: BooksRow, serviceTimeMs: number): ServiceRecord {
    const modifiedAtMs = row.modifiedAtMs ?? serviceTimeMs;
    const group = groupOf(row.members);
    const reader = this.#personReader;
    const persons = reader === null || group !== 'business' ? null : personsOf(row.members);
    return {
      id: row.id,
      active: row.active,
      createdAtMs: row.createdAtMs ?? modifiedAtMs,
      modifiedAtMs,
      values: this.#reader.values(row.members),
      counterpartId: null,
      ...(group === null ? {} : { group }),
      ...(reader === null || persons === null
        ? {}
        : { persons: persons.map((person) => personRecord({ ...row, modifiedAtMs }, person, reader)) }),
    };
  }
}
