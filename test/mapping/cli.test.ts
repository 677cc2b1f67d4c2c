import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function mappings(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    const command = [join(ROOT, 'src/cli/mappings.ts'), ...args];
    const env = { ...process.env, NO_COLOR: '1' };
    execFile(process.execPath, command, { cwd: ROOT, env }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mapping-sets-'));
  mkdirSync(join(folder, 'acme'));
  const catalog = JSON.stringify(join(ROOT, 'mappings/default/catalog/index.ts'));
  const source = `import { item, items } from ${catalog};\n\nexport default items({}, {\n  rate: item.Unit_Price,\n  'sku': 7,\n});\n`;
  writeFileSync(join(folder, 'acme/items.ts'), source);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('mappings check', () => {
  it('passes the shipped sets', async () => {
    expect(await mappings('check')).toEqual({ code: 0, out: '✓ default\n', err: '' });
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
