/** What the commands say of themselves, and how their text fits a terminal. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HELP } from '../../src/cli/mappings/help.ts';
import { wrap } from '../../src/cli/mappings/terminal.ts';

const ROOT = join(import.meta.dirname, '../..');

function mappings(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
    const command = join(ROOT, 'src/cli/mappings.ts');
    execFile(process.execPath, [command, ...args], { cwd: ROOT, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('help', () => {
  it.each(Object.keys(HELP))('of %s shows how it is called, with examples', async (name) => {
    const { code, out } = await mappings(name, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`Usage: npm run mappings -- ${name} `);
    const examples = out.slice(out.indexOf('\nExamples:\n')).match(/^ {2}npm run mappings -- .*$/gm) ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(example).toMatch(new RegExp(`-- ${name}\\b.* {2}\\S`));
  });

  it('of plan names every exit code', async () => {
    const { out } = await mappings('plan', '--help');
    for (const code of [0, 1, 2, 3]) expect(out).toMatch(new RegExp(`^ {2}${code} {2}\\S`, 'm'));
  });

  it('is pointed to when a command is called wrongly', async () => {
    const missing = await mappings('pull');
    expect(missing.code).toBe(1);
    expect(missing.err).toContain("required option '--connection <id>' not specified");
    expect(missing.err).toContain('npm run mappings -- pull --help');
    const format = await mappings('plan', '--format', 'xml');
    expect(format).toMatchObject({ code: 1 });
    expect(format.err).toContain('text, markdown, json');
    const unknown = await mappings('lok');
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.err).toContain('Did you mean lock?');
  });
});

describe('text on a terminal', () => {
  it('is broken between words, further in than it began, with paths whole', () => {
    expect(
      wrap('  mappings/default/items.ts:4  items.rate  NOT_A_RULE\n    rate is given no rule: use both', 41),
    ).toBe('  mappings/default/items.ts:4  items.rate\n    NOT_A_RULE\n    rate is given no rule: use both');
    expect(wrap('a/very/long/path/that/is/longer/than/the/line.ts here', 30)).toBe(
      'a/very/long/path/that/is/longer/than/the/line.ts\n  here',
    );
  });

  it('is left alone where it does not go to a terminal', () => {
    const long = 'word '.repeat(100);
    expect(wrap(long, undefined)).toBe(long);
  });

  it('loses no word and no colour, and fits where its words do', () => {
    const word = fc
      .stringMatching(/^[a-z.:/]{1,12}$/)
      .map((text) => (text.length % 3 ? text : `\u001b[31m${text}\u001b[39m`));
    const line = fc
      .tuple(fc.nat(4), fc.array(word, { maxLength: 20 }))
      .map(([indent, words]) => ' '.repeat(indent) + words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), fc.integer({ min: 30, max: 80 }), (lines, columns) => {
        const wrapped = wrap(lines.join('\n'), columns);
        expect(wrapped.split(/\s+/)).toEqual(lines.join('\n').split(/\s+/));
        for (const each of wrapped.split('\n')) {
          expect(stripVTControlCharacters(each).length).toBeLessThanOrEqual(columns);
        }
      }),
    );
  });
});
