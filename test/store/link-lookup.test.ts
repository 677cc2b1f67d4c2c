/** How the database finds the link of a record. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openSharedTestDatabase } from '../support/database.ts';

let database: Database;
let shared: Awaited<ReturnType<typeof openSharedTestDatabase>>;
beforeAll(async () => {
  shared = await openSharedTestDatabase();
  database = shared.database;
});
afterAll(() => shared.end());

async function connection(name: string): Promise<string> {
  const organization = { booksOrganizationId: name, fsmOrganizationId: name };
  const settings = { name, product: 'BOOKS', syncType: 'TYPE_I', dataCenter: 'US' } as const;
  return (await database.prisma.connection.create({ data: { ...settings, ...organization } })).id;
}

it('looks a link up by its record also for a connection that no statistics know yet', async () => {
  const [old, young] = [await connection('old'), await connection('young')];
  await database.pool.query(
    `INSERT INTO "RecordLink" (id, "connectionId", pair, kind, "fsmModule", "fsmId", "booksModule", "booksId", base, "mappingFingerprint")
     SELECT gen_random_uuid(), $1::uuid, 'ITEMS', 'items', 'Service_And_Parts', i::text, 'items', i::text, '{}', ''
     FROM generate_series(1, 5000) i`,
    [old],
  );
  await database.pool.query('ANALYZE');
  const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT id FROM "RecordLink" WHERE "connectionId" = '${young}' AND "fsmModule" = 'Service_And_Parts' AND "fsmId" = '1'`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('RecordLink_connectionId_fsmModule_fsmId_key');
  await database.prisma.connection.deleteMany();
});
