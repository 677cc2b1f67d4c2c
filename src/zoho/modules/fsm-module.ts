/** One module of FSM as the engine sees it: reading. Writing is in `fsm-writer.ts`. */
import { RecordGone, RecordRefused } from '../../engine/errors.ts';
import type {
  ListSummary,
  ModuleFields,
  RecordPage,
  ServiceModule,
  ServiceRecord,
  WriteResult,
} from '../../engine/services.ts';
import { FSM_ID_PATTERN, PAGE_SIZE_MAX } from '../../zoho-api/index.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { fsmFieldReader } from '../codec/fsm-record.ts';
import { type RecordReader, recordReader } from '../codec/record.ts';
import { canonicalText, fsmCanStore } from '../codec/values.ts';
import type { PageEnd } from '../count-records.ts';
import { type FsmRow, fsmRows } from './fsm-answers.ts';
import { descends, orderVerdict } from './fsm-order.ts';
import { COUNTERPART_FIELD, type FsmResource } from './fsm-resources.ts';
import { FsmWriter } from './fsm-writer.ts';
import { checkProgress, EdgeFilter, eachLimited, type ReadPage, secondOf } from './shared.ts';

export interface FsmModuleOptions {
  readonly module: string;
  readonly resource: FsmResource;
  readonly caller: ServiceCaller;
  readonly fields: ModuleFields;
  /** What the probe found. `false` saves the asking; anything else is proven again by the first listing that stops early. */
  readonly sortsByModified: boolean | null;
  readonly hidesPii: boolean;
  /** Name of a tax by its Books id; null when it is not known. */
  readonly taxName: (taxId: string, signal: AbortSignal) => Promise<string | null>;
}

type Sort = 'asc' | 'desc' | null;

/** Rows that suffice to see which way a list runs. */
const ORDER_SAMPLE_ROWS = 25;

export class FsmModule implements ServiceModule {
  readonly side = 'FSM';
  readonly module: string;
  /** FSM has no idempotency key and no upsert (fsm-api.md 10). */
  readonly createIsKeyed = false;
  readonly #options: FsmModuleOptions;
  readonly #reader: RecordReader;
  readonly #writer: FsmWriter;
  #sorts: boolean | null;

  constructor(options: FsmModuleOptions) {
    this.#options = options;
    this.module = options.module;
    this.#sorts = options.sortsByModified === false ? false : null;
    this.#writer = new FsmWriter({
      ...options,
      readRow: async (id, signal) => (await this.#row(id, signal))?.members ?? null,
    });
    const { resource, hidesPii } = options;
    const neverEmpty = hidesPii
      ? new Set([...resource.neverEmpty, ...resource.personal])
      : resource.neverEmpty;
    const { typeField } = resource;
    const learnPartWord = this.#writer.learnPartWord;
    this.#reader = recordReader(options.fields.fields, (apiName, kind) =>
      fsmFieldReader(apiName, kind, { neverEmpty, typeField, learnPartWord }),
    );
  }

  /**
   * No changed-since read is documented. Sorted by Modified_Time the listing stops at the bound, as long as the service
   * is proven to sort and the rows really descend; in every other case all pages are read (fsm-api.md 3, build rule).
   * A row stamped in the very second of the bound is yielded: it may have changed later in that second.
   */
  async *list(modifiedAfterMs: number | null, signal: AbortSignal): AsyncGenerator<RecordPage, ListSummary> {
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
    return await this.#rows(`/${this.module}?page=${number}&per_page=${perPage}${order}`, perPage, signal);
  }

  async #rows(path: string, perPage: number, signal: AbortSignal): Promise<ReadPage> {
    const { caller } = this.#options;
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
      records: rows.map((row) => this.#record(row)),
      more: answer.body?.info?.more_records ?? rows.length >= perPage,
      serviceTimeMs: answer.serviceTimeMs,
    };
  }

  /** For counting: how a page of the list ends. */
  async pageEnd(number: number, signal: AbortSignal): Promise<PageEnd> {
    const page = await this.#page(number, null, PAGE_SIZE_MAX, signal);
    return { rows: page.records.length, more: page.more };
  }

  async count(expected: number, signal: AbortSignal): Promise<number | null> {
    const number = Math.max(1, Math.ceil(expected / PAGE_SIZE_MAX));
    const page = await this.#page(number, null, PAGE_SIZE_MAX, signal);
    if (page.more || (page.records.length === 0 && number > 1)) return null;
    return (number - 1) * PAGE_SIZE_MAX + page.records.length;
  }

  async get(id: string, signal: AbortSignal): Promise<ServiceRecord | null> {
    const row = await this.#row(id, signal);
    return row === null ? null : this.#record(row);
  }

  async #row(id: string, signal: AbortSignal): Promise<FsmRow | null> {
    const { caller } = this.#options;
    const path = `/${this.module}/${encodeURIComponent(id)}`;
    try {
      const answer = await caller.call({ method: 'GET', path, repetition: 'read', schema: fsmRows, signal });
      return answer.body?.data[0] ?? null;
    } catch (error) {
      if (error instanceof RecordGone) return null;
      // No record can have a malformed id; with a well-formed one this answer means that the address is wrong.
      const malformed =
        error instanceof RecordRefused && error.code === 'INVALID_URL' && !FSM_ID_PATTERN.test(id);
      if (malformed) return null;
      throw error;
    }
  }

  async getMany(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, ServiceRecord>> {
    const found = new Map<string, ServiceRecord>();
    await eachLimited([...new Set(ids)], this.#options.caller.concurrency(), async (id) => {
      const record = await this.get(id, signal);
      if (record !== null) found.set(id, record);
    });
    return found;
  }

  async findByIdentity(
    apiName: string,
    value: string,
    signal: AbortSignal,
  ): Promise<readonly ServiceRecord[]> {
    if (!this.#options.resource.searchable.has(apiName)) {
      throw new TypeError(`FSM cannot search ${this.module} by '${apiName}'`);
    }
    const wanted = canonicalText(value);
    // No record can hold it, and the search would be for a shortened text.
    if (!fsmCanStore(wanted)) return [];
    // A comma separates values: escaped first, encoded then (fsm-api.md 3).
    const escaped = encodeURIComponent(wanted.replaceAll(',', '\\,'));
    const found: ServiceRecord[] = [];
    for (let number = 1; ; number += 1) {
      const query = `api_name=${apiName}&value=${escaped}&comparator=equal&page=${number}&per_page=${PAGE_SIZE_MAX}`;
      const page = await this.#rows(`/${this.module}/search?${query}`, PAGE_SIZE_MAX, signal);
      checkProgress('FSM', number, page.records.length, page.more);
      found.push(...page.records.filter((record) => identityOf(record, apiName) === wanted));
      if (!page.more) return await this.#completed(found, signal);
    }
  }

  /** A search result may be thinner than the record (fsm-api.md 3). */
  async #completed(
    records: readonly ServiceRecord[],
    signal: AbortSignal,
  ): Promise<readonly ServiceRecord[]> {
    const thin = records
      .filter((record) => this.#reader.missing(record.values).length > 0)
      .map(({ id }) => id);
    if (thin.length === 0) return records;
    const whole = await this.getMany(thin, signal);
    return records.map((record) => whole.get(record.id) ?? record);
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

  #record({ members, ...system }: FsmRow): ServiceRecord {
    return { ...system, values: this.#reader.values(members) };
  }
}

function identityOf(record: ServiceRecord, apiName: string) {
  return apiName === COUNTERPART_FIELD ? record.counterpartId : record.values[apiName];
}
