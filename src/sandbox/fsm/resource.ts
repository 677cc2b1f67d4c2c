/** What the calls that every FSM module has need to know of one of them. */
import type { RecordCollection, StoredRecord } from '../core/collection.ts';
import type { Organization } from '../core/organization.ts';
import type { FsmStored } from './stored.ts';
import type { Body } from './values.ts';

/** A field that `search` takes; an indexed one names an order of the collection by its text in lower case. */
export interface SearchField<R> {
  readonly read: (record: R) => string;
  readonly indexed: boolean;
}

export interface FsmResource<R extends FsmStored, C> {
  readonly module: string;
  /** The module's name in the answer to a create. */
  readonly tabName: string;
  readonly collection: (organization: Organization) => RecordCollection<R>;
  /** Orders that `sort_by` may name. */
  readonly sorts: readonly string[];
  readonly searches: Readonly<Record<string, SearchField<R>>>;
  readonly listRow: (organization: Organization, record: R) => Record<string, unknown>;
  readonly detail: (organization: Organization, record: R) => Record<string, unknown>;
  /**
   * What a record of a write sets. Keys that FSM does not know, or that are read-only, are ignored.
   * @param before the record that is edited; null: a new one
   * @param earlier what the records before this one of the same request set
   * @throws Refusal for a value that FSM refuses
   */
  readonly read: (organization: Organization, body: Body, before: R | null, earlier: readonly C[]) => C;
  readonly make: (organization: Organization, change: C, system: StoredRecord) => R;
  readonly apply: (record: R, change: C) => R;
  /** @throws Refusal where Books has no record of that id to link with; null unlinks */
  readonly link: (organization: Organization, record: R, billingId: string | null) => R;
  /** Makes the record's counterpart in Books. @returns its id @throws Refusal where that is not allowed */
  readonly push: (organization: Organization, record: R, nowMs: number) => string;
}
