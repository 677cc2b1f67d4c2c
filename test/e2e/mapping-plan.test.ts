/** `mappings plan --connection` beside a running product: what it counts is what the next sync writes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import { expectQuietSync } from './oracle.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
let zoho: ZohoOrganization;
let connection: Connected;
const folder = mkdtempSync(join(tmpdir(), 'fieldledger-mappings-'));
const table = join(folder, 'default', 'items.ts');
const shipped = readFileSync('mappings/default/items.ts', 'utf8');

beforeAll(async () => {
  cpSync('mappings', folder, { recursive: true });
  bench = await Bench.start({ mappingsDir: folder });
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  writeFileSync(table, shipped);
  zoho = await bench.organization({ services: 30, parts: 20, items: 40, overlap: 10 });
  connection = (await bench.synced(zoho)).connection;
  await zoho.advance(600_000);
  await zoho.forgetCalls();
});

async function plan(...more: readonly string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['src/cli/mappings.ts', 'plan', '--dir', folder, ...more], {
    env: { ...process.env, DATA_DIR: bench.dataDir, SANDBOX_URL: bench.sandbox.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code: Number(code), output };
}

async function planned() {
  const { code, output } = await plan('--connection', connection.id, '--format', 'json');
  const report = JSON.parse(output);
  return { code, set: report.sets[0], effect: report.sets[0].counted.effects[0] };
}

async function writes() {
  const { calls } = await zoho.stats();
  const of = (product: string): number =>
    calls
      .filter((call) => call.product === product && call.method !== 'GET')
      .reduce((sum, { count }) => sum + count, 0);
  return { books: of('books'), fsm: of('fsm') };
}

it('counts nothing, and asks the services nothing of their records, while the mapping is what was applied', async () => {
  const { code, set, effect } = await planned();
  expect({ code, changes: set.changes }).toEqual({ code: 0, changes: [] });
  expect(effect).toMatchObject({ affected: 0, writes: { books: 0, fsm: 0 } });
  expect((await zoho.stats()).calls.filter(({ route }) => /items$|Service_And_Parts$/.test(route))).toEqual(
    [],
  );
});

it('[S5] counts each case of a newly mapped field, and the next sync writes exactly that', async () => {
  const edited = shipped
    .replace('{ both }', '{ both, toBooks }')
    .replace('    sku:', '    purchase_description: toBooks(item.Description),\n    sku:');
  writeFileSync(table, edited);
  const { code, set, effect } = await planned();
  expect(code).toBe(2);
  expect(set.changes).toMatchObject([{ table: 'items', key: 'purchase_description', class: 'newField' }]);
  const rule = effect.rules.purchase_description;
  expect(rule.same + rule.filledInBooks).toBe(effect.affected);
  expect(rule.filledInBooks).toBeGreaterThan(0);
  expect(await writes()).toEqual({ books: 0, fsm: 0 });
  const run = await connection.sync();
  expect(run.state).toBe('SUCCEEDED');
  expect(await writes()).toEqual(effect.writes);
  expect((await planned()).effect).toMatchObject({ affected: 0 });
  await expectQuietSync(zoho, connection);
});

it('writes nothing for a removed rule', async () => {
  writeFileSync(table, shipped.replace('    sku: both(item.SKU),\n', ''));
  const { code, set, effect } = await planned();
  expect(code).toBe(0);
  expect(set.changes).toMatchObject([{ key: 'sku', class: 'removedRule', resync: 'none' }]);
  expect(effect.writes).toEqual({ books: 0, fsm: 0 });
  await connection.sync();
  expect(await writes()).toEqual({ books: 0, fsm: 0 });
});

it('names the connections there are when the id is wrong', async () => {
  const { code, output } = await plan('--connection', 'no-such-connection');
  expect(code).toBe(1);
  expect(output).toContain('there is no connection "no-such-connection"');
  expect(output).toContain('End to end');
});
