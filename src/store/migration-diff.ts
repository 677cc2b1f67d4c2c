/** What prisma/schema.prisma has that prisma/migrations do not make yet. */
import { embeddedUrl, startDatabase } from './embedded/start.ts';
import { readDatamodel, readMigrations, withSchemaEngine } from './schema-engine.ts';

/**
 * SQL that leads from the migrations (or from nothing) to the datamodel; empty when they agree. The migrations are
 * played on an empty database in memory.
 */
export async function scriptToDatamodel(from: 'migrations' | 'empty'): Promise<string> {
  const scratch = await startDatabase(null);
  try {
    const url = embeddedUrl(scratch);
    return await withSchemaEngine({ url, shadowUrl: url }, async (engine) => {
      const { stdout, exitCode } = await engine.diff({
        from: from === 'empty' ? { tag: 'empty' } : { tag: 'migrations', ...readMigrations() },
        to: { tag: 'schemaDatamodel', ...readDatamodel() },
        script: true,
        exitCode: true,
        filters: { externalTables: [], externalEnums: [] },
      });
      return exitCode === 0 ? '' : (stdout ?? '');
    });
  } finally {
    await scratch.close();
  }
}
