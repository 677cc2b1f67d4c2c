/**
 * The corpus in `test/mapping-errors`: every wrong file must give its sentence twice, from the type checker and from the
 * compiler; every right file must pass both.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileCustomers, compileInvoices, compileItems, type MappingViolation } from '#mapping';

const ROOT = join(import.meta.dirname, '../..');
const CORPUS = join(ROOT, 'test/mapping-errors');

const namesIn = (folder: string): string[] =>
  readdirSync(join(CORPUS, folder))
    .filter((name) => name.endsWith('.ts'))
    .sort();

/** The corpus says in comments what each file must give: `// editor: sentence`. */
function expected(name: string, tag: string): string | null {
  const source = readFileSync(join(CORPUS, 'wrong', name), 'utf8');
  return new RegExp(`^// ${tag}: (.*)$`, 'm').exec(source)?.[1] ?? null;
}

/** One run of the type checker over the whole folder: file name → its errors, continuation lines included. */
async function typeErrors(): Promise<Map<string, string[]>> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, '-p', CORPUS, '--pretty', 'false'], { cwd: ROOT }, (_error, stdout) =>
      resolve(stdout),
    );
  });
  const errors = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of output.split('\n')) {
    const file = /^(\S+?)\(\d+,\d+\): error/.exec(line)?.[1];
    if (file !== undefined) {
      current = errors.get(file) ?? [];
      errors.set(file, current);
      current.push(line);
    } else if (current !== null && line.startsWith(' ')) current.push(`${current.pop()}\n${line}`);
  }
  return errors;
}

let errors: Map<string, string[]>;
beforeAll(async () => {
  errors = await typeErrors();
});

const load = async (folder: string, name: string): Promise<unknown> =>
  ((await import(join(CORPUS, folder, name))) as { default: unknown }).default;

/** What the compiler finds wrong with a file's default export, whichever table it defines. */
function violationsOf(definition: unknown): readonly MappingViolation[] {
  const kind = (definition as { mapping: string }).mapping;
  const compile =
    kind === 'customers' ? compileCustomers : kind === 'invoices' ? compileInvoices : compileItems;
  const result = compile(definition);
  return result.ok ? [] : result.violations;
}

describe('[E4] [P1] wrong mapping files', () => {
  it.each(namesIn('wrong'))('%s gives its sentence in the editor, and nothing beside it', (name) => {
    const found = errors.get(`test/mapping-errors/wrong/${name}`) ?? [];
    // What only the compiler can see: the length of a constant, for one.
    if (expected(name, 'editor') === '-') return expect(found).toEqual([]);
    expect(
      found.some((error) => error.includes(expected(name, 'editor') ?? '?')),
      found.join('\n'),
    ).toBe(true);
    // One mistake, one error; where two entries clash, each of them shows it.
    expect(found, found.join('\n')).toHaveLength(name.endsWith('two-writers.ts') ? 2 : 1);
  });

  const told = namesIn('wrong').filter((name) => expected(name, 'check') !== '-');
  it.each(told)('%s gives its sentence from the compiler too', async (name) => {
    const violations = violationsOf(await load('wrong', name));
    const sentence = expected(name, 'check') ?? expected(name, 'editor');
    const violation = violations.find(({ message }) => message === sentence);
    expect(violation, JSON.stringify(violations)).toBeDefined();
    expect(violation?.code).toBe(expected(name, 'code'));
    expect(violation?.path[0]).toBe(expected(name, 'table') ?? 'items');
  });
});

describe('[E4] sentences on wrong mapping files', () => {
  it('say what to do, after a colon, whichever mistake it is', async () => {
    const sentences: string[] = [];
    for (const name of namesIn('wrong')) {
      sentences.push(...violationsOf(await load('wrong', name)).map(({ message }) => message));
    }
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentences.filter((sentence) => !/\S: \S/.test(sentence))).toEqual([]);
  });

  it('are tried on at least sixty wrong files and twenty-five right ones', () => {
    expect(namesIn('wrong').length).toBeGreaterThanOrEqual(60);
    expect(namesIn('right').length).toBeGreaterThanOrEqual(25);
  });
});

describe('right mapping files', () => {
  it.each(namesIn('right'))('%s passes the type checker and the compiler', async (name) => {
    expect(errors.get(`test/mapping-errors/right/${name}`) ?? []).toEqual([]);
    expect(violationsOf(await load('right', name))).toEqual([]);
  });
});

describe('documentation', () => {
  const page = readFileSync(join(ROOT, 'docs/mapping.md'), 'utf8');
  const blocks = [...page.matchAll(/<!-- (\S+\.ts) -->\n```ts\n([\s\S]*?)```/g)];

  it('shows its examples as they are compiled here', () => {
    expect(blocks.length).toBeGreaterThan(5);
    for (const [, file = '', code = ''] of blocks) {
      const source = readFileSync(join(ROOT, file), 'utf8').replaceAll("from '../", "from './");
      expect(code, basename(file)).toBe(source);
    }
  });

  it('has no other TypeScript than those examples', () => {
    expect(page.match(/```ts\n/g)).toHaveLength(blocks.length);
  });
});
