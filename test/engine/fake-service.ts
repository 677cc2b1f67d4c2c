/** One organisation's module in one service: its records with their past, its clock, and its habits. */
import { RecordGone, RecordRefused } from '../../src/engine/errors.ts';
import type { ServiceRecord, Side } from '../../src/engine/services.ts';
import type { CanonicalValue } from '../../src/mapping/plan.ts';
import type { VirtualClock } from './virtual-clock.ts';

type Values = Readonly<Record<string, CanonicalValue>>;

export interface ServiceHabits {
  /** The service's clock less ours. */
  readonly offsetMs: number;
  /** How long a change stays invisible in lists and searches. */
  readonly lagMs: number;
  /** Lists show only the name, and each record takes a direct read of its own, as the customers of Books do. */
  readonly listsNamesOnly: boolean;
  /** False: a listing by time has to read everything. */
  readonly selectsByTime: boolean;
  readonly uniqueNames: boolean;
  /** A workflow touches the record this long after a write; null: none does. */
  readonly echoMs: number | null;
  /** Whether creates may carry the counterpart's id (FSM's ZBilling_Id). */
  readonly keepsCounterpart: boolean;
  readonly pageRows: number;
  readonly concurrency: number;
  /** What the service makes of a text it is given; it answers success whatever it does. */
  readonly keeps: (field: string, value: CanonicalValue) => CanonicalValue;
  /** Fields that the service hides from its API. */
  readonly hides: ReadonlySet<string>;
}

export const PLAIN: ServiceHabits = {
  offsetMs: 0,
  lagMs: 0,
  listsNamesOnly: false,
  selectsByTime: true,
  uniqueNames: false,
  echoMs: null,
  keepsCounterpart: false,
  pageRows: 5,
  concurrency: 3,
  keeps: (_field, value) => value,
  hides: new Set(),
};

/** FSM keeps a text up to its first character beyond U+FFFF. */
export function cutBeyondFsm(_field: string, value: CanonicalValue): CanonicalValue {
  if (typeof value !== 'string') return value;
  return value.replace(/[\uD800-\uDFFF].*$/su, '').trim() || null;
}

export interface Version {
  /** On the service's clock. */
  readonly atMs: number;
  readonly active: boolean;
  readonly modifiedAtMs: number;
  readonly values: Values;
  /** Null: deleted. */
  readonly gone: boolean;
}

export interface FakeRecord {
  readonly id: string;
  readonly createdAtMs: number;
  readonly counterpartId: string | null;
  readonly versions: Version[];
  echoAtMs: number | null;
}

export interface EngineWrite {
  readonly kind: 'create' | 'update' | 'deactivate';
  readonly id: string;
  /** The source's id, of a create. */
  readonly key: string | null;
  readonly values: Values;
  readonly atMs: number;
  /** When the engine had read this record before; null: never. */
  readonly readAtMs: number | null;
}

export class FakeService {
  readonly side: Side;
  readonly identityField: string;
  /** What the mapping asks for. */
  fields: readonly string[];
  readonly #clock: VirtualClock;
  readonly records = new Map<string, FakeRecord>();
  readonly writes: EngineWrite[] = [];
  readonly #readAt = new Map<string, number>();
  habits: ServiceHabits;
  reads = 0;
  writeCalls = 0;
  /** Ids of the records that were read directly, in that order. */
  readonly directReads: string[] = [];
  #nextId: number;

  constructor(
    side: Side,
    clock: VirtualClock,
    fields: { readonly identity: string; readonly all: readonly string[] },
    habits: Partial<ServiceHabits> = {},
  ) {
    this.side = side;
    this.#clock = clock;
    this.identityField = fields.identity;
    this.fields = fields.all;
    this.habits = { ...PLAIN, ...habits };
    this.#nextId = side === 'FSM' ? 100_001 : 900_001;
  }

  /** On the service's own clock. */
  nowMs(): number {
    return this.#clock.nowMs() + this.habits.offsetMs;
  }

  // What people do in the service.

  add(values: Values, options: { active?: boolean; counterpartId?: string } = {}): string {
    const record = this.#insert(values, options.counterpartId ?? null);
    if (options.active === false) this.setActive(record.id, false);
    return record.id;
  }

  edit(id: string, values: Values): void {
    this.#outwaitSecond(id);
    const present = this.present(id);
    if (present !== null) this.#push(id, { values: { ...present.values, ...this.#typed(values) } });
  }

  setActive(id: string, active: boolean): void {
    this.#outwaitSecond(id);
    if (this.present(id) !== null) this.#push(id, { active });
  }

