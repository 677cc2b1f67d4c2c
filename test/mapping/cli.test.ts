/** The commands as they are typed, on the shipped sets and on a repository of their own. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Runs the command line as a user would; colours off. */
function mappings(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const command = join(ROOT, 'src/cli/mappings.ts');
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
    execFile(process.execPath, [command, ...args], { cwd: ROOT, env }, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      resolve({ code, out, err });
    });
  });
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mapping-sets-'));
  mkdirSync(join(folder, 'acme'));
  // Written as JavaScript would be: nothing but the compiler stands in its way.
  const catalog = join(ROOT, 'mappings/default/catalog/index.ts');
  const source = `import { items } from '${catalog}';\n\nexport default items({}, {\n  rate: item.Unit_Price,\n  'sku': 7,\n});\n`;
  writeFileSync(join(folder, 'acme/items.ts'), source.replace('item.Unit_Price', '{}'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('mappings check', () => {
  it('passes the shipped sets and their lock', async () => {
    expect(await mappings('check')).toEqual({ code: 0, out: '✓ default\n✓ lock\n', err: '' });
  });

  it('[E4] names file, line, field and remedy of what is wrong, and fails', async () => {
    const { code, err } = await mappings('check', '--dir', folder);
    expect(code).toBe(1);
    expect(err).toContain(
      'acme/items.ts:4  items.rate  NOT_A_RULE\n    rate is given no rule: use both, toBooks, toFsm or always',
    );
    expect(err).toContain('acme/items.ts:5  items.sku  NOT_A_RULE');
    expect(err).toContain(
      'fsm.Service_And_Parts.Type is mandatory in FSM and no rule writes it: add both or toFsm',
    );
  });

  it('fails for a folder without sets and for a set that is not there', async () => {
    const empty = await mappings('check', '--dir', join(folder, 'acme'));
    expect(empty).toMatchObject({ code: 1 });
    expect(empty.err).toContain('holds no mapping set');
    const missing = await mappings('check', 'nowhere');
    expect(missing).toMatchObject({ code: 1 });
    expect(missing.err).toContain('FILE_MISSING');
    expect(missing.err).not.toContain(ROOT);
  });
});

/** A copy of the shipped sets under git; inside the repository, so that `#mapping` is found. */
let copy: string;
beforeAll(() => {
  mkdirSync(join(ROOT, '.data'), { recursive: true });
  copy = mkdtempSync(join(ROOT, '.data/mappings-test-'));
  git('init', '-q', '-b', 'main');
});
afterAll(() => rmSync(copy, { recursive: true }));

function git(...args: string[]): void {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', copy, ...who, ...args], { stdio: 'ignore' });
}

function edit(file: string, change: (text: string) => string): void {
  const path = join(copy, 'default', file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}
const lockText = (): string => readFileSync(join(copy, 'mappings.lock.json'), 'utf8');

beforeEach(async () => {
  cpSync(join(ROOT, 'mappings'), copy, { recursive: true });
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'base');
});

const there = (...args: string[]) => mappings(...args, '--dir', copy);

describe('mappings check on personal data', () => {
  it('[P1] fails on a field that looks personal until the rule says why it is not', async () => {
    const why = ".via(notPersonal('the public registration number of a business'))";
    edit('customers.ts', (text) => text.replace(why, ''));
    const { code, err } = await there('check');
    expect(code).toBe(1);
    expect(err).toMatch(/default\/customers\.ts:\d+ {2}business\.gst_no {2}LOOKS_PERSONAL\n/);
    expect(err).toContain(
      'fsm.Companies.Tax_Reg_Number ("Tax Registration Number") looks like a tax or identity number: mark it as PII',
    );
    expect(err).not.toContain('individual.gst_no');
    edit('customers.ts', (text) =>
      text.replace('both(company.Tax_Reg_Number)', `both(company.Tax_Reg_Number)${why}`),
    );
    expect(await there('check')).toMatchObject({ code: 0 });
  });
});

describe('mappings lock', () => {
  it('gives the same text for other comments, formatting, names and order', async () => {
    const before = lockText();
    edit('items.ts', (text) =>
      text
        .replaceAll('itemType', 'kindOfItem')
        .replace('{ kindOfItem }', '{ itemType as kindOfItem }')
        .replace('    sku: both(item.SKU),\n', '')
        .replace('    rate:', '    // first of all\n    sku:   both( item.SKU ),\n    rate:'),
    );
    expect(await there('check')).toMatchObject({ code: 0 });
    expect(await there('lock')).toMatchObject({ code: 0 });
    expect(lockText()).toBe(before);
  });

  it('that is stale makes the check fail and says which rule changed', async () => {
    edit('customers.ts', (text) =>
      text.replace('website: both(', 'website: toBooks(').replace('{ both,', '{ both, toBooks,'),
    );
    const { code, err } = await there('check');
    expect(code).toBe(1);
    expect(err).toContain('LOCK_STALE');
    expect(err).toMatch(
      /default\/customers\.ts:\d+ {2}default business\.website: its direction was both and is toBooks/,
    );
    expect(err).toContain('npm run mappings -- lock');
    await there('lock');
    expect(await there('check')).toMatchObject({ code: 0 });
  });

  it('that is missing or was edited by hand makes the check fail', async () => {
    writeFileSync(join(copy, 'mappings.lock.json'), lockText().replace(/\n$/, ''));
    expect(await there('check')).toMatchObject({ code: 1 });
    rmSync(join(copy, 'mappings.lock.json'));
    const { code, err } = await there('check');
    expect(code).toBe(1);
    expect(err).toContain('LOCK_MISSING');
  });
});

describe('mappings plan', () => {
  it('exits with 0 when nothing changed, or what changed touches no record', async () => {
    expect(await there('plan', '--base', 'HEAD')).toMatchObject({
      code: 0,
      out: 'default: nothing changed since HEAD\n',
    });
    edit('items.ts', (text) =>
      text
        .replace("conflict: 'latestWins'", "conflict: 'booksWins'")
        .replace('    sku: both(item.SKU),\n', ''),
    );
    const { code, out } = await there('plan', '--base', 'HEAD', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      resync: 'none',
      exitCode: 0,
      sets: [{ name: 'default', changes: [{ class: 'policy' }, { key: 'sku', class: 'removedRule' }] }],
    });
  });

  it('[S5] exits with 2 for a resync of affected records, in words and as a table', async () => {
    edit('items.ts', (text) =>
      text
        .replace('    unit:', '    purchase_rate: toBooks(item.Unit_Price),\n    unit:')
        .replace('{ both }', '{ both, toBooks }'),
    );
    const text = await there('plan', '--base', 'HEAD');
    expect(text.code).toBe(2);
    expect(text.out).toContain('items.purchase_rate  [new field]');
    const markdown = await there('plan', '--base', 'HEAD', '--format', 'markdown');
    expect(markdown.code).toBe(2);
    expect(markdown.out).toContain('| items.purchase\\_rate | new field | newly mapped');
    expect(markdown.out).toContain('plan --accept');
  });

  it('exits with 3 for a full resync, and with 0 once that is accepted in the lock', async () => {
    edit('customers.ts', (text) =>
      text.replace("{ conflict: 'latestWins' }", "{ syncType: 'IV', conflict: 'latestWins' }"),
    );
    const first = await there('plan', '--base', 'HEAD');
    expect(first).toMatchObject({ code: 3 });
    expect(first.out).toContain('the set was for sync type any and is for IV');
    expect(await there('plan', '--base', 'HEAD', '--accept')).toMatchObject({ code: 0 });
    expect(JSON.parse(lockText())).toMatchObject({ accepted: { default: { resync: 'full' } } });
    expect(await there('plan', '--base', 'HEAD')).toMatchObject({ code: 0 });
    expect(await there('check')).toMatchObject({ code: 0 });
    // The consent was for that change and no other.
    edit('items.ts', (text) =>
      text
        .replace('both(item.SKU)', 'both(item.SKU).via(upperCase)')
        .replace('{ both }', '{ both, upperCase }'),
    );
    expect(await there('plan', '--base', 'HEAD')).toMatchObject({ code: 3 });
  });

  it('exits with 1, and a sentence, for a commit that is none and a set that does not compile', async () => {
    const unknown = await there('plan', '--base', 'nowhere');
    expect(unknown).toMatchObject({
      code: 1,
      err: 'git knows no commit "nowhere" here: name a branch, a tag or a commit.\n',
    });
    edit('items.ts', (text) => text.replace('both(item.SKU)', '7'));
    const broken = await there('plan', '--base', 'HEAD');
    expect(broken).toMatchObject({ code: 1 });
    expect(broken.err).toContain('default/items.ts:11  items.sku  NOT_A_RULE');
  });
});

describe('mappings explain', () => {
  it('shows where a value comes from and what happens to it', async () => {
    const { code, out } = await mappings('explain', 'items.product_type');
    expect(code).toBe(0);
    expect(out).toContain('items.product_type  (mappings/default/items.ts:9)');
    expect(out).toContain('"Service" in FSM → "service" in Books');
    expect((await mappings('explain', 'business.company_name')).out).toContain('carried by the pair itself');
  });

  it('shows every field of a rule that joins several', async () => {
    edit('customers.ts', (text) =>
      text
        .replace('{ both,', '{ both, concat, toBooks,')
        .replace(
          'business: {',
          "business: {\n      notes: toBooks(concat([company.Phone, company.Fax], ' / ')),",
        ),
    );
    const { code, out } = await there('explain', 'business.Fax');
    expect(code).toBe(0);
    expect(out).toContain(
      'Phone (Phone) and Fax (Fax) in FSM, joined by " / ", go to Remarks (notes) in Books',
    );
    expect(out).toContain('  FSM    fsm.Companies.Phone');
    expect(out).toContain('  FSM    fsm.Companies.Fax');
    expect(out).toContain('"+1 213 373 4253" and "42" in FSM → "+1 213 373 4253 / 42" in Books');
  });

  it('names what there is when asked for what there is not', async () => {
    const { code, err } = await mappings('explain', 'items.colour');
    expect(code).toBe(1);
    expect(err).toContain('no rule of items maps "colour"; its rules are name, description');
    expect((await mappings('explain', 'colours.red')).err).toContain(
      'use items, business, person, individual, invoices.',
    );
  });
});

describe('mappings laws', () => {
  it('passes the shipped sets', async () => {
    const { code, out } = await mappings('laws', '--runs', '50');
    expect(code).toBe(0);
    expect(out).toContain('✓ default items.product_type');
  });

  it('shows the smallest value that breaks a rule', async () => {
    edit('transforms.ts', (text) =>
      text.replace(
        "import { choice } from '#mapping';",
        "import { choice, defineTransform } from '#mapping';\nexport const grow = defineTransform({ id: 'grow', version: 1, accepts: { fsm: 'text', books: 'text' }, toBooks: (text) => text + '!', toFsm: (text) => text });",
      ),
    );
    edit('items.ts', (text) =>
      text
        .replace('{ itemType }', '{ grow, itemType }')
        .replace('both(item.SKU)', 'both(item.SKU).via(grow)'),
    );
    const { code, err } = await there('laws', '--runs', '100', '--seed', '7');
    expect(code).toBe(1);
    expect(err).toMatch(
      /✗ default items\.sku: what goes to Books must come back and settle\n {4}"." in FSM goes to Books as ".!"/u,
    );
  });
});
