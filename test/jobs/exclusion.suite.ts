/** The table of mutual exclusions, held against the statements that decide. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Answer } from '../../src/jobs/control.ts';
import { createSpecialRuns } from '../../src/jobs/special-runs.ts';
import { createSyncControl, type SyncControlDependencies } from '../../src/jobs/sync-control.ts';
import { queueAutomatic } from '../../src/jobs/watchdog.ts';
import type { PrismaClient } from '../../src/store/generated/prisma/client.ts';
import { silentLog } from '../support/log.ts';
import {
  type DeedName,
  ONE_AFTER_THE_OTHER,
  type Outcome,
  refusalOf,
  type Status,
} from './exclusion.table.ts';

const NOW_MS = Date.UTC(2026, 0, 5, 9);

interface Scene {
  readonly connectionId: string;
  /** A run that ended with a failed record. */
  readonly failedRunId: string;
}

type Deed = (prisma: PrismaClient, scene: Scene) => Promise<Outcome>;

const quiet = async (): Promise<void> => {};

function dependenciesOf(prisma: PrismaClient): SyncControlDependencies {
  return {
    prisma,
    clock: { nowMs: () => NOW_MS, sleep: quiet },
    events: { publish: quiet, subscribe: async function* () {}, close: quiet },
    newId: randomUUID,
    wake: quiet,
    cancelHere: () => {},
    mappingIssues: async () => [],
    crmSyncRuns: async () => false,
    editionProblem: async () => null,
    catalogProblems: async () => [],
  };
}

const outcomeOf = (answer: Answer<unknown>): Outcome => (answer.ok ? 'begun' : answer.refusal.code);

const DEEDS = {
  enable: async (prisma, { connectionId }) =>
    outcomeOf(
      await createSyncControl(dependenciesOf(prisma)).enableSync({
        connectionId,
        duplicatePolicy: 'OVERWRITE',
      }),
    ),
  manual: async (prisma, { connectionId }) =>
    outcomeOf(await createSyncControl(dependenciesOf(prisma)).syncNow({ connectionId })),
  automatic: async (prisma, { connectionId }) => {
    const runId = randomUUID();
    const runner = { execute: quiet };
    // The watchdog reaches for nothing of the runner here.
    const deps = { prisma, runner: runner as never, nowMs: () => NOW_MS, newId: () => runId, log: silentLog };
    await queueAutomatic(deps, connectionId, new Date(NOW_MS));
    return (await prisma.syncRun.findUnique({ where: { id: runId } })) === null ? 'left' : 'begun';
  },
  import: async (prisma, { connectionId }) =>
    outcomeOf(await createSpecialRuns(dependenciesOf(prisma)).startImport({ connectionId })),
  retry: async (prisma, { failedRunId }) =>
    outcomeOf(await createSpecialRuns(dependenciesOf(prisma)).retryFailed({ runId: failedRunId })),
  preview: async (prisma, { connectionId }) =>
    outcomeOf(await createSpecialRuns(dependenciesOf(prisma)).previewSync({ connectionId })),
} as const satisfies Record<DeedName, Deed>;

async function setScene(prisma: PrismaClient, status: Status): Promise<Scene> {
  const connection = await prisma.connection.create({
    data: {
      name: 'Exclusion',
      product: 'BOOKS',
      syncType: 'TYPE_IV',
      status,
      dataCenter: 'SANDBOX',
      booksOrganizationId: randomUUID(),
      fsmOrganizationId: randomUUID(),
      nextSyncAt: new Date(NOW_MS - 1_000),
      ...(status === 'ENABLED' ? { duplicatePolicy: 'OVERWRITE' } : {}),
    },
  });
  const failed = await prisma.syncRun.create({
    data: {
      connectionId: connection.id,
      trigger: 'AUTOMATIC',
      scope: 'FULL',
      state: 'SUCCEEDED_WITH_FAILURES',
      requestedAt: new Date(NOW_MS - 7_200_000),
      endedAt: new Date(NOW_MS - 3_600_000),
    },
  });
  await prisma.runRecord.create({
    data: {
      runId: failed.id,
      connectionId: connection.id,
      pair: 'ITEMS',
      direction: 'TO_BOOKS',
      operation: 'CREATE',
      cause: 'NEW_RECORD',
      outcome: 'FAILED',
      fsmId: '1',
    },
  });
  return { connectionId: connection.id, failedRunId: failed.id };
}

async function expectOneRun(prisma: PrismaClient, { connectionId }: Scene): Promise<void> {
  const runs = await prisma.syncRun.findMany({
    where: { connectionId, state: { in: ['QUEUED', 'RUNNING'] } },
    select: { id: true },
  });
  const connection = await prisma.connection.findUniqueOrThrow({ where: { id: connectionId } });
  expect(runs.map(({ id }) => id)).toEqual([connection.activeRunId]);
}

/** `open` gives each deed a client of its own, as processes have. */
export function exclusionSuite(clients: () => readonly [PrismaClient, PrismaClient]): void {
  it.each(ONE_AFTER_THE_OTHER)(
    '[E2] [S6] [S7] [S8] $status: after $first, $second is refused',
    async ({ status, first, second }) => {
      const [one, other] = clients();
      const scene = await setScene(one, status);
      expect(await DEEDS[first](one, scene)).toBe('begun');
      expect(await DEEDS[second](other, scene)).toBe(refusalOf(first, second, status));
      await expectOneRun(one, scene);
    },
  );

  it.each(ONE_AFTER_THE_OTHER)(
    '[E2] [S6] [S7] [S8] $status: $first and $second at once: one begins',
    async ({ status, first, second }) => {
      for (let round = 0; round < 3; round += 1) {
        const [one, other] = clients();
        const scene = await setScene(one, status);
        const outcomes = await Promise.all([DEEDS[first](one, scene), DEEDS[second](other, scene)]);
        expect(outcomes.filter((outcome) => outcome === 'begun')).toHaveLength(1);
        await expectOneRun(one, scene);
      }
    },
  );
}
