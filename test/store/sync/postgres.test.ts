import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/store/database.ts';
import { acquireLease, LEASE_TTL_MS } from '../../../src/store/leases.ts';
import { createSyncStore } from '../../../src/store/sync/index.ts';
import { openSharedTestDatabase } from '../../support/database.ts';
import type { ConnectionFixture, LinkView, LogRow } from './contract/fixture.ts';
import { syncStoreContract } from './sync-store.suite.ts';

syncStoreContract('on PostgreSQL', async () => {
  const { database, end } = await openSharedTestDatabase();
  return { newConnection: () => newConnection(database), close: end };
});

/** Fingerprint of the mapping that runs are made under. */
const MAPPING = 'mapping';

async function newConnection({ prisma, pool }: Database): Promise<ConnectionFixture> {
  const { id: connectionId } = await prisma.connection.create({
    data: {
      name: 'Contract',
      product: 'BOOKS',
      syncType: 'TYPE_IV',
      dataCenter: 'SANDBOX',
      booksOrganizationId: randomUUID(),
      fsmOrganizationId: randomUUID(),
    },
  });
  const take = async (): Promise<bigint> => {
    const lease = await acquireLease(prisma, connectionId, 'contract', 'sync');
    if (lease === null) throw new Error('the lease is held');
    return lease.token;
  };
  let token = await take();
  return {
    newRun: async (scope = 'INCREMENTAL') => {
      const run = await prisma.syncRun.create({
        data: {
          connectionId,
          trigger: 'MANUAL',
          scope,
          state: 'RUNNING',
          startedAt: new Date(),
          mappingFingerprint: MAPPING,
        },
      });
      return run.id;
    },
    newPreview: async ({ agoMs, mapping = MAPPING }) => {
      const run = await prisma.syncRun.create({
        data: {
          connectionId,
          mode: 'PREVIEW',
          trigger: 'MANUAL',
          scope: 'FULL',
          state: 'SUCCEEDED',
          endedAt: new Date(Date.now() - agoMs),
          mappingFingerprint: mapping,
        },
      });
      return run.id;
    },
    store: (runId, more) =>
      createSyncStore({
        pool,
        connectionId,
        runId,
        token,
        leaseTtlMs: LEASE_TTL_MS,
        seal: (label) => Buffer.from(`sealed ${label}`),
        nowMs: () => Date.now(),
        ...more,
      }),
    takeOver: async () => {
      await prisma.lease.update({ where: { connectionId }, data: { expiresAt: new Date(0) } });
      token = await take();
    },
    links: async () => {
      const links = await prisma.recordLink.findMany({ where: { connectionId }, orderBy: { fsmId: 'asc' } });
      return links.map(
        (link): LinkView => ({
          id: link.id,
          fsmId: link.fsmId,
          booksId: link.booksId,
          // The column holds what the engine wrote there.
          base: link.base as LinkView['base'],
          unverified: link.unverified,
          fsmGone: link.fsmGoneAt !== null,
          booksGone: link.booksGoneAt !== null,
        }),
      );
    },
    log: async (runId) => {
      const rows = await prisma.runRecord.findMany({ where: { runId }, orderBy: { id: 'asc' } });
      return rows.map((row) => logRow(row));
    },
    pending: async () => {
      const rows = await prisma.pendingRecord.findMany({ where: { connectionId } });
      return rows.map((row) => `${row.side}/${row.recordId}: ${row.reasonCode}`).sort();
    },
    intents: async () => {
      const rows = await prisma.intent.findMany({ where: { connectionId } });
      return rows.map((row) => `${row.direction}/${row.sourceId}`).sort();
    },
  };
}

type Row = Awaited<ReturnType<Database['prisma']['runRecord']['findMany']>>[number];

function logRow(row: Row): LogRow {
  return {
    id: String(row.id),
    direction: row.direction,
    // The column holds what the engine wrote there.
    operation: row.operation as LogRow['operation'],
    outcome: row.outcome,
    fields: row.fields,
    overwritten: row.overwritten,
    fsmId: row.fsmId,
    booksId: row.booksId,
    linkId: row.linkId,
    reasonCode: row.reasonCode,
    labelled: row.label !== null,
  };
}
