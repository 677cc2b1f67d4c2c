/** Ports of the engine towards the two services. Adapters live in `src/zoho`; tests use fakes in memory. */
import type { CanonicalValues } from '../mapping/plan.ts';

export type Side = 'FSM' | 'BOOKS';
export type Direction = 'TO_BOOKS' | 'TO_FSM';

/** What Books calls a customer's sub-type (books-api.md 4.1): decides with the sync type which table it belongs to. */
export type CustomerGroup = 'business' | 'individual';

/** A record of a service, its fields already canonical. Only fields the plan names are in `values` (P1: dropped at the door). */
export interface ServiceRecord {
  readonly id: string;
  readonly active: boolean;
  /** Epoch milliseconds on the service's own clock (second-grained). */
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly values: CanonicalValues;
  /**
   * FSM's `ZBilling_Id`: the Books id Zoho's own sync or ours left there (of a contact person, where
   * `ZBooks_Contact_Person` says so); always null on the Books side.
   */
  readonly counterpartId: string | null;
  /** Only of a Books customer. */
  readonly group?: CustomerGroup;
  /** Of an FSM contact, the id of its company; of a Books contact person, that of its customer; null where it has none. */
  readonly parentId?: string | null;
  /** A Books customer's contact persons, where the reader asked for their fields. */
  readonly persons?: readonly ServiceRecord[];
  /** The listing shows less than a direct read does: what is missing in `values` may well have a value. */
  readonly partial?: true;
}

/**
 * Books reads and writes a contact person under its customer, so both ids together are the id of the person's record:
 * `<contact_id>/<contact_person_id>`.
 */
export const personRecordId = (contactId: string, personId: string): string => `${contactId}/${personId}`;

/** The two ids of a person's record. @throws TypeError when it is none */
export function personIds(recordId: string): { readonly contactId: string; readonly personId: string } {
  const [contactId, personId, more] = recordId.split('/');
  if (!contactId || !personId || more !== undefined) throw new TypeError('not the id of a contact person');
  return { contactId, personId };
}

export interface RecordPage {
  readonly records: readonly ServiceRecord[];
  /** The service's clock when it answered this page (its `Date` header), epoch milliseconds. */
  readonly serviceTimeMs: number;
}

/** What a listing turned out to be, known only when it ended. */
export interface ListSummary {
  /** True when the listing went through every record of the module, first to last page. */
  readonly complete: boolean;
  /** Records seen, whether yielded or not. */
  readonly seen: number;
  /** Records the module holds, where the listing told it although it did not go through all of them. */
  readonly count?: number | null;
}

export interface ListHints {
  /** Records come as the list has them, marked `partial` where a direct read would tell more; else they are completed. */
  readonly asListed?: boolean;
  /** Records the module held when it was last counted, less or more by what is known since: where to look for its end. */
  readonly expectedCount?: number | null;
  /** The newest stamp known of the module, epoch ms on its clock: proves that a page is the end of an order by time. */
  readonly newestKnownMs?: number | null;
}

export interface WriteResult {
  readonly id: string;
  readonly modifiedAtMs: number;
  /** What the service says it stored; null where its answer does not tell (FSM). */
  readonly stored: ServiceRecord | null;
}

/** FSM's field behind `counterpartId`; `findByIdentity` of the FSM side searches by it too. */
export const COUNTERPART_FIELD = 'ZBilling_Id';

/** Names the fields an adapter must read and may write. */
export interface ModuleFields {
  readonly fields: readonly { readonly apiName: string; readonly kind: string }[];
  /** Of a Books customer's contact persons, where they are to be read along (`ServiceRecord.persons`). */
  readonly personFields?: readonly { readonly apiName: string; readonly kind: string }[];
  /** Of customers: those to create here are of this group. */
  readonly group?: CustomerGroup;
}

/** Records that a module keeps for `recall` at most: customers of Books, about 11 MB where each has one person. */
export const RECALLED_MAX = 5_000;

/** A record as a service has shown it. */
export interface SeenRecord {
  readonly record: ServiceRecord;
  /** Nothing was written to the record, or to one under it, since: what the record holds is what was shown. */
  readonly sinceWrites: boolean;
  /** It was shown in a later second than that of its stamp: no other version can bear that stamp. */
  readonly later: boolean;
}

/**
 * One module of one service. Every method honours the request budget, retries what is safe, and throws the classes of
 * `errors.ts`. Values passed to `create` and `update` are canonical and were checked against the plan.
 */
