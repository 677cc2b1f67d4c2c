/** What the contract of `SyncStore` needs of a store under test, and records to feed it with. */
import type {
  Base,
  DecidedRecord,
  Direction,
  LinkWrite,
  Operation,
  Outcome,
  PlannedRow,
  RecordResult,
  RunScope,
  Side,
  StagedRow,
} from '../../../../src/engine/model.ts';
import type { NewIntent, SyncStore } from '../../../../src/engine/store.ts';

export const PAIR = 'ITEMS';
export const KIND = 'items';
export const FSM = 'Service_And_Parts';
export const BOOKS = 'items';
export const MODULES: Readonly<Record<Side, string>> = { FSM, BOOKS };

/** A row of a run's log, whatever the store. */
export interface LogRow {
  readonly id: string;
  readonly direction: Direction;
  readonly operation: Operation;
  readonly outcome: Outcome | null;
  readonly fields: readonly string[];
  readonly overwritten: readonly string[];
  readonly fsmId: string | null;
  readonly booksId: string | null;
  readonly linkId: string | null;
  readonly reasonCode: string | null;
  readonly labelled: boolean;
}

export interface LinkView {
  readonly id: string;
  readonly fsmId: string;
  readonly booksId: string;
  readonly base: Base;
  readonly unverified: boolean;
  readonly fsmGone: boolean;
  readonly booksGone: boolean;
}

export interface ConnectionFixture {
  newRun(scope?: RunScope): Promise<string>;
  /** A preview that has ended, under the mapping `mapping` of all other runs unless another is named. */
  newPreview(ended: { readonly agoMs: number; readonly mapping?: string }): Promise<string>;
  /** The store of a process that holds the lease since the last `takeOver`, or since the beginning. */
  store(runId: string, more?: { readonly preview: boolean }): SyncStore;
  /** Another process takes the lease: stores made before have lost it. */
  takeOver(): Promise<void>;
  links(): Promise<readonly LinkView[]>;
  log(runId: string): Promise<readonly LogRow[]>;
  /** `FSM/100: REASON`, sorted. */
  pending(): Promise<readonly string[]>;
  /** `TO_BOOKS/100`, sorted. */
  intents(): Promise<readonly string[]>;
}

export interface StoreFixture {
  newConnection(): Promise<ConnectionFixture>;
  close(): Promise<void>;
}

export type OpenStore = () => Promise<StoreFixture>;

/** Reaches the fixture of the running suite. */
export type Connect = () => Promise<ConnectionFixture>;

const STAMP_MS = Date.UTC(2026, 0, 5, 9);

export function staged(recordId: string, more: Partial<StagedRow> = {}): StagedRow {
  return {
    recordId,
    identity: `name-${recordId}`,
    counterpartId: null,
    active: true,
    createdAtMs: STAMP_MS,
    modifiedAtMs: STAMP_MS + 1000,
    hashes: { name: recordId },
    considered: true,
    kind: KIND,
    parentId: null,
    orphan: false,
    ...more,
  };
}

export function linkOf(fsmId: string, booksId: string, more: Partial<LinkWrite> = {}): LinkWrite {
  return {
    fsmModule: FSM,
    fsmId,
    booksModule: BOOKS,
    booksId,
    base: { name: 'x', $active: 'y' },
    unverified: false,
    fsmModifiedAtMs: STAMP_MS + 1000,
    booksModifiedAtMs: STAMP_MS + 2000,
    fsmGone: false,
    booksGone: false,
    ...more,
  };
}

export function decided(operation: Operation, more: Partial<DecidedRecord> = {}): DecidedRecord {
  return {
    direction: 'TO_BOOKS',
    operation,
    cause: 'NEW_RECORD',
    fields: [],
    overwritten: [],
    fsmId: null,
    booksId: null,
    linkId: null,
    reason: null,
    outcome: null,
    link: null,
    ...more,
  };
}

export function resultFor(
  planned: PlannedRow,
  outcome: Outcome,
  more: Partial<RecordResult> = {},
): RecordResult {
  return {
    planned,
    direction: planned.direction,
    outcome,
    fields: [],
    overwritten: [],
    fsmId: planned.fsmId,
    booksId: planned.booksId,
    reason: outcome === 'FAILED' ? { code: 'REFUSED', message: 'refused', field: null } : null,
    link: null,
    label: outcome === 'FAILED' ? 'Drill' : null,
    settlesIntent: true,
    ...more,
  };
}

export const intentsOf = (sourceIds: readonly string[]): NewIntent[] =>
  sourceIds.map((sourceId) => ({ sourceId, identity: null }));

/** Links the pairs through a finished run of their own. */
export async function linkPairs(
  connection: ConnectionFixture,
  pairs: readonly (readonly [string, string, Partial<LinkWrite>?])[],
): Promise<ReadonlyMap<string, string>> {
  const store = connection.store(await connection.newRun());
  const records = pairs.map(([fsmId, booksId, more]) =>
    decided('LINK', { fsmId, booksId, outcome: 'LINKED', link: linkOf(fsmId, booksId, more) }),
  );
  await store.plan(KIND, MODULES, records);
  return new Map((await connection.links()).map((link) => [link.fsmId, link.id]));
}

/** All pages of something, in order. */
export async function pagesOf<T>(
  read: (after: string) => Promise<readonly T[]>,
  idOf: (row: T) => string,
): Promise<T[]> {
  const all: T[] = [];
  for (let after = ''; ; ) {
    const page = await read(after);
    const last = page.at(-1);
    if (last === undefined) return all;
    all.push(...page);
    after = idOf(last);
  }
}
