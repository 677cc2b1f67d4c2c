/** Gives the space of deleted rows back to the tables of an embedded database: nobody else does. */
import type { Database } from './database.ts';

/**
 * A server has a process of its own for this (autovacuum); the embedded one has none, and every sync stages, plans and
 * deletes rows by the thousand. Table by table: the one session that all queries share is free in between.
 * @returns tables that were gone through; none of a server's, nor of another process's embedded database
 */
export async function vacuumEmbedded({ pool, kind, owner }: Database): Promise<number> {
  if (kind !== 'embedded' || !owner) return 0;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I', c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname = 'public' ORDER BY c.relname`,
  );
  for (const { name } of rows) await pool.query(`VACUUM ${name}`);
  return rows.length;
}
