/** First sync of 5,000 and 5,000 items, over a bare loop that makes the same calls and keeps nothing. */
import { type BareClient, bareLoop } from './bare-loop.ts';
import { startProduct } from './product.ts';
import { median, type Row } from './report.ts';
import type { CallCount, SandboxProcess } from './sandbox-process.ts';

const WORLD = { services: 2_500, parts: 2_500, items: 5_000, overlap: 1_000 };
const ROUNDS = 3;
/** What a session allows itself where a service has no limit (src/zoho). */
const CONCURRENCY = 16;

interface Round {
  readonly syncMs: number;
  readonly fetchMs: number;
  readonly undiciMs: number;
}

async function bare(
  sandbox: SandboxProcess,
  calls: readonly CallCount[],
  client: BareClient,
): Promise<number> {
  const organization = await sandbox.reset(WORLD);
  return bareLoop(sandbox.url, organization, calls, CONCURRENCY, client);
}

async function round(sandbox: SandboxProcess): Promise<Round> {
  const organization = await sandbox.reset(WORLD);
  const product = await startProduct(sandbox.url);
  const connectionId = await product.connect(organization);
  await sandbox.clearStats();
  const { ms: syncMs } = await product.firstSync(connectionId);
  await product.close();
  const calls = await sandbox.stats(organization.booksOrganizationId);
  return {
    syncMs,
    fetchMs: await bare(sandbox, calls, 'fetch'),
    undiciMs: await bare(sandbox, calls, 'undici'),
  };
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

export async function benchFirstSync(sandbox: SandboxProcess): Promise<Row> {
  const rounds: Round[] = [];
  for (let index = 0; index < ROUNDS; index += 1) rounds.push(await round(sandbox));
  const lean = median(rounds.map(({ syncMs, undiciMs }) => syncMs / undiciMs));
  const times = rounds
    .map(({ syncMs, fetchMs }) => `${seconds(syncMs)} s / ${seconds(fetchMs)} s`)
    .join(', ');
  return {
    name: 'first sync of 5,000 + 5,000 items, over a bare loop of the same calls',
    value: median(rounds.map(({ syncMs, fetchMs }) => syncMs / fetchMs)),
    limit: 1.5,
    detail: `${times}; loop written with fetch (over one written with undici's request: ${lean.toFixed(2)})`,
  };
}
