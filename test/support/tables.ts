/** What the database holds, row by row. */

import { openDatabase } from '../../src/store/database.ts';
import type { PrismaClient } from '../../src/store/generated/prisma/client.ts';
import { silentLog } from './log.ts';

export type Dump = Readonly<Record<string, readonly string[]>>;

/** Tables that a preview leaves as they are. */
export const KEPT_BY_PREVIEWS = [
  'RecordLink',
  'PendingRecord',
  'Watermark',
  'Intent',
  'ParkedRecord',
  'MappingVersion',
  'StagedRecord',
  'Notification',
];

export async function dumpTables(prisma: PrismaClient, tables: readonly string[]): Promise<Dump> {
  const dumped: Record<string, string[]> = {};
  for (const table of tables) {
    const rows = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_jsonb(t)::text AS row FROM "${table}" t ORDER BY 1`,
    );
    dumped[table] = rows.map(({ row }) => row);
  }
  return dumped;
}

/** Of an embedded database, which a running product may have open. */
export async function dumpFolder(dataDir: string, tables: readonly string[]): Promise<Dump> {
  const database = await openDatabase({ databaseUrl: '', dataDir, log: silentLog });
  try {
    return await dumpTables(database.prisma, tables);
  } finally {
    await database.close();
  }
}
