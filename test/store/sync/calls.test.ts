import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_COUNTS } from '../../../src/engine/model.ts';
import type { Database } from '../../../src/store/database.ts';
import { acquireLease, LEASE_TTL_MS } from '../../../src/store/leases.ts';
import { createSyncStore } from '../../../src/store/sync/index.ts';
import { openSharedTestDatabase } from '../../support/database.ts';

let database: Database;
let end: () => Promise<void>;

beforeAll(async () => {
  ({ database, end } = await openSharedTestDatabase());
});
afterAll(() => end());

it('[L2] adds the calls of a process that takes a run up to those made before', async () => {
  const { prisma, pool } = database;
  const ids = { booksOrganizationId: randomUUID(), fsmOrganizationId: randomUUID() };
  const connection = await prisma.connection.create({
    data: { name: 'Calls', product: 'BOOKS', syncType: 'TYPE_IV', dataCenter: 'SANDBOX', ...ids },
  });
  const run = await prisma.syncRun.create({
    data: { connectionId: connection.id, trigger: 'MANUAL', scope: 'FULL', state: 'RUNNING' },
  });
  const lease = await acquireLease(prisma, connection.id, 'test', 'sync');
  if (lease === null) throw new Error('the lease is held');
  const process = () =>
    createSyncStore({
      pool,
      connectionId: connection.id,
      runId: run.id,
      token: lease.token,
      leaseTtlMs: LEASE_TTL_MS,
      seal: (label) => Buffer.from(label),
      nowMs: () => Date.now(),
    });
  const progress = { total: null, done: 0, toBooks: NO_COUNTS, toFsm: NO_COUNTS };
  const first = process();
  await first.savePair('ITEMS', { phase: 'COLLECTING' });
  await first.saveProgress('ITEMS', progress, { booksReads: 3, booksWrites: 1, fsmReads: 5, fsmWrites: 0 });
  await first.saveProgress('ITEMS', progress, { booksReads: 4, booksWrites: 2, fsmReads: 5, fsmWrites: 1 });
  const second = process();
  await second.saveProgress('ITEMS', progress, { booksReads: 1, booksWrites: 0, fsmReads: 2, fsmWrites: 7 });
  await second.saveProgress('ITEMS', progress, { booksReads: 2, booksWrites: 1, fsmReads: 2, fsmWrites: 8 });
  const stored = await prisma.syncRun.findUniqueOrThrow({ where: { id: run.id } });
  expect(stored).toMatchObject({ booksReads: 6, booksWrites: 3, fsmReads: 7, fsmWrites: 9 });
});
