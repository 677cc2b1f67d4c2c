/** The source of users' own transforms in the fingerprint: what counts as the same code, and what as other code. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { sourcesOf } from '../../src/mapping/source/closure.ts';
import { functionText } from '../../src/mapping/source/function-text.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Digest of the transform `own` in a set of these files, which begins with items.ts. */
function digestOf(files: Readonly<Record<string, string>>, id = 'own'): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'mapping-source-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return sourcesOf([pathToFileURL(join(folder, 'items.ts')).href])(id);
}

const transforms = (body: string, before = ''): string => `
import { defineTransform, refuse } from '#mapping';
${before}
export const own = defineTransform({ id: 'own', version: 1, accepts: { fsm: 'text', books: 'text' },
  toBooks: ${body} });`;
const items = "import { own } from './transforms.ts';\nexport default own;\n";
const set = (body: string, before = ''): Record<string, string> => ({
  'items.ts': items,
  'transforms.ts': transforms(body, before),
});
const first = digestOf(set('(bin) => SHELF + bin.trim()', "const SHELF = 'Shelf ';"));

describe('one transform, written in another way', () => {
  it.each([
    [
      'comments and formatting',
      set('( bin )=>\n // a remark\n SHELF   + bin . trim()', "/* why */ const SHELF = 'Shelf ';"),
    ],
    ['the name of a local', set('(text) => SHELF + text.trim()', "const SHELF = 'Shelf ';")],
    ['the name of a constant', set('(bin) => WORD + bin.trim()', "const WORD = 'Shelf ';")],
    [
      'quotes and a body with return',
      set('(bin) => { return SHELF + bin.trim(); }', 'const SHELF = "Shelf ";'),
    ],
    ['types', set('(bin: string): string => SHELF + bin.trim()', "const SHELF: string = 'Shelf ' as const;")],
    [
      'another place for the constant',
      {
        'items.ts': items,
        'transforms.ts': transforms(
          '(bin) => SHELF + bin.trim()',
          "import { word as SHELF } from './lib/words.ts';",
        ),
        'lib/words.ts': "export * from './more.ts';",
        'lib/more.ts': "export const unused = 1;\nconst shelf = 'Shelf ';\nexport { shelf as word };",
      },
    ],
    [
      'other things in its file',
      set(
        '(bin) => SHELF + bin.trim()',
        "const SHELF = 'Shelf ';\nexport const other = (a: number) => a + 1;",
      ),
    ],
    [
      'the file it is in',
      { 'items.ts': `${transforms('(bin) => SHELF + bin.trim()', "const SHELF = 'Shelf ';")}` },
    ],
  ] as const)('%s changes nothing', (_what, files) => {
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(digestOf(files)).toBe(first);
  });
});

describe('another transform', () => {
  it.each([
    ['its own code', set('(bin) => SHELF + bin.trimEnd()', "const SHELF = 'Shelf ';")],
    ['a constant', set('(bin) => SHELF + bin.trim()', "const SHELF = 'Bin ';")],
    ['what a name stands for', set('(bin) => bin + SHELF.trim()', "const SHELF = 'Shelf ';")],
    [
      'a constant that is assigned to again',
      set('(bin) => SHELF + bin.trim()', "let SHELF = 'Shelf ';\nSHELF = 'Bin ';"),
    ],
    ['a default value', set("(bin, sep = '-') => SHELF + bin.trim() + sep", "const SHELF = 'Shelf ';")],
  ] as const)('differs in %s', (_what, files) => {
    expect(digestOf(files)).not.toBe(first);
  });

  const helped = (helper: string, data = '{"a":1}'): string | null =>
    digestOf({
      'items.ts': items,
      'transforms.ts': transforms('(bin) => help(bin)', "import { help } from './help.ts';"),
      'help.ts': `import table from './table.json' with { type: 'json' };\nconst inner = ${helper};\nexport function help(text: string) { return inner(text, table) + (text ? '' : help('x')); }`,
      'table.json': data,
    });

  it('differs when a helper of a helper does, or the data it reads', () => {
    const before = helped('(text) => text');
    expect(helped('(words) => words')).toBe(before);
    expect(helped('(text) => text + "!"')).not.toBe(before);
    expect(helped('(text) => text', '{"a":2}')).not.toBe(before);
  });

  it('made by a function stands on every file of the set, since its arguments are not in its code', () => {
    const made = (argument: string): Record<string, string> => ({
      'items.ts': `import { suffix } from './transforms.ts';\nexport default suffix('${argument}');`,
      'transforms.ts':
        "import { defineTransform } from '#mapping';\nexport const suffix = (end) => defineTransform({ id: 'own', version: 1, accepts: { fsm: 'text', books: 'text' }, toBooks: (text) => text + end });",
    });
    expect(digestOf(made('a'))).not.toBe(digestOf(made('b')));
    expect(digestOf(made('a'))).toBe(digestOf(made('a')));
  });
});

describe('a function without its file', () => {
  it.each([
    ['(a) => a + 1', 'b => b+1'],
    ['function (a) { return a; }', 'function named(x) { return x; }'],
    ['toBooks(value) { const x = value; return x; }', 'toBooks(v) { const y = v; return y; }'],
    [
      '(a) => { for (const b of a) { if (b) return b; } }',
      '(list) => { for (const one of list) { if (one) return one; } }',
    ],
    ['({ a, b: [c] }) => a + c', '({ a: x, b: [y] }) => x + y'],
    ['(a) => a.b', '(x) => x.b'],
  ])('%s is %s', (one, other) => {
    expect(functionText(other)).toEqual(functionText(one));
  });

  it.each([
    ['(a) => a + 1', '(a) => a + 2'],
    ['(a, b) => a - b', '(a, b) => b - a'],
    ['(a) => a.b', '(a) => a.c'],
    ['(a) => a.b', '(a) => a[b]'],
    ['(a) => a?.b', '(a) => a.b'],
    ['(a) => /x/.test(a)', '(a) => /x/i.test(a)'],
    ['(a) => { let b = 1; { let b = 2; } return b; }', '(a) => { let b = 1; { b = 2; } return b; }'],
    ['(a) => c', '(a) => d'],
  ])('%s is not %s', (one, other) => {
    expect(functionText(other)).not.toEqual(functionText(one));
  });
});
