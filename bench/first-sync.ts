/** First sync of 5,000 and 5,000 items, over a bare loop that makes the same calls and keeps nothing. */
import { bareLoop } from './bare-loop.ts';
import { startProduct } from './product.ts';
import { median, type Row } from './report.ts';
import type { SandboxProcess } from './sandbox-process.ts';

const WORLD = { services: 2_500, parts: 2_500, items: 5_000, overlap: 1_000 };
const ROUNDS = 3;
/** What a session allows itself where a service has no limit (src/zoho). */
const CONCURRENCY = 16;

export async function benchFirstSync(sandbox: SandboxProcess): Promise<Row> {
  const ratios: number[] = [];
  const details: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const organization = await sandbox.reset(WORLD);
    const product = await startProduct(sandbox.url);
    const connectionId = await product.connect(organization);
    await sandbox.clearStats();
    const sync = await product.firstSync(connectionId);
    await product.close();
    const calls = await sandbox.stats(organization.booksOrganizationId);
    const fresh = await sandbox.reset(WORLD);
    const bareMs = await bareLoop(sandbox.url, fresh, calls, CONCURRENCY);
    ratios.push(sync.ms / bareMs);
    details.push(`${(sync.ms / 1000).toFixed(1)} s / ${(bareMs / 1000).toFixed(1)} s`);
  }
  return {
    name: 'first sync of 5,000 + 5,000 items, over a bare loop of the same calls',
    value: median(ratios),
    limit: 1.5,
    detail: details.join(', '),
  };
}
