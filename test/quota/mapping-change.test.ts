/** A mapping that is edited while a run rests. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectEqualSides } from '../e2e/oracle.ts';
import { QuotaBench } from './bench.ts';

let bench: QuotaBench;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldledger-mappings-'));
  cpSync(join(import.meta.dirname, '../../mappings'), folder, { recursive: true });
  bench = await QuotaBench.open(Date.parse('2026-11-27T09:00:00Z'), { MAPPINGS_DIR: folder });
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

it('[S5] brings all records up to a mapping that was changed while a run rested, at the sync after that run', async () => {
  const file = join(folder, 'default/items.ts');
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, whole.replace(/^ *unit:.*\n/m, ''));
  const zoho = await bench.organization({ services: 2, items: 2 }, { perMinute: null, perDay: null });
  const part = await zoho.addPart({ Name: 'Measured', Unit: 'metre' });
  const connection = await bench.connect(zoho);
  expect((await connection.enable()).state).toBe('SUCCEEDED');
  await bench.clock.skip(600_000);
  await zoho.fault({ product: 'books', route: '/books/v3/items', effect: { kind: 'status', status: 503 } });
  const runId = await connection.beginSync();
  const until = await bench.until(async () => (await bench.eta(runId)).waitingUntil, 'a run that rests');
  writeFileSync(file, whole);
  await zoho.clearFaults();
  await bench.clock.skip(Date.parse(until) - bench.clock.nowMs() + 1_000);
  expect((await connection.ended(runId)).state).toBe('SUCCEEDED');
  await bench.clock.skip(600_000);
  expect(await connection.sync()).toMatchObject({ scope: 'AFFECTED', state: 'SUCCEEDED' });
  const link = await connection.link({ fsmId: part });
  expect((await zoho.item(link?.books?.id ?? ''))?.unit).toBe('metre');
  await expectEqualSides(zoho, connection);
  await bench.clock.skip(600_000);
  expect(await connection.sync()).toMatchObject({ scope: 'INCREMENTAL', state: 'SUCCEEDED' });
});
