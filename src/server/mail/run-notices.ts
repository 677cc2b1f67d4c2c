/** Tells people by mail of runs that need them: decides about which, and sees to the delivery in the background. */
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { EndedRun } from '../../jobs/ending.ts';
import type { Connection, PrismaClient } from '../../store/generated/prisma/client.ts';
import { isRepeatedFailure } from '../../store/repeated-failure.ts';
import { type DeliveryDependencies, deliver } from './delivery.ts';
import { htmlOf, type Letter, textOf } from './letter.ts';
import type { Mail } from './mailer.ts';
import { mappingStopped } from './mapping-stopped.ts';

export interface RunNoticesDependencies extends DeliveryDependencies {
  readonly prisma: PrismaClient;
  /** Where people reach the dashboard, without a slash at the end; null when this process does not know. */
  readonly dashboardUrl: () => string | null;
}

export interface RunNotices {
  /** Neither throws nor waits. */
  onRunEnded(run: EndedRun): void;
  /** Gives up what could not be sent so far; resolves when it is kept. */
  close(): Promise<void>;
}

/** One reason to write: which runs it is about, and what is said of them. */
interface Notice {
  readonly name: string;
  readonly concerns: (run: EndedRun) => boolean;
  readonly letter: (run: EndedRun, at: Date, connection: Connection, dashboardUrl: string | null) => Letter;
}

const NOTICES: readonly Notice[] = [
  {
    name: 'mapping-stopped',
    concerns: ({ state, error }) => state === 'FAILED' && error?.code === 'MAPPING_INVALID',
    letter: (run, at, connection, dashboardUrl) => {
      const connectionId = encodeGlobalID('Connection', connection.id);
      return mappingStopped({
        connectionName: connection.name,
        connectionId,
        mappingSet: connection.mappingSet,
        reason: run.error?.message ?? '',
        runId: encodeGlobalID('SyncRun', run.runId),
        at,
        nextSyncAt: connection.autoSync ? connection.nextSyncAt : null,
        url: dashboardUrl && `${dashboardUrl}/#/connections/${encodeURIComponent(connectionId)}/mapping`,
      });
    },
  },
];

export function createRunNotices(deps: RunNoticesDependencies): RunNotices {
  const stop = new AbortController();
  const tasks = new Set<Promise<void>>();
  return {
    onRunEnded(run) {
      const task = tellOfRun(deps, run, stop.signal)
        .catch((error: unknown) =>
          deps.log.error(
            { connectionId: run.connectionId, runId: run.runId, err: error },
            'no mail was made',
          ),
        )
        .finally(() => tasks.delete(task));
      tasks.add(task);
    },
    async close() {
      stop.abort(new Error('the process stops'));
      await Promise.all(tasks);
    },
  };
}

/**
 * Writes about one run, if anybody is to be written to about it. Resolves when the mail is out or given up.
 * @throws whatever the database throws
 */
export async function tellOfRun(
  deps: RunNoticesDependencies,
  run: EndedRun,
  signal: AbortSignal,
): Promise<void> {
  const notice = NOTICES.find(({ concerns }) => concerns(run));
  if (notice === undefined) return;
  const { prisma, clock, dashboardUrl } = deps;
  const at = new Date(clock.nowMs());
  const connection = await prisma.connection.findUnique({ where: { id: run.connectionId } });
  if (connection === null || connection.mailRecipients.length === 0) return;
  // The sync comes every three hours; whoever was told the same needs no second mail.
  if (await isRepeatedFailure(prisma, run.runId)) return;
  const letter = notice.letter(run, at, connection, dashboardUrl());
  const mail: Mail = {
    id: `${run.runId}.${notice.name}`,
    connectionId: connection.id,
    at,
    recipients: connection.mailRecipients,
    subject: letter.subject,
    text: textOf(letter),
    html: htmlOf(letter),
  };
  await deliver(deps, mail, signal);
}
