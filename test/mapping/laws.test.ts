import { describe, expect, it } from 'vitest';
import {
  bindItems,
  booksModule,
  both,
  compileItems,
  defineTransform,
  fsmModule,
  references,
  refuse,
  toBooks,
  truncate,
} from '#mapping';
import { tryLaws } from '../../src/mapping/laws/laws.ts';
import type { CompiledRule } from '../../src/mapping/plan.ts';

const fields = { Name: { kind: 'text', label: 'Name' }, Unit: { kind: 'text', label: 'Unit' } } as const;
const bookFields = { name: { kind: 'text', label: 'Name' }, unit: { kind: 'text', label: 'Unit' } } as const;
const fsm = fsmModule('Service_And_Parts', fields);
const item = references(fsm);
const items = bindItems({ fsm, books: booksModule('items', bookFields) });

function ruleVia(rule: ReturnType<typeof both<typeof item.Unit>> | object): CompiledRule {
  const define = items as unknown as (options: unknown, table: unknown) => unknown;
  const result = compileItems(define({}, { unit: rule }));
  const found = result.ok ? result.table.rules.find(({ plan }) => plan.key === 'unit') : undefined;
  if (found === undefined) throw new Error(JSON.stringify(result));
  return found;
}

const own = (
  toBooksWay: (text: string) => string,
  toFsmWay: (text: string) => string | ReturnType<typeof refuse>,
) =>
  defineTransform({
    id: 'own',
    version: 1,
    accepts: { fsm: 'text', books: 'text' },
    toBooks: toBooksWay,
    toFsm: toFsmWay,
  });
const broken = (rule: CompiledRule) => tryLaws(rule, { runs: 300, seed: 7 }).failures.map(({ law }) => law);

describe('laws of two-way rules', () => {
  it('hold for a rule without a transform and for one that settles', () => {
    expect(broken(ruleVia(both(item.Unit)))).toEqual([]);
    expect(broken(ruleVia(both(item.Unit).via(truncate(5))))).toEqual([]);
  });

  it('are broken by what grows each time it goes over', () => {
    const { failures } = tryLaws(
      ruleVia(
        both(item.Unit).via(
          own(
            (text) => `${text}!`,
            (text) => text,
          ),
        ),
      ),
      {
        runs: 300,
        seed: 7,
      },
    );
    expect(failures.map(({ law }) => law)).toContain('putGet');
    // The smallest value that shows it, in words.
    expect(failures[0]?.counterExample).toMatch(
      /^"(.)" in FSM goes to Books as "\1!", comes back as "\1!", and then goes over as "\1!!"$/u,
    );
    expect(failures[0]?.seed).toBe(7);
  });

  it('are broken by what does not come back', () => {
    const rule = ruleVia(
      both(item.Unit).via(
        own(
          (text) => `No. ${text}`,
          () => refuse('is not taken back'),
        ),
      ),
    );
    expect(tryLaws(rule, { runs: 100, seed: 1 }).failures[0]?.counterExample).toMatch(
      /does not come back: it is refused$/,
    );
  });

  it('are broken by a transform that throws, one-way too', () => {
    const thrower = defineTransform({
      id: 'thrower',
      version: 1,
      accepts: { fsm: 'text', books: 'text' },
      toBooks: (text) => {
        if (text.length > 3) throw new Error('too much');
        return text;
      },
    });
    const { failures } = tryLaws(ruleVia(toBooks(item.Unit).via(thrower)), { runs: 300, seed: 7 });
    expect(failures.map(({ law }) => law)).toEqual(['refusal']);
    expect(failures[0]?.counterExample).toMatch(/makes the transform throw/);
  });

  it('count the values that were carried at all', () => {
    const none = defineTransform({
      id: 'none',
      version: 1,
      accepts: { fsm: 'text', books: 'text' },
      toBooks: () => refuse('is never taken'),
      toFsm: () => refuse('is never taken'),
    });
    expect(tryLaws(ruleVia(both(item.Unit).via(none)), { runs: 50, seed: 1 })).toEqual({
      failures: [],
      carried: 0,
    });
  });
});
