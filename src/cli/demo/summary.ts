/** What the first sync did, as a table. */
import Table from 'cli-table3';
import type { Counts } from '../../engine/model.ts';
import type { Database } from '../../store/database.ts';

const COLUMNS = ['created', 'updated', 'linked', 'deactivated', 'unchanged', 'skipped', 'failed'] as const;

export async function summary(database: Database, runId: string): Promise<string> {
  const run = await database.prisma.syncRun.findUniqueOrThrow({
    where: { id: runId },
    include: { pairs: true },
  });
  const table = new Table({ head: ['', ...COLUMNS], style: { head: [], border: [] } });
  for (const pair of run.pairs) {
    const name = pair.pair.toLowerCase();
    // The columns are JSON; the engine is their only writer.
    table.push([`${name} to Books`, ...cells(pair.toBooks as unknown as Counts)]);
    table.push([`${name} to FSM`, ...cells(pair.toFsm as unknown as Counts)]);
  }
  const seconds = ((run.endedAt?.getTime() ?? 0) - (run.startedAt?.getTime() ?? 0)) / 1_000;
  const calls = `Calls: Books ${run.booksReads} reads, ${run.booksWrites} writes; FSM ${run.fsmReads} reads, ${run.fsmWrites} writes.`;
  const error = run.errorMessage === null ? '' : `\n${run.errorCode}: ${run.errorMessage}`;
  return `First sync: ${run.state.toLowerCase().replaceAll('_', ' ')} in ${seconds.toFixed(1)} s.${error}\n${table.toString()}\n${calls}`;
}

const cells = (counts: Counts): string[] => COLUMNS.map((column) => String(counts[column]));
