/** First sync of 5,000 and 5,000 items, over a bare loop that makes the same calls and keeps nothing. */
import { type BareClient, bareLoop } from './bare-loop.ts';
import { type Product, startProduct } from './product.ts';
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
  seed: number,
  calls: readonly CallCount[],
  client: BareClient,
): Promise<number> {
  const organization = await sandbox.reset(WORLD, seed);
  return bareLoop(sandbox.url, organization, calls, CONCURRENCY, client);
}

async function round(sandbox: SandboxProcess, product: Product, seed: number): Promise<Round> {
  const organization = await sandbox.reset(WORLD, seed);
  const connectionId = await product.connect(organization);
  await sandbox.clearStats();
  const { ms: syncMs } = await product.firstSync(connectionId);
  const calls = await sandbox.stats(organization.booksOrganizationId);
  return {
    syncMs,
    fetchMs: await bare(sandbox, seed, calls, 'fetch'),
    undiciMs: await bare(sandbox, seed, calls, 'undici'),
  };
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

export async function benchFirstSync(sandbox: SandboxProcess): Promise<Row> {
  const rounds: Round[] = [];
  // One process for all rounds, as for the loops: what compiling costs in the first is in the first only.
  const product = await startProduct(sandbox.url);
  for (let seed = 1; seed <= ROUNDS; seed += 1) rounds.push(await round(sandbox, product, seed));
  await product.close();
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
