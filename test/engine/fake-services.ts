/** `ServiceSession` and `ServiceModule` over fake services, as one process reaches them. */
import {
  type CallCounts,
  COUNTERPART_FIELD,
  type ListHints,
  type ListSummary,
  type RecordPage,
  type ServiceModule,
  type ServiceRecord,
  type ServiceSession,
  type Side,
  type WriteResult,
} from '../../src/engine/services.ts';
import type { CanonicalValues } from '../../src/mapping/plan.ts';
import { type FakeService, wholeSecond } from './fake-service.ts';
import type { Process } from './process.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** How long an answer takes, on the virtual clock. */
const CALL_MS = 70;

export interface Services {
  readonly FSM: FakeService;
  readonly BOOKS: FakeService;
}

export function openSession(services: Services, clock: VirtualClock, process: Process): ServiceSession {
  const counts = { booksReads: 0, booksWrites: 0, fsmReads: 0, fsmWrites: 0 };
  return {
    module: (side, module) => new FakeModule(services[side], module, clock, process, counts),
    clockOffsetMs: (side) => services[side].habits.offsetMs,
    calls: () => ({ ...counts }),
    concurrency: (side) => services[side].habits.concurrency,
  };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

class FakeModule implements ServiceModule {
  readonly side: Side;
  readonly module: string;
  readonly createIsKeyed = false;
  readonly #service: FakeService;
  readonly #clock: VirtualClock;
  readonly #process: Process;
  readonly #counts: Mutable<CallCounts>;
  readonly #known = new Map<string, ServiceRecord>();
  readonly recall?: NonNullable<ServiceModule['recall']>;

  constructor(
    service: FakeService,
    module: string,
    clock: VirtualClock,
    process: Process,
    counts: Mutable<CallCounts>,
  ) {
    this.side = service.side;
    this.module = module;
    this.#service = service;
    this.#clock = clock;
    this.#process = process;
    this.#counts = counts;
    if (service.habits.listsNamesOnly) this.recall = (ids) => this.#recalled(ids);
  }

  #recalled(ids: readonly string[]): ReadonlyMap<string, ServiceRecord> {
    const known = ids.map((id) => this.#known.get(id)).filter((record) => record !== undefined);
    return new Map(known.map((record) => [record.id, record]));
  }

  async #read<T>(method: string, signal: AbortSignal, effect: () => T): Promise<T> {
    signal.throwIfAborted();
    this.#service.reads += 1;
    this.#counts[this.side === 'FSM' ? 'fsmReads' : 'booksReads'] += 1;
    this.#clock.advance(CALL_MS);
    return this.#process.serviceCall(`${this.side} ${method}`, false, effect);
  }

  async #write<T>(method: string, signal: AbortSignal, effect: () => T): Promise<T> {
    signal.throwIfAborted();
    this.#service.writeCalls += 1;
    this.#counts[this.side === 'FSM' ? 'fsmWrites' : 'booksWrites'] += 1;
    this.#clock.advance(CALL_MS);
    return this.#process.serviceCall(`${this.side} ${method}`, true, effect);
  }

  #seen(records: readonly ServiceRecord[]): readonly ServiceRecord[] {
    this.#service.seen(records);
    return records;
  }

  /** Offset paging over what is visible at each page's time, as both services page: rows may shift meanwhile. */
  async *list(
    modifiedAfterMs: number | null,
    signal: AbortSignal,
    { asListed = false }: ListHints = {},
  ): AsyncGenerator<RecordPage, ListSummary> {
    const { pageRows } = this.#service.habits;
    const sinceMs = modifiedAfterMs === null ? null : wholeSecond(modifiedAfterMs);
    let previous = new Set<string>();
    let seen = 0;
    for (let page = 0; ; page += 1) {
      const { rows, more, nowMs } = await this.#read('list', signal, () => {
        const all = this.#ordered(sinceMs);
        const rows = all.slice(page * pageRows, (page + 1) * pageRows);
        this.#seen(rows);
        return { rows, more: all.length > (page + 1) * pageRows, nowMs: wholeSecond(this.#service.nowMs()) };
      });
      const fresh = rows.filter((record) => !previous.has(record.id));
      previous = new Set(rows.map((record) => record.id));
      seen += fresh.length;
      const records = sinceMs === null ? fresh : fresh.filter((record) => record.modifiedAtMs >= sinceMs);
      const shown = asListed ? records.map((record) => this.#service.listed(record)) : records;
      yield { records: shown, serviceTimeMs: nowMs };
      const last = rows.at(-1);
      const reached = sinceMs !== null && last !== undefined && last.modifiedAtMs < sinceMs;
      const stop = more && this.#stopsEarly() && reached;
      if (stop || !more) {
        const selected = this.side === 'BOOKS' && this.#service.habits.selectsByTime && sinceMs !== null;
        return { complete: !stop && !selected, seen };
      }
    }
  }

  #stopsEarly(): boolean {
    return this.side === 'FSM' && this.#service.habits.selectsByTime;
  }

  /** FSM sorts by time where it can, Books selects by time and sorts by creation. */
  #ordered(sinceMs: number | null): ServiceRecord[] {
    const all = this.#service.visible();
    if (!this.#service.habits.selectsByTime || sinceMs === null) return all.reverse();
    if (this.side === 'BOOKS') return all.filter((record) => record.modifiedAtMs >= sinceMs);
    return all.sort((a, b) => b.modifiedAtMs - a.modifiedAtMs || (a.id < b.id ? 1 : -1));
  }

  async count(expected: number, signal: AbortSignal): Promise<number | null> {
    const { pageRows } = this.#service.habits;
    const page = Math.max(1, Math.ceil(expected / pageRows));
    return this.#read('count', signal, () => {
      const { length } = this.#service.visible();
      return length > page * pageRows || (length <= (page - 1) * pageRows && page > 1) ? null : length;
    });
  }

  async get(id: string, signal: AbortSignal): Promise<ServiceRecord | null> {
    return this.#read('get', signal, () => {
      this.#service.directReads.push(id);
      const record = this.#service.read(id);
      if (record !== null) this.#seen([record]);
      return record;
    });
  }

  async getMany(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, ServiceRecord>> {
    const perCall = this.side === 'FSM' || this.#service.habits.listsNamesOnly ? 1 : 100;
    const found = new Map<string, ServiceRecord>();
    for (let at = 0; at < ids.length; at += perCall) {
      const chunk = ids.slice(at, at + perCall);
      const records = await this.#read('getMany', signal, () => {
        this.#service.directReads.push(...chunk);
        return this.#seen(chunk.map((id) => this.#service.read(id)).filter((record) => record !== null));
      });
      for (const record of records) {
        found.set(record.id, record);
        this.#known.set(record.id, record);
      }
    }
    return found;
  }

  async findByIdentity(
    apiName: string,
    value: string,
    signal: AbortSignal,
  ): Promise<readonly ServiceRecord[]> {
    return this.#read('findByIdentity', signal, () =>
      this.#seen(
        this.#service
          .visible()
          .filter((record) =>
            apiName === COUNTERPART_FIELD ? record.counterpartId === value : record.values[apiName] === value,
          ),
      ),
    );
  }

  async create(values: CanonicalValues, key: string, signal: AbortSignal): Promise<WriteResult> {
    return this.#write('create', signal, () => this.#result(this.#service.create(values, key).id));
  }

  async update(id: string, values: CanonicalValues, signal: AbortSignal): Promise<WriteResult> {
    return this.#write('update', signal, () => {
      this.#known.delete(id);
      this.#service.update(id, values);
      return this.#result(id);
    });
  }

  async deactivate(id: string, signal: AbortSignal): Promise<WriteResult> {
    return this.#write('deactivate', signal, () => {
      this.#known.delete(id);
      this.#service.deactivate(id);
      return this.#result(id);
    });
  }

  /** FSM answers id and time only. */
  #result(id: string): WriteResult {
    const record = this.#service.read(id);
    const modifiedAtMs = record?.modifiedAtMs ?? wholeSecond(this.#service.nowMs());
    return { id, modifiedAtMs, stored: this.side === 'FSM' ? null : record };
  }
}
