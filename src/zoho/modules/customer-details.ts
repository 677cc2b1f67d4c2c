/**
 * Details of Books' customers: one call each, because list rows lack addresses, persons and notes (books-api.md 3.7). A
 * session reads them for customers and contact persons alike, so it keeps the latest ones, in memory only, and hands them
 * to the next session of a run that rests for its quota.
 */
import { RecordGone } from '../../engine/errors.ts';
import { RECALLED_MAX } from '../../engine/services.ts';
import type { ServiceCaller } from '../call/caller.ts';
import { isCustomField } from '../codec/books-record.ts';
import type { Row } from '../codec/record.ts';
import { type BooksRow, booksSchemas } from './books-answers.ts';
import { booksPath, CUSTOMERS, recordPath } from './books-resources.ts';

/** How old, on our clock, a detail may be that a write builds upon: what a user changed since would be written over. */
const RECENT_MS = 60_000;

/** Members of a detail that every reader or writer of customers needs. */
const KEPT_MEMBERS = [
  'contact_id',
  'contact_type',
  'customer_sub_type',
  'status',
  'created_time',
  'last_modified_time',
  'billing_address',
  'shipping_address',
  'contact_persons',
  'primary_contact_id',
] as const;
const CUSTOM_MEMBERS = ['custom_fields', 'custom_field_hash'] as const;

export interface CustomerDetail {
  readonly row: BooksRow;
  /** The service's clock when it answered. */
  readonly serviceTimeMs: number;
  /** Our clock then. */
  readonly readAtMs: number;
  /** Persons were written since: of those it holds what their writes answered, of all else what was before. */
  readonly patched: boolean;
}

interface Entry extends CustomerDetail {
  /** Holds the members wanted up to this wish. */
  readonly wishes: number;
}

/** What a session has read of customers; kept over a rest of its run, since each of them took a call. */
export class DetailMemory {
  /** In the order of their last use. */
  readonly entries = new Map<string, Entry>();
  readonly wanted = new Set<string>(KEPT_MEMBERS);
  wishes = 0;
  /** When the run last wrote to each customer, on the service's clock. */
  readonly writes = new Map<string, number>();
}

export interface CustomerDetailsOptions {
  readonly caller: ServiceCaller;
  /** `organization_id=…`. */
  readonly organization: string;
  /** Our clock. */
  readonly nowMs: () => number;
  readonly detailsMax?: number;
  /** Of an earlier session of the same run; a new one when left out. */
  readonly memory?: DetailMemory;
}

const schemas = booksSchemas(CUSTOMERS);

export class CustomerDetails {
  readonly #options: CustomerDetailsOptions;
  /** Reads under way; one that a write overtakes may show what was before it. */
  readonly #reading = new Map<string, Set<{ overtaken: boolean }>>();
  readonly #memory: DetailMemory;
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(options: CustomerDetailsOptions) {
    this.#options = options;
    this.#memory = options.memory ?? new DetailMemory();
  }

  /** Names the fields that will be read from details; nothing else of a detail is kept (P1). */
  want(apiNames: readonly string[]): void {
    const tops = apiNames.flatMap((name) =>
      isCustomField(name) ? CUSTOM_MEMBERS : [name.split('.')[0] ?? name],
    );
    const added = tops.filter((top) => !this.#memory.wanted.has(top));
    for (const top of added) this.#memory.wanted.add(top);
    if (added.length > 0) this.#memory.wishes += 1;
  }

  /** A direct read; null when Books has no customer of this id. */
  async read(id: string, signal: AbortSignal): Promise<CustomerDetail | null> {
    const reading = { overtaken: false };
    const readings = this.#reading.get(id) ?? new Set();
    this.#reading.set(id, readings.add(reading));
    try {
      const answer = await this.#call(id, signal);
      if (answer === null) {
        this.forget(id);
        return null;
      }
      const entry = this.#entry({ ...answer, readAtMs: this.#options.nowMs(), patched: false });
      if (!reading.overtaken) this.#keep(entry);
      return entry;
    } finally {
      readings.delete(reading);
      if (readings.size === 0) this.#reading.delete(id);
    }
  }

  async #call(
    id: string,
    signal: AbortSignal,
  ): Promise<Pick<CustomerDetail, 'row' | 'serviceTimeMs'> | null> {
    const { caller, organization } = this.#options;
    const path = booksPath(organization, recordPath(CUSTOMERS, id));
    const schema = schemas.detail;
    try {
      const { body, serviceTimeMs } = await caller.call({
        method: 'GET',
        path,
        repetition: 'read',
        schema,
        signal,
      });
      return body !== null && CUSTOMERS.holds(body.row.members) ? { row: body.row, serviceTimeMs } : null;
    } catch (error) {
      if (error instanceof RecordGone) return null;
      throw error;
    }
  }

