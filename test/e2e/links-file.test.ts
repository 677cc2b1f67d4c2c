/** Links survive a database that lost them: `links export` and `links import`, beside a running product. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportLinks } from '../../src/cli/links/export.ts';
import { importFile } from '../../src/cli/links/import.ts';
import { sentenceOf } from '../../src/cli/process.ts';
import type { Connected } from './connected.ts';
import { Customers, emailOf } from './customers.ts';
import { Bench } from './harness.ts';
import { expectQuietSync } from './oracle.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
let zoho: ZohoOrganization;
let customers: Customers;
let connection: Connected;
const folder = mkdtempSync(join(tmpdir(), 'fieldledger-links-'));
const file = join(folder, 'links.jsonl');

beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Two companies with a person each, a contact of none, an individual customer and some items. */
beforeEach(async () => {
  zoho = await bench.organization({ services: 4, parts: 3, items: 5, overlap: 2 });
  customers = new Customers(zoho);
  const oak = await customers.addCompany('Oak Street');
  await customers.addContact('Ann', oak);
  await customers.addContact('Bob');
  await customers.addBusiness('Elm Street', ['Cid']);
  await customers.addIndividual('Dee');
  ({ connection } = await bench.synced(zoho));
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly told: string;
}

/** What the command does, without the time that a process of its own takes to start. */
async function links(
  command: 'export' | 'import',
  path: string,
  ...flags: readonly string[]
): Promise<Ended> {
  vi.stubEnv('DATA_DIR', bench.dataDir);
  vi.stubEnv('SANDBOX_URL', bench.sandbox.url);
  const [out, told] = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => undefined),
  );
  const said = (spy: typeof out): string => (spy?.mock.calls ?? []).map(([line]) => `${line}\n`).join('');
  try {
    const of = { connection: connection.id };
    if (command === 'export') await exportLinks({ ...of, out: path });
    else await importFile(path, { ...of, ...(flags.includes('--dry-run') ? { dryRun: true } : {}) });
    return { code: Number(process.exitCode ?? 0), out: said(out), told: said(told) };
  } catch (error) {
    return { code: 1, out: said(out), told: sentenceOf(error) ?? String(error) };
  } finally {
    process.exitCode = undefined;
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
}

