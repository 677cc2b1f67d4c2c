/** The records of one module. Versions are immutable: a change stores a new object, so lists may lag behind reads. */
import { SortedIndex } from './sorted.ts';

/** What every record has. Times are epoch seconds: both services are second-grained. */
export interface StoredRecord {
  readonly id: string;
  readonly active: boolean;
  readonly createdS: number;
  readonly modifiedS: number;
}

interface PendingListing<T> {
  dueMs: number;
  id: string;
  version: T | null;
}

interface CollectionOptions<T> {
  /** Orders a list can be read in, by name; each must be total. */
  orders: Readonly<Record<string, (a: T, b: T) => number>>;
  /** Values looked up directly (always current, never lagging): one, several, or null for none. */
  keys: Readonly<Record<string, (record: T) => string | readonly string[] | null>>;
}

/** Filtered lists kept at the same time; a walk needs one. */
const VIEWS_MAX = 8;

export class RecordCollection<T extends StoredRecord> {
  readonly #options: CollectionOptions<T>;
  readonly #latest = new Map<string, T>();
  readonly #listed = new Map<string, T>();
  readonly #orders = new Map<string, SortedIndex<T>>();
  readonly #keys = new Map<string, Map<string, string[]>>();
  readonly #views = new Map<string, { version: number; rows: readonly T[] }>();
  #pending: PendingListing<T>[] = [];
  #listVersion = 0;
  /** How long a change stays out of lists and searches, milliseconds. */
  listLagMs = 0;

  constructor(options: CollectionOptions<T>) {
    this.#options = options;
    for (const name of Object.keys(options.keys)) this.#keys.set(name, new Map());
  }

  get size(): number {
    return this.#latest.size;
  }

  get(id: string): T | undefined {
    return this.#latest.get(id);
  }

  /** Inserts a record or stores its next version. */
  put(record: T, nowMs: number): void {
    this.#reindex(this.#latest.get(record.id), record);
    this.#latest.set(record.id, record);
    this.#publish(record.id, record, nowMs);
  }

  remove(id: string, nowMs: number): void {
    const previous = this.#latest.get(id);
    if (previous === undefined) return;
    this.#reindex(previous, undefined);
    this.#latest.delete(id);
    this.#publish(id, null, nowMs);
  }

  /** Ids of the current records whose key has that value. */
  idsByKey(key: string, value: string): readonly string[] {
    return this.#keys.get(key)?.get(value) ?? [];
  }

  /** Lets the changes that are due appear in lists. */
  settle(nowMs: number): void {
    const due = this.#pending.findIndex((entry) => entry.dueMs > nowMs);
    const ready = due === -1 ? this.#pending : this.#pending.slice(0, due);
    if (ready.length === 0) return;
    this.#pending = due === -1 ? [] : this.#pending.slice(due);
    for (const entry of ready) this.#list(entry.id, entry.version);
  }

  /** The listed records in an order, ascending. @throws RangeError for an order that was not declared */
  order(name: string): SortedIndex<T> {
    const known = this.#orders.get(name);
    if (known !== undefined) return known;
    const compare = this.#options.orders[name];
    if (compare === undefined) throw new RangeError(`no order named ${name}`);
    const made = new SortedIndex(compare, this.#listed.values());
    this.#orders.set(name, made);
    return made;
  }

  /** Like `order(...).rows.filter(...)`, computed once per `view` name until a listed record changes. */
  filtered(order: string, view: string, keep: (record: T) => boolean): readonly T[] {
    const name = `${order}\n${view}`;
    const known = this.#views.get(name);
    if (known !== undefined && known.version === this.#listVersion) return known.rows;
    const rows = this.order(order).rows.filter(keep);
    this.#views.delete(name);
    if (this.#views.size >= VIEWS_MAX) this.#views.delete(this.#views.keys().next().value ?? '');
    this.#views.set(name, { version: this.#listVersion, rows });
    return rows;
  }

  #publish(id: string, version: T | null, nowMs: number): void {
    if (this.listLagMs > 0) this.#pending.push({ dueMs: nowMs + this.listLagMs, id, version });
    else this.#list(id, version);
  }

  #list(id: string, version: T | null): void {
    const previous = this.#listed.get(id);
    this.#listVersion += 1;
    for (const order of this.#orders.values()) {
      if (previous !== undefined) order.remove(previous);
      if (version !== null) order.insert(version);
    }
    if (version === null) this.#listed.delete(id);
    else this.#listed.set(id, version);
  }

  #reindex(previous: T | undefined, next: T | undefined): void {
    for (const [name, read] of Object.entries(this.#options.keys)) {
      const index = this.#keys.get(name);
      if (index === undefined) continue;
      const before = previous === undefined ? [] : valuesOf(read(previous));
      const after = next === undefined ? [] : valuesOf(read(next));
      for (const value of before)
        if (previous !== undefined && !after.includes(value)) dropId(index, value, previous.id);
      for (const value of after)
        if (next !== undefined && !before.includes(value))
          index.set(value, [...(index.get(value) ?? []), next.id]);
    }
  }
}

function valuesOf(read: string | readonly string[] | null): readonly string[] {
  return read === null ? [] : typeof read === 'string' ? [read] : read;
}

function dropId(index: Map<string, string[]>, key: string, id: string): void {
  const left = (index.get(key) ?? []).filter((other) => other !== id);
  if (left.length === 0) index.delete(key);
  else index.set(key, left);
}

/** Compares by a key, then by id, so that the order is total. */
export function by<T extends StoredRecord>(key: (record: T) => string | number): (a: T, b: T) => number {
  return (a, b) => {
    const left = key(a);
    const right = key(b);
    if (left !== right) return left < right ? -1 : 1;
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
}

/** One page of rows that are in ascending order, read from either end; `page` counts from 1. */
export function pageOf<T>(
  rows: readonly T[],
  page: number,
  perPage: number,
  descending: boolean,
): { rows: readonly T[]; more: boolean } {
  const start = (page - 1) * perPage;
  const more = rows.length > start + perPage;
  if (!descending) return { rows: rows.slice(start, start + perPage), more };
  const end = Math.max(0, rows.length - start);
  return { rows: rows.slice(Math.max(0, end - perPage), end).reverse(), more };
}
