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
  const FORBIDDEN = [
    ['src/engine', 'src/store/b.ts'],
    ['src/mapping', 'src/engine/b.ts'],
    ['src/zoho', 'src/mapping/b.ts'],
    ['src/zoho', 'src/engine/run.ts'],
    ['src/sandbox', 'src/zoho/b.ts'],
    ['src/store', 'src/zoho/b.ts'],
    ['src/jobs', 'src/server/b.ts'],
    ['src/somewhere', 'src/engine/b.ts'],
  ] as const;
  const ALLOWED = [
    ['src/engine', 'src/mapping/b.ts'],
    ['src/zoho', 'src/engine/services.ts'],
    ['src/store', 'src/engine/store.ts'],
    ['src/jobs', 'src/store/b.ts'],
    ['src/server', 'src/sandbox/b.ts'],
  ] as const;

  /** For each arrow a file that imports a value along it, and one that imports a type. */
  function imports(arrows: readonly (readonly [folder: string, target: string])[]): Record<string, string> {
    const files = arrows.flatMap(([folder, to], number) => [
      [to, target],
      [`${folder}/value${number}.ts`, `export { value } from '../../${to}';\n`],
      [`${folder}/type${number}.ts`, `export type { Value } from '../../${to}';\n`],
    ]);
    return Object.fromEntries(files);
  }

  it('are refused where the folders do not allow them, even for a type', async () => {
    const { code, output } = await cruise(project(imports(FORBIDDEN)));
    expect(code).toBe(1);
    for (const [number, [folder]] of FORBIDDEN.entries()) {
      expect(output).toContain(`${folder}/value${number}.ts`);
      expect(output).toContain(`${folder}/type${number}.ts`);
    }
  });

  it('pass where the folders allow them', async () => {
    expect(await cruise(project(imports(ALLOWED)))).toMatchObject({ code: 0 });
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
