/** The store that the engine's other tests use passes the contract of the real one. */
import type { ConnectionFixture, LogRow } from '../store/sync/contract/fixture.ts';
import { syncStoreContract } from '../store/sync/sync-store.suite.ts';
import { MemoryDatabase, type StoredRecord } from './memory/database.ts';
import { createMemoryStore } from './memory/store.ts';
import { VirtualClock } from './virtual-clock.ts';

syncStoreContract('in memory', async () => ({
  newConnection: async () => newConnection(),
  close: async () => {},
}));

function newConnection(): ConnectionFixture {
  const clock = new VirtualClock();
  const database = new MemoryDatabase(clock);
  let token = database.takeLease();
  let runs = 0;
  return {
    newRun: async (scope = 'INCREMENTAL') => {
      clock.advance(1);
      runs += 1;
      database.newRun(`run-${runs}`, scope);
      return `run-${runs}`;
    },
    newPreview: async ({ agoMs, mapping }) => {
      runs += 1;
      database.newRun(`run-${runs}`, 'FULL');
      const endedAtMs = clock.nowMs() - agoMs;
      database.previews.set(`run-${runs}`, { endedAtMs, current: mapping === undefined });
      return `run-${runs}`;
    },
    store: (runId, more) => createMemoryStore({ database, runId, token, ...more }),
    takeOver: async () => {
      token = database.takeLease();
    },
    links: async () =>
      structuredClone([...database.links.values()]).sort((a, b) => (a.fsmId < b.fsmId ? -1 : 1)),
    log: async (runId) => structuredClone(database.recordsOf(runId)).map(logRow),
    pending: async () =>
      [...database.pending.values()].map((row) => `${row.side}/${row.recordId}: ${row.reasonCode}`).sort(),
    intents: async () =>
      [...database.intents.values()].map((row) => `${row.direction}/${row.sourceId}`).sort(),
  };
}

const logRow = ({ id, reason, label, ...row }: StoredRecord): LogRow => ({
  ...row,
  id: String(id),
  reasonCode: reason?.code ?? null,
  labelled: label !== null,
});