/** The command itself. */
async function runCommand(...args: readonly string[]): Promise<Ended> {
  const [command = '', ...more] = args;
  const child = spawn(
    process.execPath,
    ['src/cli/links.ts', command, '--connection', connection.id, ...more],
    {
      env: { ...process.env, DATA_DIR: bench.dataDir, SANDBOX_URL: bench.sandbox.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said = { out: '', told: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.told += text;
  });
  const [code] = await once(child, 'close');
  return { code: Number(code), ...said };
}

async function exported(): Promise<readonly string[]> {
  expect(await links('export', file)).toMatchObject({ code: 0, out: '' });
  return readFileSync(file, 'utf8').trim().split('\n');
}

const ends = async () =>
  (await connection.links()).map(({ fsm, books, state }) => `${fsm?.id} ${books?.id} ${state}`).sort();

describe('export, loss and import', () => {
  it('brings every link back, and the next syncs write nothing', async () => {
    const before = await ends();
    const ids = (await connection.links()).map(({ id }) => id).sort();
    expect(before.length).toBeGreaterThan(12);
    const lines = await exported();
    expect(lines).toHaveLength(1 + before.length);
    await bench.forgetLinks(connection);
    expect(await links('import', file, '--dry-run')).toMatchObject({
      code: 0,
      told: `Would be: ${before.length} restored.\n`,
    });
    expect(await ends()).toEqual([]);
    expect(await links('import', file)).toMatchObject({ code: 0, told: `${before.length} restored.\n` });
    expect(await ends()).toEqual(before);
    expect((await connection.links()).map(({ id }) => id).sort()).toEqual(ids);
    await zoho.advance(600_000);
    await zoho.forgetCalls();
    expect((await connection.sync()).state).toBe('SUCCEEDED');
    expect((await zoho.stats()).writes).toBe(0);
    expect(await ends()).toEqual(before);
    await expectQuietSync(zoho, connection);
  });

  it('holds ids and hashes, and nothing that a user typed', async () => {
    const text = (await exported()).join('\n');
    // Nothing shorter, and nothing of one word: the letters of a digest spell three-letter names now and then.
    for (const typed of ['Oak Street', 'Elm Street', 'example.com', emailOf('Ann'), emailOf('Bob')])
      expect(text.toLowerCase()).not.toContain(typed.toLowerCase());
    const { code, out, told } = await runCommand('export');
    expect({ code, told }).toEqual({ code: 0, told: expect.stringContaining('written to standard output') });
    expect(out.split('\n')[0]).toContain('"format":"fieldledger-links"');
    expect(await runCommand('import', join(folder, 'none.jsonl'))).toMatchObject({ code: 1, out: '' });
  });

  it('does only what is missing when it is run again', async () => {
    const before = await ends();
    const lines = await exported();
    await bench.forgetLinks(connection);
    const half = join(folder, 'half.jsonl');
    writeFileSync(half, lines.slice(0, 6).join('\n'));
    expect(await links('import', half)).toMatchObject({ code: 0, told: '5 restored.\n' });
    await zoho.forgetCalls();
    expect(await links('import', file)).toMatchObject({
      code: 0,
      told: `${before.length - 5} restored, 5 already there.\n`,
    });
    expect(await links('import', file)).toMatchObject({ code: 0, told: `${before.length} already there.\n` });
    expect(await ends()).toEqual(before);
  });

  it('carries an edit that was made while the links were lost', async () => {
    await exported();
    await bench.forgetLinks(connection);
    const [company] = (await connection.links()).filter(({ fsm }) => fsm?.module === 'Companies');
    expect(company).toBeUndefined();
    await zoho.advance(600_000);
    const { body } = await zoho.fsm('GET', '/Companies');
    const oak = body.data.find((row: { Company_Name: string }) => row.Company_Name === 'Oak Street').id;
    await customers.editFsm('Companies', oak, { Website: 'https://oak.example.com' });
    expect((await links('import', file)).code).toBe(0);
    expect((await connection.sync()).state).toBe('SUCCEEDED');
    const link = await connection.link({ fsmId: oak });
    expect(await customers.customer(link?.books?.id ?? '')).toMatchObject({
      website: 'https://oak.example.com',
    });
    await zoho.advance(600_000);
    await expectQuietSync(zoho, connection);
  });

  it('compares both sides anew where another key made the hashes', async () => {
    const before = await ends();
    const [head = '', ...rest] = await exported();
    const other = head.replace(/"hashingKey":"[^"]*"/, '"hashingKey":"of-another-installation"');
    writeFileSync(file, [other, ...rest].join('\n'));
    await bench.forgetLinks(connection);
    const { code, told } = await links('import', file);
    expect({ code, told }).toMatchObject({ code: 0, told: expect.stringContaining('another APP_KEY') });
    await zoho.advance(600_000);
    await zoho.forgetCalls();
    expect((await connection.sync()).state).toBe('SUCCEEDED');
    expect((await zoho.stats()).writes).toBe(0);
    expect(await ends()).toEqual(before);
    await expectQuietSync(zoho, connection);
  });
});

describe('what an import leaves out, it names', () => {
  it('[D1] [D2] marks what has been deleted since, and nothing is created for it', async () => {
    await exported();
    const oak = (await connection.links()).find(({ fsm }) => fsm?.module === 'Companies');
    const [item, gone] = (await connection.links()).filter(({ books }) => books?.module === 'items');
    await zoho.deleteItem(item?.books?.id ?? '');
    await zoho.deleteItem(gone?.books?.id ?? '');
    await zoho.deletePart(gone?.fsm?.id ?? '');
    await bench.forgetLinks(connection);
    const { code, out } = await links('import', file);
    expect(code).toBe(2);
    expect(out).toMatch(new RegExp(`line \\d+: restored, gone in Books: .* ${item?.books?.id}\n`));
    expect(out).toMatch(new RegExp(`line \\d+: not found: .* ${gone?.books?.id}\n`));
    expect(await connection.link({ booksId: item?.books?.id ?? '' })).toMatchObject({
      state: 'GONE_IN_BOOKS',
    });
    expect(await connection.link({ booksId: oak?.books?.id ?? '' })).toMatchObject({ state: 'LINKED' });
    await zoho.advance(600_000);
    await zoho.forgetCalls();
    await connection.sync();
    expect((await zoho.stats()).writes).toBe(0);
  });

  it('never replaces a link that is there', async () => {
    const lines = await exported();
    const rows = lines.slice(1).map((line) => JSON.parse(line).link);
    const items = rows.filter(({ kind }) => kind === 'items');
    const [one, two] = items;
    const swapped = { link: { ...one, booksId: two.booksId } };
    writeFileSync(file, [lines[0], JSON.stringify(swapped)].join('\n'));
    const before = await ends();
    const { code, out } = await links('import', file);
    expect({ code, out }).toEqual({
      code: 2,
      out: `line 2: conflict: FSM Service_And_Parts ${one.fsmId} with Books items ${two.booksId}: the FSM record has another link\n`,
    });
    expect(await ends()).toEqual(before);
  });

  it('names broken lines by their number and repeats nothing of them', async () => {
    const lines = await exported();
    const before = await ends();
    await bench.forgetLinks(connection);
    const broken = ['{"link":', '{"customer":"Secret Ltd"}', '{"link":{"fsmId":"Secret Ltd"}}'];
    writeFileSync(file, [lines[0], ...broken, ...lines.slice(1)].join('\n'));
    const { code, out, told } = await links('import', file);
    expect(code).toBe(2);
    expect(out.split('\n').filter((line) => line !== '')).toEqual([
      'line 2: broken line: it is no JSON',
      'line 3: broken line: it is neither a link nor a parked record',
      expect.stringMatching(/^line 4: broken line: link\.\w+ is not usable$/),
    ]);
    expect(out + told).not.toContain('Secret');
    expect(await ends()).toEqual(before);
  });

  it('takes parked records along', async () => {
    const [link] = (await connection.links()).filter(({ books }) => books?.module === 'items');
    await connection.unlink(link?.id ?? '');
    const lines = await exported();
    expect(lines.filter((line) => line.startsWith('{"parked"'))).toHaveLength(2);
    await bench.forgetLinks(connection);
    expect((await links('import', file)).code).toBe(0);
    await zoho.advance(600_000);
    await zoho.forgetCalls();
    await connection.sync();
    expect((await zoho.stats()).writes).toBe(0);
    expect(await connection.link({ booksId: link?.books?.id ?? '' })).toBeNull();
  });
});

describe('an import is refused', () => {
  it('of a file of other organisations, or of none', async () => {
    const [head = '', ...rest] = await exported();
    const foreign = head.replace(/"booksOrganizationId":"[^"]*"/, '"booksOrganizationId":"1"');
    writeFileSync(file, [foreign, ...rest].join('\n'));
    expect(await links('import', file)).toMatchObject({
      code: 1,
      out: '',
      told: expect.stringMatching(/^The file is of other organisations/),
    });
    writeFileSync(file, 'name,id\n');
    expect(await links('import', file)).toMatchObject({ code: 1, told: expect.stringMatching(/^Line 1/) });
    writeFileSync(file, head.replace('"version":1', '"version":2'));
    expect(await links('import', file)).toMatchObject({ code: 1, told: expect.stringMatching(/version 2/) });
    expect(await links('import', join(folder, 'none.jsonl'))).toMatchObject({ code: 1 });
  });

  it('[S7] while a run works on the connection', async () => {
    await exported();
    await zoho.fault({
      product: 'fsm',
      route: '/fsm/v1/Companies',
      times: 1,
      effect: { kind: 'delay', ms: 8_000 },
    });
    const runId = await connection.beginSync();
    const refused = await links('import', file);
    await connection.cancel(runId);
    await connection.ended(runId);
    expect(refused).toMatchObject({
      code: 1,
      told: expect.stringMatching(/^A sync of this connection is under way/),
    });
    expect((await links('import', file)).code).toBe(0);
  });
});
