/** Catalogs from metadata: what is taken, what stays, and that the text is TypeScript as the formatter would have it. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldSpecs } from '#mapping';
import { mergeModule, type PulledField } from '../../src/mapping/pull/merge.ts';
import { CATALOG_FILES } from '../../src/mapping/pull/modules.ts';
import { printModule } from '../../src/mapping/pull/print.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { type App, startApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { fillDataDir } from '../support/database.ts';

const ROOT = join(import.meta.dirname, '../..');

function pulled(apiName: string, dataType: string, more: Partial<PulledField> = {}): PulledField {
  return { apiName, label: apiName, dataType, mandatory: false, pii: false, ephi: false, ...more };
}

const known: FieldSpecs = {
  name: { kind: 'text', label: 'Name', mandatory: true, maxLength: 100 },
  product_type: { kind: 'picklist', label: 'Type', options: ['goods', 'service'] },
  tax_id: { kind: 'reference', label: 'Tax', refersTo: 'tax', editions: ['uk'] },
  cf_old: { kind: 'text', label: 'Old' },
  cf_hand: { kind: 'text', label: 'By hand', pii: true },
};
const merge = (rows: readonly PulledField[], complete = false) => mergeModule('books', known, rows, complete);

describe('a catalog after its organisation was asked', () => {
  it('takes custom fields with kind, length, values and marks, in the order of their names', () => {
    const { fields, notes } = merge([
      pulled('cf_tier', 'dropdown', { options: ['Gold', ' Silver ', 'Gold'] }),
      pulled('cf_health', 'string', { ephi: true, maxLength: 255 }),
      pulled('cf_amount', 'amount', { maxLength: 16, mandatory: true }),
      pulled('cf_number', 'autonumber'),
    ]);
    expect(Object.keys(fields).slice(5)).toEqual(['cf_amount', 'cf_health', 'cf_number', 'cf_tier']);
    expect(fields).toMatchObject({
      cf_amount: { kind: 'decimal', label: 'cf_amount', mandatory: true },
      cf_health: { kind: 'text', maxLength: 255, ephi: true },
      cf_number: { kind: 'text', readOnly: true },
      cf_tier: { kind: 'picklist', options: ['Gold', 'Silver'] },
    });
    expect(fields.cf_amount).not.toHaveProperty('maxLength');
    expect(notes).toEqual(['cf_amount is new', 'cf_health is new', 'cf_number is new', 'cf_tier is new']);
  });

  it('keeps of standard fields what the codecs were made for, and takes the rest', () => {
    const { fields } = merge([
      pulled('name', 'string', { label: 'Item Name', maxLength: 80 }),
      pulled('product_type', 'dropdown', { options: ['goods', 'service', 'kit'], mandatory: true }),
      pulled('tax_id', 'string'),
      pulled('brand', 'string'),
    ]);
    expect(fields.name).toEqual({ kind: 'text', label: 'Item Name', mandatory: true, maxLength: 80 });
    expect(fields.product_type).toMatchObject({ options: ['goods', 'service'], mandatory: true });
    expect(fields.tax_id).toMatchObject({ kind: 'reference', refersTo: 'tax', editions: ['uk'] });
    expect(fields).not.toHaveProperty('brand');
  });

  it('[P1] never takes a mark away that somebody set by hand, and tells of new ones', () => {
    const { fields, notes } = merge([pulled('cf_hand', 'string'), pulled('name', 'string', { pii: true })]);
    expect(fields.cf_hand).toMatchObject({ pii: true });
    expect(fields.name).toMatchObject({ pii: true });
    expect(notes).toEqual(['name is now marked PII']);
  });

  it('drops custom fields that are gone only where the list is complete', () => {
    expect(merge([]).fields).toHaveProperty('cf_old');
    const { fields, notes } = merge([pulled('name', 'string')], true);
    expect(fields).not.toHaveProperty('cf_old');
    expect(fields).toHaveProperty('tax_id');
    expect(notes).toContain('cf_old is gone');
  });

  it('leaves out what cannot be mapped, and names that are no names', () => {
    const { fields, notes } = merge([pulled('cf_files', 'attachment'), pulled("cf_x'];evil()//", 'string')]);
    expect(Object.keys(fields)).toEqual(Object.keys(known));
    expect(notes).toContain('cf_files is left out: attachment is no data type that can be mapped');
  });
});

const printed = (fields: FieldSpecs): string =>
  printModule({
    service: 'books',
    module: 'items',
    interfaceName: 'Items',
    constantName: 'booksItems',
    fields,
  });

/** What biome makes of a text, as a file of the repository. */
function formatted(text: string): string {
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  return execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=mappings/x.ts'], {
    cwd: ROOT,
    input: text,
    encoding: 'utf8',
  });
}

