import type { Direction, TableName } from '../../../src/engine/model.ts';
import type { SyncStore } from '../../../src/engine/store.ts';
import type { MemoryDatabase, StoredRecord } from './database.ts';

/** What the methods of one process's store share. */
export interface StoreScope {
  readonly database: MemoryDatabase;
  readonly runId: string;
  readonly preview: boolean;
  /** Awaited by every reading method: yields, as every database does. */
  readonly read: () => Promise<void>;
  /** The same for writing ones. @throws LeaseLost */
  readonly write: () => Promise<void>;
  /** The run's log. */
  readonly own: () => StoredRecord[];
  readonly planned: (kind: TableName, direction: Direction) => StoredRecord[];
}

export type Methods<Names extends keyof SyncStore> = (scope: StoreScope) => Pick<SyncStore, Names>;