  /** Two changes of one second cannot be told apart by their stamp (books-api.md 10), where a list shows little else. */
  #outwaitSecond(id: string): void {
    const last = this.records.get(id)?.versions.at(-1);
    if (!this.habits.listsNamesOnly || last?.modifiedAtMs !== wholeSecond(this.nowMs())) return;
    this.#clock.advance(last.modifiedAtMs + 1_000 - this.nowMs());
  }

  remove(id: string): void {
    if (this.present(id) !== null) this.#push(id, { gone: true });
  }

  // What there is.

  /** The record as it is now; null when it is gone. */
  present(id: string): Version | null {
    this.#runWorkflows();
    const version = this.records.get(id)?.versions.at(-1);
    return version === undefined || version.gone ? null : version;
  }

  ids(): string[] {
    return [...this.records.keys()].filter((id) => this.present(id) !== null);
  }

  /** Records as lists and searches show them now: late by the lag. */
  visible(): ServiceRecord[] {
    this.#runWorkflows();
    const untilMs = this.nowMs() - this.habits.lagMs;
    return [...this.records.values()].flatMap((record) => {
      const version = record.versions.findLast(({ atMs }) => atMs <= untilMs);
      return version === undefined || version.gone ? [] : [this.#shown(record, version)];
    });
  }

  read(id: string): ServiceRecord | null {
    const version = this.present(id);
    const record = this.records.get(id);
    if (version === null || record === undefined) return null;
    return this.#shown(record, version);
  }

  /** The record as lists show it. */
  listed(record: ServiceRecord): ServiceRecord {
    if (!this.habits.listsNamesOnly) return record;
    const { [this.identityField]: name = null } = record.values;
    return { ...record, values: { [this.identityField]: name }, partial: true };
  }

  /** Remembers that the engine has seen these records now. */
  seen(records: readonly ServiceRecord[]): void {
    for (const { id } of records) this.#readAt.set(id, this.nowMs());
  }

  #shown(record: FakeRecord, version: Version): ServiceRecord {
    const values: Record<string, CanonicalValue> = {};
    for (const field of this.fields) {
      if (!this.habits.hides.has(field)) values[field] = version.values[field] ?? null;
    }
    return {
      id: record.id,
      active: version.active,
      createdAtMs: record.createdAtMs,
      modifiedAtMs: version.modifiedAtMs,
      values,
      counterpartId: record.counterpartId,
    };
  }

  // What the engine asks for.

  create(values: Values, key: string): FakeRecord {
    this.#refuseTakenName(values, null);
    const kept = this.#kept(values);
    if (kept[this.identityField] == null) throw new RecordRefused('MANDATORY_EMPTY', 'a name is needed');
    const record = this.#insert(kept, this.habits.keepsCounterpart ? key : null);
    this.#note('create', record.id, key, values);
    this.#startWorkflow(record);
    return record;
  }

  update(id: string, values: Values): void {
    const present = this.present(id);
    if (present === null) throw new RecordGone('the record is gone');
    this.#refuseTakenName(values, id);
    this.#note('update', id, null, values);
    this.#push(id, { values: { ...present.values, ...this.#kept(values) } });
    this.#startWorkflow(this.records.get(id));
  }

  deactivate(id: string): void {
    if (this.present(id) === null) throw new RecordGone('the record is gone');
    this.#note('deactivate', id, null, {});
    this.#push(id, { active: false });
    this.#startWorkflow(this.records.get(id));
  }

  #note(kind: EngineWrite['kind'], id: string, key: string | null, values: Values): void {
    this.writes.push({ kind, id, key, values, atMs: this.nowMs(), readAtMs: this.#readAt.get(id) ?? null });
    this.#readAt.set(id, this.nowMs());
  }

  #refuseTakenName(values: Values, ownId: string | null): void {
    const name = values[this.identityField];
    if (!this.habits.uniqueNames || name == null) return;
    const taken = this.ids().some(
      (id) => id !== ownId && this.present(id)?.values[this.identityField] === name,
    );
    if (taken) throw new RecordRefused('DUPLICATE_NAME', 'the name is taken');
  }

  #kept(values: Values): Values {
    return Object.fromEntries(
      Object.entries(values).map(([field, value]) => [field, this.habits.keeps(field, value)]),
    );
  }

  /** People cannot type what the service cannot hold. */
  #typed(values: Values): Values {
    return this.side === 'FSM'
      ? Object.fromEntries(
          Object.entries(values).map(([field, value]) => [field, cutBeyondFsm(field, value)]),
        )
      : values;
  }

  #insert(values: Values, counterpartId: string | null): FakeRecord {
    const id = String(this.#nextId);
    this.#nextId += 1;
    const atMs = this.nowMs();
    const stampMs = wholeSecond(atMs);
    const version = { atMs, active: true, modifiedAtMs: stampMs, values: this.#typed(values), gone: false };
    const record: FakeRecord = {
      id,
      createdAtMs: stampMs,
      counterpartId,
      versions: [version],
      echoAtMs: null,
    };
    this.records.set(id, record);
    return record;
  }

  #push(id: string, change: Partial<Version>, atMs = this.nowMs()): void {
    const record = this.records.get(id);
    const last = record?.versions.at(-1);
    if (record === undefined || last === undefined) return;
    record.versions.push({ ...last, ...change, atMs, modifiedAtMs: wholeSecond(atMs) });
  }

  #startWorkflow(record: FakeRecord | undefined): void {
    if (record !== undefined && this.habits.echoMs !== null) {
      record.echoAtMs = this.nowMs() + this.habits.echoMs;
    }
  }

  #runWorkflows(): void {
    if (this.habits.echoMs === null) return;
    for (const record of this.records.values()) {
      const { echoAtMs } = record;
      if (echoAtMs === null || echoAtMs > this.nowMs()) continue;
      record.echoAtMs = null;
      const last = record.versions.at(-1);
      if (last === undefined || last.gone) continue;
      this.#push(record.id, {}, Math.max(echoAtMs, last.atMs));
    }
  }
}

export const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;
