/** Rows as runs leave them. */
import type { Harness } from './harness.ts';

const COUNTS = { created: 1, updated: 2, linked: 3, deactivated: 0, unchanged: 4, skipped: 0, failed: 1 };
const NO_COUNTS = { created: 0, updated: 0, linked: 0, deactivated: 0, unchanged: 0, skipped: 0, failed: 0 };

export async function addRun(
  api: Harness,
  connectionId: string,
  at: string,
  state: 'SUCCEEDED' | 'RUNNING' = 'SUCCEEDED',
) {
  return api.prisma.syncRun.create({
    data: {
      connectionId,
      trigger: 'MANUAL',
      scope: 'INCREMENTAL',
      state,
      requestedAt: new Date(at),
      pairs: {
        create: [{ pair: 'ITEMS', phase: 'DONE', total: 11, done: 11, toBooks: COUNTS, toFsm: NO_COUNTS }],
      },
    },
  });
}

export async function addLink(api: Harness, connectionId: string, number: number) {
  return api.prisma.recordLink.create({
    data: {
      connectionId,
      pair: 'ITEMS',
      kind: 'items',
      fsmModule: 'Service_And_Parts',
      fsmId: `77${number}`,
      booksModule: 'items',
      booksId: `46${number}`,
      base: {},
      mappingFingerprint: 'f1',
    },
  });
}

export async function addRecords(
  api: Harness,
  connectionId: string,
  runId: string,
  count: number,
  linkId: string | null = null,
) {
  await api.prisma.runRecord.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      runId,
      connectionId,
      pair: 'ITEMS' as const,
      direction: 'TO_BOOKS' as const,
      operation: index % 2 === 0 ? 'UPDATE' : 'FAIL',
      cause: 'CHANGED_ON_BOTH',
      outcome: index % 2 === 0 ? ('UPDATED' as const) : ('FAILED' as const),
      fields: ['rate', 'name'],
      overwritten: ['rate'],
      fsmId: `77${index}`,
      booksId: `46${index}`,
      linkId,
      reasonCode: index % 2 === 0 ? null : 'VALUE_TOO_LONG',
      reasonMessage: index % 2 === 0 ? null : 'The name is too long for Books.',
      reasonField: index % 2 === 0 ? null : 'name',
    })),
  });
}