  /** The detail read last in this run, however long ago. */
  known(id: string): CustomerDetail | null {
    const entry = this.#memory.entries.get(id);
    if (entry === undefined || entry.wishes < this.#memory.wishes) return null;
    this.#memory.entries.delete(id);
    this.#memory.entries.set(id, entry);
    return entry;
  }

  /** What a write may build upon: a detail read a moment ago, or else now. @throws RecordGone */
  async present(id: string, signal: AbortSignal): Promise<CustomerDetail> {
    const entry = this.#memory.entries.get(id);
    const recent = entry !== undefined && this.#options.nowMs() - entry.readAtMs <= RECENT_MS;
    const detail = (recent ? this.known(id) : null) ?? (await this.read(id, signal));
    if (detail === null) throw new RecordGone('the customer is no longer in Books');
    return detail;
  }

  /** Keeps the customer as the answer to a write shows it. */
  remember(row: BooksRow, serviceTimeMs: number): CustomerDetail {
    return this.#replace({ row, serviceTimeMs, readAtMs: this.#options.nowMs(), patched: false });
  }

  /** Keeps a customer as it was read, with what the write to one of its persons has made of that one. */
  patch(before: CustomerDetail, members: Row): CustomerDetail {
    return this.#replace({ ...before, row: { ...before.row, members }, patched: true });
  }

  #replace(detail: CustomerDetail): CustomerDetail {
    this.forget(detail.row.id);
    const entry = this.#entry(detail);
    this.#keep(entry);
    return entry;
  }

  #entry({ row, ...read }: CustomerDetail): Entry {
    const kept = Object.entries(row.members).filter(([member]) => this.#memory.wanted.has(member));
    const members = Object.fromEntries(kept);
    return { ...read, row: { ...row, members }, wishes: this.#memory.wishes };
  }

  #keep(entry: Entry): void {
    this.#memory.entries.delete(entry.row.id);
    this.#memory.entries.set(entry.row.id, entry);
    const [eldest] = this.#memory.entries.keys();
    if (this.#memory.entries.size > (this.#options.detailsMax ?? RECALLED_MAX) && eldest !== undefined)
      this.#memory.entries.delete(eldest);
  }

  /** Runs a write: what was known before it, and what is read while it runs, counts no longer. */
  async overwrite<T>(id: string, write: () => Promise<T>): Promise<T> {
    this.forget(id);
    try {
      return await write();
    } finally {
      this.forget(id);
    }
  }

  /** Notes a write to the customer or to one of its persons, which moves the stamp that lists show for it. */
  wrote(id: string, serviceTimeMs: number): void {
    this.#memory.writes.set(id, serviceTimeMs);
  }

  /** The service's clock at the last write of this run; null: it did not write. */
  lastWriteMs(id: string): number | null {
    return this.#memory.writes.get(id) ?? null;
  }

  forget(id: string): void {
    this.#memory.entries.delete(id);
    for (const reading of this.#reading.get(id) ?? []) reading.overtaken = true;
  }

  /** Runs what must see a customer's persons as they are and then changes them, one after the other per customer. */
  async exclusively<T>(id: string, task: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(id) ?? Promise.resolve();
    const turn = before.then(task, task);
    this.#turns.set(id, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(id) === turn) this.#turns.delete(id);
    }
  }
}
