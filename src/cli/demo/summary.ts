/** What the first sync did, as a table, and why records were left out. */
import Table from 'cli-table3';
import { COUNT_OF_OUTCOME, type Counts, NO_COUNTS, type Outcome } from '../../engine/model.ts';
import type { Database } from '../../store/database.ts';

const COLUMNS = ['created', 'updated', 'linked', 'deactivated', 'unchanged', 'skipped', 'failed'] as const;
/** In the order of their rows. */
const KINDS = {
  items: 'items',
  business: 'companies',
  person: 'contact persons',
  individual: 'contacts',
} as const;
const DIRECTIONS = { TO_BOOKS: 'Books', TO_FSM: 'FSM' } as const;

interface Row {
  readonly name: string;
  readonly counts: Counts;
}

export async function summary(database: Database, runId: string): Promise<string> {
  const run = await database.prisma.syncRun.findUniqueOrThrow({ where: { id: runId } });
  const rows = await countRows(database, runId);
  const seconds = ((run.endedAt?.getTime() ?? 0) - (run.startedAt?.getTime() ?? 0)) / 1_000;
  const error = run.errorMessage === null ? [] : [`${run.errorCode}: ${run.errorMessage}`];
  return [
    `First sync: ${run.state.toLowerCase().replaceAll('_', ' ')} in ${seconds.toFixed(1)} s.`,
    ...error,
    ...(rows.length === 0 ? [] : [tableOf(rows)]),
    ...(await reasons(database, runId)),
    `Calls: Books ${run.booksReads} reads, ${run.booksWrites} writes; FSM ${run.fsmReads} reads, ${run.fsmWrites} writes.`,
  ].join('\n');
}

async function countRows(database: Database, runId: string): Promise<readonly Row[]> {
  const groups = await database.prisma.runRecord.groupBy({
    by: ['kind', 'direction', 'outcome'],
    where: { runId, outcome: { not: null } },
    _count: true,
  });
  return Object.entries(KINDS).flatMap(([kind, words]) =>
    Object.entries(DIRECTIONS).flatMap(([direction, side]) => {
      const own = groups.filter((group) => group.kind === kind && group.direction === direction);
      if (own.length === 0) return [];
      return [{ name: `${words} to ${side}`, counts: own.reduce(added, NO_COUNTS) }];
    }),
  );
}

function added(counts: Counts, group: { readonly outcome: Outcome | null; readonly _count: number }): Counts {
  if (group.outcome === null) return counts;
  const key = COUNT_OF_OUTCOME[group.outcome];
  return { ...counts, [key]: counts[key] + group._count };
}

/** Without the columns that are empty, so that it fits 80 columns. */
function tableOf(rows: readonly Row[]): string {
  const columns = COLUMNS.filter((column) => rows.some(({ counts }) => counts[column] > 0));
  const table = new Table({ head: ['', ...columns], style: { head: [], border: [], compact: true } });
  for (const { name, counts } of rows) table.push([name, ...columns.map((column) => String(counts[column]))]);
  return table.toString();
}

async function reasons(database: Database, runId: string): Promise<readonly string[]> {
  const groups = await database.prisma.runRecord.groupBy({
    by: ['outcome', 'reasonMessage'],
    where: { runId, outcome: { in: ['SKIPPED', 'FAILED'] }, reasonMessage: { not: null } },
    _count: true,
  });
  return groups
    .toSorted((a, b) => b._count - a._count)
    .map(
      ({ outcome, reasonMessage, _count: count }) =>
        ` ${outcome === 'FAILED' ? 'failed' : 'skipped'} ${count}: ${reasonMessage}`,
    );
}
