/** The failed records of a run, as its log files hold them. */
import type { PrismaClient } from './generated/prisma/client.ts';
import type { Direction } from './generated/prisma/enums.ts';
import { kindsOfModule } from './record-modules.ts';

/** Rows read at once: what is held in memory however long the log is. */
export const FAILURE_PAGE_ROWS = 500;

export interface FailedRecord {
  readonly id: bigint;
  readonly at: Date;
  readonly direction: Direction;
  readonly operation: string;
  readonly fsmId: string | null;
  readonly booksId: string | null;
  readonly reasonCode: string | null;
  readonly reasonMessage: string | null;
  readonly reasonField: string | null;
  /** Sealed; null when there is none or it has expired. */
  readonly label: Uint8Array | null;
}

/** The failed records of one module in the order they were planned, page by page; the last page is short. */
export async function* failurePages(
  prisma: PrismaClient,
  runId: string,
  module: string,
): AsyncGenerator<readonly FailedRecord[], void, undefined> {
  const kind = { in: [...kindsOfModule(module)] };
  for (let after = 0n; ; ) {
    const page = await prisma.runRecord.findMany({
      where: { runId, id: { gt: after }, outcome: 'FAILED', kind },
      orderBy: { id: 'asc' },
      take: FAILURE_PAGE_ROWS,
      select: {
        id: true,
        at: true,
        direction: true,
        operation: true,
        fsmId: true,
        booksId: true,
        reasonCode: true,
        reasonMessage: true,
        reasonField: true,
        label: true,
      },
    });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < FAILURE_PAGE_ROWS) return;
    after = last.id;
  }
}