describe('the text of a catalog', () => {
  it.each(CATALOG_FILES)(
    'of $service.$module is formatted, and says the same when it is read',
    async (one) => {
      const path = join(ROOT, 'mappings/default/catalog', one.file);
      const module = (await import(path)) as Record<string, { fields: FieldSpecs }>;
      const fields = module[one.constantName]?.fields ?? {};
      const text = printModule({ ...one, fields });
      expect(formatted(text)).toBe(text);
      expect(text).toContain(`export interface ${one.interfaceName} extends Fields {}`);
    },
  );

  it('holds labels and values of any kind as what they are: text', () => {
    const label = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom("'", '"', '\\', '`', '$', '{', '\n', '\u2028', 'x') }),
    );
    fc.assert(
      fc.property(label, fc.array(label, { minLength: 1, maxLength: 3 }), (text, options) => {
        const source = printed({ cf_x: { kind: 'picklist', label: text, options } });
        const body = /const fields = (\{[\s\S]*?\n\}) as const/.exec(source)?.[1];
        const read: unknown = new Function(`return ${body}`)();
        expect(read).toEqual({ cf_x: { kind: 'picklist', label: text, options } });
      }),
    );
  });

  it('breaks long lines as the formatter does', () => {
    const text = printed({
      cf_a: {
        kind: 'picklist',
        label: "The manager's choice",
        options: Array.from({ length: 30 }, (_, i) => `Value ${i}`),
      },
      cf_b: { kind: 'text', label: 'x'.repeat(120), mandatory: true },
    });
    expect(formatted(text)).toBe(text);
  });
});

describe('mappings pull', () => {
  let app: App;
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  let dataDir: string;
  let sets: string;
  let connectionId: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'mapping-pull-'));
    await fillDataDir(dataDir);
    sandbox = await startSandbox({ seed: { seed: 'pull', organizations: [{ product: 'books' }] } });
    const config = readConfig({
      PORT: '0',
      DATA_DIR: dataDir,
      ADMIN_TOKEN: 'pull-test-administrator',
      SANDBOX_URL: sandbox.url,
    });
    app = await startApp(config, createLog({ level: 'silent' }));
    const [organization] = sandbox.organizations;
    if (organization === undefined) throw new Error('no organisation');
    const made = await app.control.createConnection({
      name: 'Pull',
      product: 'BOOKS',
      dataCenter: 'SANDBOX',
      ...organization,
    } as Parameters<App['control']['createConnection']>[0]);
    if (!made.ok) throw new Error(JSON.stringify(made));
    connectionId = made.value.connectionId;
    const fields = `${sandbox.url}/sandbox/organizations/${organization.booksOrganizationId}/fields`;
    const patch = (path: string, body: object) =>
      fetch(`${fields}/${path}`, {
        method: 'PATCH',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    await patch('books/items/cf_shelf', { maxLength: 40 });
    await patch('fsm/Service_And_Parts/Shelf__C', { maxLength: 60, pii: true });
    mkdirSync(join(ROOT, '.data'), { recursive: true });
    sets = mkdtempSync(join(ROOT, '.data/mappings-pull-'));
    cpSync(join(ROOT, 'mappings'), sets, { recursive: true });
  });
  afterAll(async () => {
    await app?.close();
    await sandbox?.close();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(sets, { recursive: true, force: true });
  });

  const command = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      const env = {
        ...process.env,
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        DATA_DIR: dataDir,
        DATABASE_URL: '',
        SANDBOX_URL: sandbox.url,
      };
      execFile(
        process.execPath,
        [join(ROOT, 'src/cli/mappings.ts'), ...args, '--dir', sets],
        { cwd: ROOT, env },
        (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });
  const catalog = (set: string, file: string): string =>
    readFileSync(join(sets, set, 'catalog', file), 'utf8');

  it('writes what both organisations tell beside a running product, the same each time', async () => {
    const first = await command('pull', '--connection', connectionId);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('  cf_shelf is new');
    const text = catalog('default', 'books.items.ts');
    expect(text).toContain("cf_shelf: { kind: 'text', label: 'Shelf', maxLength: 40 },");
    expect(catalog('default', 'fsm.Service_And_Parts.ts')).toContain(
      "Shelf__C: { kind: 'text', label: 'Shelf', pii: true, maxLength: 60 },",
    );
    expect(formatted(text)).toBe(text);
    await command('pull', '--connection', connectionId);
    expect(catalog('default', 'books.items.ts')).toBe(text);
  });

  it('begins a new set with the standard catalog, and [P1] gives no property to a marked field', async () => {
    const global = Buffer.from(`Connection:${connectionId}`).toString('base64');
    expect(await command('pull', '--connection', global, '--set', 'acme')).toMatchObject({ code: 0 });
    writeFileSync(
      join(sets, 'acme/items.ts'),
      "import { both } from '#mapping';\nimport { item, items } from './catalog/index.ts';\nexport default items({}, { cf_shelf: both(item.Shelf__C), rate: both(item.Unit_Price) });\n",
    );
    const { code, err } = await command('check', 'acme');
    expect(code).toBe(1);
    expect(err).toContain(
      'cf_shelf is given no FSM field (it is unknown, an object of fields, or marked PII or EPHI): name another',
    );
  });

  it('says so when there is no such connection', async () => {
    expect(await command('pull', '--connection', 'mine')).toMatchObject({ code: 1 });
    const { code, err } = await command('pull', '--connection', '00000000-0000-0000-0000-000000000000');
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
