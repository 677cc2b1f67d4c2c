/** `SyncStore` over `MemoryDatabase`, fence included: what the real one does in SQL, said plainly. */
import type { SyncStore } from '../../../src/engine/store.ts';
import type { MemoryDatabase } from './database.ts';
import { parentMethods } from './parents.ts';
import { planningMethods } from './planning.ts';
import type { StoreScope } from './scope.ts';
import { settlingMethods } from './settling.ts';
import { stagingMethods } from './staging.ts';
import { stateMethods } from './state.ts';

export interface MemoryStoreOptions {
  readonly database: MemoryDatabase;
  readonly runId: string;
  /** The lease's fencing token as it was when the process took it. */
  readonly token: number;
  /** The run only shows what a sync would do. */
  readonly preview?: boolean;
  /** Awaited before every method: lets a test stop or hold the process there. */
  readonly gate?: () => Promise<void>;
}

export function createMemoryStore({
  database,
  runId,
  token,
  gate,
  preview = false,
}: MemoryStoreOptions): SyncStore {
  const read = async (): Promise<void> => {
    await gate?.();
    await Promise.resolve();
  };
  const own = () => database.recordsOf(runId);
  const scope: StoreScope = {
    database,
    runId,
    preview,
    read,
    write: async () => {
      await read();
      database.check(token);
    },
    own,
    planned: (kind, direction) =>
      own()
        .filter((record) => record.kind === kind && record.direction === direction && record.outcome === null)
        .sort((a, b) => a.id - b.id),
  };
  return {
    ...stateMethods(scope),
    ...stagingMethods(scope),
    ...planningMethods(scope),
    ...parentMethods(scope),
    ...settlingMethods(scope),
  };
}
