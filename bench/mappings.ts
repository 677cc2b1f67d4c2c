/** The mapping tools as their users wait for them: a check of the shipped set, a plan over 10,000 linked records. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Product, startProduct } from './product.ts';
import { median, type Row } from './report.ts';
import type { SandboxProcess } from './sandbox-process.ts';

const ROUNDS = 3;
const LINKS = 10_000;
/** What starting Node and reading one small module costs on this machine: the unit the figures are counted in. */
const IDLE = ['-e', "import('node:fs')"];

interface Timed {
  readonly ms: number;
  readonly code: number;
  readonly output: string;
}

async function timed(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Timed> {
  const started = performance.now();
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = await once(child, 'close');
  return { ms: performance.now() - started, code: Number(code), output };
}

/** Seconds of the command, and how many bare starts of Node that is. */
async function figures(
  run: () => Promise<Timed>,
  expected: number,
): Promise<{ seconds: number; starts: number }> {
  const seconds: number[] = [];
  const starts: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const idle = await timed(IDLE);
    const one = await run();
    if (one.code !== expected) throw new Error(`the command ended with ${one.code}: ${one.output}`);
    seconds.push(one.ms / 1_000);
    starts.push(one.ms / idle.ms);
  }
  return { seconds: median(seconds), starts: median(starts) };
}

export async function benchMappingCheck(): Promise<Row> {
  const { seconds, starts } = await figures(() => timed(['src/cli/mappings.ts', 'check']), 0);
  return {
    name: '`mappings check` of the shipped sets, seconds',
    value: seconds,
    limit: 2,
    detail: `${starts.toFixed(1)} times a bare start of Node`,
  };
}

/** A copy of the shipped sets with a field newly mapped, so that every linked record is affected. */
function changedMappings(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fieldledger-bench-mappings-'));
  cpSync('mappings', folder, { recursive: true });
  const file = join(folder, 'default', 'items.ts');
  const text = readFileSync(file, 'utf8')
    .replace('{ both }', '{ both, toBooks }')
    .replace('    sku:', '    purchase_description: toBooks(item.Description),\n    sku:');
  writeFileSync(file, text);
  return folder;
}

export async function benchMappingPlan(sandbox: SandboxProcess): Promise<Row> {
  const organization = await sandbox.reset({ services: LINKS / 2, parts: LINKS / 2, items: 0, overlap: 0 });
  const product: Product = await startProduct(sandbox.url);
  const folder = changedMappings();
  try {
    const connectionId = await product.connect(organization);
    await product.firstSync(connectionId);
    const args = [
      'src/cli/mappings.ts',
      'plan',
      '--dir',
      folder,
      '--connection',
      connectionId,
      '--format',
      'json',
    ];
    const env = { DATA_DIR: product.dataDir, SANDBOX_URL: sandbox.url };
    const { seconds, starts } = await figures(() => timed(args, env), 2);
    return {
      name: '`mappings plan --connection` over 10,000 affected links, seconds',
      value: seconds,
      limit: 5,
      detail: `both sides read, database included; ${starts.toFixed(1)} times a bare start of Node`,
    };
  } finally {
    await product.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