export interface ServiceModule {
  readonly side: Side;
  readonly module: string;
  /**
   * Pages through the records modified after `modifiedAfterMs` (null: all). Rows are verified, never trusted: when the
   * service does not select by time the whole module is read, older rows are dropped, and the summary says `complete`.
   * An answer that cannot be read to its end throws; it never looks complete.
   */
  list(
    modifiedAfterMs: number | null,
    signal: AbortSignal,
    hints?: ListHints,
  ): AsyncGenerator<RecordPage, ListSummary>;
  /**
   * Of the given ids, those a listing or read of this session has brought lately, without a call: good enough as the
   * source of a write, never as its target.
   */
  recall?(ids: readonly string[]): ReadonlyMap<string, ServiceRecord>;
  /**
   * Number of records, found in one call where the guess is right: reads the page on which record number `expected`
   * would be the last. Null when the answer does not tell the number.
   */
  count(expected: number, signal: AbortSignal): Promise<number | null>;
  /** Direct read; null only when the service proves the record gone (404, 204). */
  get(id: string, signal: AbortSignal): Promise<ServiceRecord | null>;
  /** Direct reads, in as few calls as the service allows. Ids proven gone are missing from the map. */
  getMany(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, ServiceRecord>>;
  /** Records whose identity field equals `value`, by the service's search, verified on the answer. */
  findByIdentity(apiName: string, value: string, signal: AbortSignal): Promise<readonly ServiceRecord[]>;
  /** All records under a parent, read directly; where a search cannot find them. */
  findWithin?(parentId: string, signal: AbortSignal): Promise<readonly ServiceRecord[]>;
  /**
   * Creates a record. `key` is the source record's id: where the service has a unique field the create is keyed by it
   * and repeating it is harmless (`createIsKeyed`). `parentId`: of a person, its company (FSM) or customer (Books).
   * @throws WriteInDoubt when the answer is lost and the create is not keyed
   */
  create(
    values: CanonicalValues,
    key: string,
    signal: AbortSignal,
    parentId?: string | null,
  ): Promise<WriteResult>;
  readonly createIsKeyed: boolean;
  /** Writes only the given fields. @throws RecordGone */
  update(id: string, values: CanonicalValues, signal: AbortSignal): Promise<WriteResult>;
  /** Makes the record inactive (D3). @throws RecordGone */
  deactivate(id: string, signal: AbortSignal): Promise<WriteResult>;
  /** The service's clock when this session last wrote to the record or to one under it, epoch ms; null: it did not. */
  lastWriteMs?(id: string): number | null;
  /** The record as the service showed it last in this session, without a call; null: it was not shown, or is not kept. */
  lastSeen?(id: string): SeenRecord | null;
  /**
   * FSM: notes the Books counterpart with the record, as Zoho's own screens show it (`process_sync`, fsm-api.md 10).
   * False: the service has no such call, or refuses it; nothing depends on it.
   */
  noteCounterpart?(id: string, counterpartId: string, signal: AbortSignal): Promise<boolean>;
}

export interface CallCounts {
  readonly booksReads: number;
  readonly booksWrites: number;
  readonly fsmReads: number;
  readonly fsmWrites: number;
}

/** An open line to both organisations of one connection. */
export interface ServiceSession {
  module(side: Side, module: string, fields: ModuleFields): ServiceModule;
  /** The service's clock less ours, milliseconds, from `Date` headers; 0 before the first answer. */
  clockOffsetMs(side: Side): number;
  /** Calls made through this session so far. */
  calls(): CallCounts;
  /** How many writes the side takes at once (its concurrency limit less what others use). */
  concurrency(side: Side): number;
  /**
   * Creates in FSM, with exchange rate 1, every currency that Books has and FSM lacks (C1); none is ever created in Books
   * (C2). A service that shows no currencies is left as it is.
   */
  alignCurrencies?(signal: AbortSignal): Promise<void>;
}

/** Taken from outside so that runs can be simulated and replayed. */
export interface EngineClock {
  /** Epoch milliseconds. */
  nowMs(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** 64-bit keyed hash of a canonical value, base64url (11 characters). `context` separates fields from each other. */
export type Hasher = (context: string, value: string | boolean | null) => string;

/** Encrypts the label of a FAILED record for the log (design.md, no customer data at rest). */
export type LabelSealer = (label: string) => Uint8Array<ArrayBuffer>;
