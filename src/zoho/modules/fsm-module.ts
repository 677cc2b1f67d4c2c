/** One module of FSM as the engine sees it. */
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
import { FSM_ID_PATTERN } from '../../zoho-api/index.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { fsmFieldReader } from '../codec/fsm-record.ts';
import { type RecordReader, recordReader } from '../codec/record.ts';
import type { PageEnd } from '../count-records.ts';
import { type FsmRow, fsmRows } from './fsm-answers.ts';
import { counterpartOf, FsmLinks, type LinkCall } from './fsm-links.ts';
import { FsmReader } from './fsm-reader.ts';
import { COUNTERPART_FIELD, type FsmResource } from './fsm-resources.ts';
import { type FsmCurrencies, FsmWriter } from './fsm-writer.ts';
import { eachLimited, referencedId } from './shared.ts';

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
  readonly currencies: FsmCurrencies;
  readonly linkCall: LinkCall;
}

export class FsmModule implements ServiceModule {
  readonly side = 'FSM';
  readonly module: string;
  /** FSM has no idempotency key and no upsert (fsm-api.md 10). */
  readonly createIsKeyed = false;
  readonly #options: FsmModuleOptions;
  readonly #reader: RecordReader;
  readonly #writer: FsmWriter;
  readonly #list: FsmReader;
  readonly #links: FsmLinks;

  constructor(options: FsmModuleOptions) {
    this.#options = options;
    this.module = options.module;
    this.#links = new FsmLinks(options);
    this.#list = new FsmReader({ ...options, record: (row) => this.#record(row) });
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
      fsmFieldReader(apiName, kind, { neverEmpty, personal: resource.personal, typeField, learnPartWord }),
    );
  }

  list(
    modifiedAfterMs: number | null,
    signal: AbortSignal,
    hints?: ListHints,
  ): AsyncGenerator<RecordPage, ListSummary> {
    return this.#list.list(modifiedAfterMs, signal, hints);
  }

  /** For the probe of capabilities: null when the records there are do not tell. */
  sortsByModified(signal: AbortSignal): Promise<boolean | null> {
    return this.#list.sortsByModified(signal);
  }

  /** For counting: how a page of the list ends. */
  pageEnd(number: number, signal: AbortSignal): Promise<PageEnd> {
    return this.#list.pageEnd(number, signal);
  }

  count(expected: number, signal: AbortSignal): Promise<number | null> {
    return this.#list.count(expected, signal);
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
    // A contact linked to a contact person holds the person's own id (fsm-api.md 10).
    const wanted = apiName === COUNTERPART_FIELD ? counterpartOf(value) : value;
    return await this.#completed(await this.#list.findByIdentity(apiName, wanted, signal), signal);
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

  create(
    values: ServiceRecord['values'],
    key: string,
    signal: AbortSignal,
    parentId: string | null = null,
  ): Promise<WriteResult> {
    return this.#writer.create(values, key, signal, parentId);
  }

  update(id: string, values: ServiceRecord['values'], signal: AbortSignal): Promise<WriteResult> {
    return this.#writer.update(id, values, signal);
  }

  deactivate(id: string, signal: AbortSignal): Promise<WriteResult> {
    return this.#writer.deactivate(id, signal);
  }

  noteCounterpart(id: string, counterpartId: string, signal: AbortSignal): Promise<boolean> {
    return this.#links.note(id, counterpartOf(counterpartId), signal);
  }

  #record(row: FsmRow): ServiceRecord {
    const { members, ...system } = row;
    const { parentField } = this.#options.resource;
    const record = { ...system, values: this.#reader.values(members) };
    return parentField === null ? record : { ...record, parentId: referencedId(members[parentField]) };
  }
}
