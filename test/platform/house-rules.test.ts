/** The rules of the house catch what they forbid: a lint that never fires would look just as green. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedIn, rulesIn } from '../../src/cli/rules.ts';
import { temporaryFolder } from '../support/folder.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A copy of the project's rules with these files in it. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const path of ['biome.json', 'tools/pure-time.grit', '.dependency-cruiser.mjs', '.gitignore']) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(folder, path));
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function run(folder: string, command: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const file = join(ROOT, 'node_modules/.bin', command);
    execFile(file, args, { cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, output: stdout + stderr }),
    );
  });
}

const cruise = (folder: string) =>
  run(folder, 'depcruise', '--config', '.dependency-cruiser.mjs', 'src', '--output-type', 'err-long');

describe('time and chance', () => {
  it.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    'setTimeout(() => {}, 1)',
    'setInterval(() => {}, 1)',
    'performance.now()',
    'crypto.randomUUID()',
  ])('%s is refused in the engine and the mapping layer, and nowhere else', async (expression) => {
    const text = `export const value = () => ${expression};\n`;
    const folder = project({ 'src/engine/a.ts': text, 'src/mapping/b.ts': text, 'src/jobs/c.ts': text });
    const { code, output } = await run(folder, 'biome', 'lint', '--colors=off', 'src');
    expect(code).toBe(1);
    expect(output).toContain('src/engine/a.ts:1');
    expect(output).toContain('src/mapping/b.ts:1');
    expect(output).not.toContain('src/jobs/c.ts');
  });

  it('lets the engine make a date of a given time', async () => {
    const folder = project({ 'src/engine/a.ts': 'export const at = (ms: number) => new Date(ms);\n' });
    expect(await run(folder, 'biome', 'lint', 'src')).toMatchObject({ code: 0 });
  });
});

describe('import arrows', () => {
  const target = 'export const value = 1;\nexport type Value = number;\n';

  it.each([
    ['src/engine/a.ts', 'src/store/b.ts'],
    ['src/mapping/a.ts', 'src/engine/b.ts'],
    ['src/zoho/a.ts', 'src/mapping/b.ts'],
    ['src/zoho/a.ts', 'src/engine/run.ts'],
    ['src/sandbox/a.ts', 'src/zoho/b.ts'],
    ['src/store/a.ts', 'src/zoho/b.ts'],
    ['src/jobs/a.ts', 'src/server/b.ts'],
    ['src/somewhere/a.ts', 'src/engine/b.ts'],
  ])('%s may not import %s, not even a type', async (from, to) => {
    const path = `../../${to}`;
    for (const statement of [`export { value } from '${path}';`, `export type { Value } from '${path}';`]) {
      const { code, output } = await cruise(project({ [from]: `${statement}\n`, [to]: target }));
      expect(output).toContain(from);
      expect(code).toBe(1);
    }
  });

  it.each([
    ['src/engine/a.ts', 'src/mapping/b.ts'],
    ['src/zoho/a.ts', 'src/engine/services.ts'],
    ['src/store/a.ts', 'src/engine/store.ts'],
    ['src/jobs/a.ts', 'src/store/b.ts'],
    ['src/server/a.ts', 'src/sandbox/b.ts'],
  ])('%s may import %s', async (from, to) => {
    const folder = project({ [from]: `export { value } from '../../${to}';\n`, [to]: target });
    expect(await cruise(folder)).toMatchObject({ code: 0 });
  });

  it('keeps packages out of the engine', async () => {
    const folder = project({ 'src/engine/a.ts': `export { z } from 'zod';\n` });
    expect(await cruise(folder)).toMatchObject({ code: 1 });
  });
});

describe('rule ids', () => {
  it('are read from the rules, several to a line where need be', () => {
    expect(rulesIn('- **D1** One. **D2** Two.\n- **E10** Ten (`X`).\n')).toEqual([
      { id: 'D1', text: 'One.' },
      { id: 'D2', text: 'Two.' },
      { id: 'E10', text: 'Ten (`X`).' },
    ]);
  });

  it('are read from titles', () => {
    // Put together here, so that this file names no rule itself.
    const title = `never twice ${[1, 2].map((number) => `[Q${number}]`).join(' ')}`;
    expect(namedIn(`it('${title}', () => list[0]);`)).toEqual([
      { id: 'Q1', title },
      { id: 'Q2', title },
    ]);
  });
});
