/** Database statements of a run that reads every record and finds nothing changed. */
import type { Product } from './product.ts';
import { startProduct } from './product.ts';
import type { Row } from './report.ts';
import type { SandboxProcess } from './sandbox-process.ts';

/** So many that what any sync takes, however little there is to it, is the smaller part. */
const RECORDS = 10_000;

/** Counts what reaches the pool, which all statements go through. */
function countStatements(product: Product): { stop(): number } {
  const { pool } = product.app.database;
  let statements = 0;
  const onAcquire = (): void => {
    statements += 1;
  };
  // One statement takes one client from the pool; a transaction counts once and its statements again below.
  pool.on('acquire', onAcquire);
  return {
    stop() {
      pool.off('acquire', onAcquire);
      return statements;
    },
  };
}

export async function benchStatements(sandbox: SandboxProcess): Promise<Row> {
  const organization = await sandbox.reset({ services: RECORDS, parts: 0, items: 0, overlap: 0 });
  const product = await startProduct(sandbox.url);
  const connectionId = await product.connect(organization);
  await product.firstSync(connectionId);
  // Without watermarks the next run reads everything again, and all of it is unchanged.
  await product.app.database.prisma.watermark.deleteMany({ where: { connectionId } });
  const counter = countStatements(product);
  const before = product.polls;
  const { runId } = await product.sync(connectionId);
  const statements = counter.stop() - (product.polls - before);
  const pair = await product.app.database.prisma.runPair.findFirstOrThrow({
    where: { runId, pair: 'ITEMS' },
  });
  await product.close();
  if (pair.done !== RECORDS) throw new Error(`the run looked at ${pair.done} records instead of ${RECORDS}`);
  return {
    name: 'database statements per 1,000 unchanged records',
    value: statements / (RECORDS / 1_000),
    limit: 30,
    detail: `${statements} statements for ${RECORDS} records on each side`,
  };
}
