/** A service module in memory: the smallest thing that passes the contract. */
import { RecordGone } from '../../src/engine/errors.ts';
import type {
  ListSummary,
  RecordPage,
  ServiceModule,
  ServiceRecord,
  Side,
  WriteResult,
} from '../../src/engine/services.ts';

const PAGE_ROWS = 200;

export class MemoryModule implements ServiceModule {
  readonly side: Side;
  readonly module: string;
  readonly createIsKeyed = false;
  readonly #records = new Map<string, ServiceRecord>();
  nowMs = Date.UTC(2026, 9, 1);
  #nextId = 1;

  constructor(side: Side, module: string) {
    this.side = side;
    this.module = module;
  }

  add(values: ServiceRecord['values']): ServiceRecord {
    const record: ServiceRecord = {
      id: String(this.#nextId++),
      active: true,
      createdAtMs: this.nowMs,
      modifiedAtMs: this.nowMs,
      values,
      counterpartId: null,
    };
    this.#records.set(record.id, record);
    return record;
  }

  remove(id: string): void {
    this.#records.delete(id);
  }

  async *list(modifiedAfterMs: number | null, signal: AbortSignal): AsyncGenerator<RecordPage, ListSummary> {
    const sinceMs = Math.floor((modifiedAfterMs ?? 0) / 1_000) * 1_000;
    const rows = [...this.#records.values()].filter((record) => record.modifiedAtMs >= sinceMs);
    for (let from = 0; from === 0 || from < rows.length; from += PAGE_ROWS) {
      signal.throwIfAborted();
      yield { records: rows.slice(from, from + PAGE_ROWS), serviceTimeMs: this.nowMs };
    }
    return { complete: modifiedAfterMs === null, seen: rows.length };
  }

  async count(expected: number, signal: AbortSignal): Promise<number | null> {
    signal.throwIfAborted();
    const page = Math.max(1, Math.ceil(expected / PAGE_ROWS));
    const { size } = this.#records;
    return size > page * PAGE_ROWS || (size <= (page - 1) * PAGE_ROWS && page > 1) ? null : size;
  }

  async get(id: string, signal: AbortSignal): Promise<ServiceRecord | null> {
    signal.throwIfAborted();
    return this.#records.get(id) ?? null;
  }

  async getMany(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, ServiceRecord>> {
    signal.throwIfAborted();
    const found = ids.flatMap((id) => this.#records.get(id) ?? []);
    return new Map(found.map((record) => [record.id, record]));
  }

  async findByIdentity(
    apiName: string,
    value: string,
    signal: AbortSignal,
  ): Promise<readonly ServiceRecord[]> {
    signal.throwIfAborted();
    return [...this.#records.values()].filter((record) => record.values[apiName] === value);
  }

  async create(values: ServiceRecord['values'], _key: string, signal: AbortSignal): Promise<WriteResult> {
    signal.throwIfAborted();
    const stored = this.add(values);
    return { id: stored.id, modifiedAtMs: stored.modifiedAtMs, stored };
  }

  async update(id: string, values: ServiceRecord['values'], signal: AbortSignal): Promise<WriteResult> {
    return this.#change(id, signal, (record) => ({ ...record, values: { ...record.values, ...values } }));
  }

  async deactivate(id: string, signal: AbortSignal): Promise<WriteResult> {
    return this.#change(id, signal, (record) => ({ ...record, active: false }));
  }

  #change(id: string, signal: AbortSignal, change: (record: ServiceRecord) => ServiceRecord): WriteResult {
    signal.throwIfAborted();
    const record = this.#records.get(id);
    if (record === undefined) throw new RecordGone('the record is no longer there');
    const stored = { ...change(record), modifiedAtMs: this.nowMs };
    this.#records.set(id, stored);
    return { id, modifiedAtMs: stored.modifiedAtMs, stored };
  }
}
