import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  booleanWords,
  type CanonicalValue,
  type CompiledRule,
  choice,
  compileItems,
  decimalScale,
  defineTransform,
  integerAsText,
  lowerCase,
  prefix,
  refuse,
  reversed,
  singleLine,
  type Transform,
  toBooks,
  toFsm,
  trim,
  truncate,
  upperCase,
} from '#mapping';
import { itemType } from '../../mappings/default/transforms.ts';
import { canonicalText } from '../../src/mapping/canonical.ts';
import { imageThrough } from '../../src/mapping/compile/images.ts';
import type { FieldPlan } from '../../src/mapping/plan.ts';

const field = (service: 'fsm' | 'books'): FieldPlan => ({
  service,
  module: 'items',
  apiName: 'x',
  label: 'X',
  kind: 'text',
  mandatory: false,
  readOnly: false,
});

type Image = NonNullable<CompiledRule['imageInBooks']>;

function imagesOf(transform: Transform): { toBooks: Image; toFsm: Image } {
  return {
    toBooks: imageThrough([transform], 'toBooks', field('fsm'), field('books')),
    toFsm: imageThrough([transform], 'toFsm', field('books'), field('fsm')),
  };
}

/** Text in canonical form, with accents, emoji, line breaks and white space inside. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(
        'a',
        'B',
        'ß',
        'İ',
        'ǰ',
        'ﬁ',
        'e',
        '\u0301',
        ' ',
        '\n',
        '\r\n',
        '\u2028',
        '😀',
        '0',
        '-',
      ),
      maxLength: 40,
    }),
  )
  .map(canonicalText)
  .filter((text) => text !== null);
const anyInteger = fc.bigInt().map(String);
const anyDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat({ max: 10 ** 9 }))
  .map(([whole, fraction]) =>
    `${whole}.${fraction}`.replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros)),
  );
const anyValue = fc.oneof(anyText, anyInteger, anyDecimal, fc.boolean(), fc.constant(null));

const cases: readonly { transform: Transform; values: fc.Arbitrary<CanonicalValue>; exact: boolean }[] = [
  { transform: truncate(7), values: anyText, exact: false },
  { transform: trim, values: anyText, exact: false },
  { transform: singleLine, values: anyText, exact: false },
  { transform: upperCase, values: anyText, exact: false },
  { transform: lowerCase, values: anyText, exact: false },
  { transform: decimalScale(2), values: anyDecimal, exact: false },
  { transform: decimalScale(0), values: anyDecimal, exact: false },
  { transform: integerAsText, values: anyInteger, exact: true },
  { transform: reversed(integerAsText), values: anyInteger, exact: true },
  { transform: prefix('per '), values: anyText, exact: true },
  { transform: prefix('e'), values: anyText, exact: true },
  { transform: booleanWords({ true: 'Yes', false: 'No' }), values: fc.boolean(), exact: true },
  { transform: itemType, values: fc.constantFrom('Service', 'Goods'), exact: true },
];

describe('laws of the transforms that go both ways', () => {
  it.each(cases)(
    '$transform.id: what goes to Books and back settles at once',
    ({ transform, values, exact }) => {
      const { toBooks: there, toFsm: back } = imagesOf(transform);
      let carried = 0;
      fc.assert(
        fc.property(values, (value) => {
          const image = there(value);
          if (!image.ok) return;
          carried += 1;
          const returned = back(image.value);
          expect(returned.ok).toBe(true);
          if (!returned.ok) return;
          // Exact ones give the value back; the others may change it once, never twice.
          if (exact) expect(returned.value).toBe(value);
          expect(there(returned.value)).toEqual(image);
        }),
      );
      expect(carried).toBeGreaterThan(10);
    },
  );

  it.each(cases)('$transform.id: what goes to FSM and back settles at once', ({ transform }) => {
    const { toBooks: there, toFsm: back } = imagesOf(transform);
    fc.assert(
      fc.property(anyValue, (value) => {
        const image = back(value);
        if (!image.ok) return;
        const returned = there(image.value);
        expect(returned.ok).toBe(true);
        if (returned.ok) expect(back(returned.value)).toEqual(image);
      }),
    );
  });

  it.each(cases)(
    '$transform.id: never throws, keeps nothing as nothing, and yields canonical text',
    ({ transform }) => {
      for (const image of Object.values(imagesOf(transform))) {
        expect(image(null)).toEqual({ ok: true, value: null });
        fc.assert(
          fc.property(anyValue, (value) => {
            const converted = image(value);
            if (converted.ok && typeof converted.value === 'string') {
              expect(canonicalText(converted.value)).toBe(converted.value);
            }
            if (!converted.ok) expect(converted.violation.code).toBe('TRANSFORM_REFUSED');
          }),
        );
      }
    },
  );
});

describe('transforms one by one', () => {
  it('truncate never splits a character pair and leaves no white space', () => {
    const { toBooks: cut } = imagesOf(truncate(3));
    expect(cut('ab😀')).toEqual({ ok: true, value: 'ab' });
    expect(cut('ab cd')).toEqual({ ok: true, value: 'ab' });
    expect(cut('abc')).toEqual({ ok: true, value: 'abc' });
  });

  it('decimalScale rounds half away from zero on the digits', () => {
    const { toBooks: round } = imagesOf(decimalScale(2));
    const rounded = (value: string) => round(value);
    expect(rounded('1.005')).toEqual({ ok: true, value: '1.01' });
    expect(rounded('-1.005')).toEqual({ ok: true, value: '-1.01' });
    expect(rounded('1.004')).toEqual({ ok: true, value: '1' });
    expect(rounded('999.999')).toEqual({ ok: true, value: '1000' });
    expect(rounded('-0.001')).toEqual({ ok: true, value: '0' });
    expect(rounded('0.1')).toEqual({ ok: true, value: '0.1' });
  });

  it('integerAsText takes back only plain whole numbers', () => {
    const { toFsm: back } = imagesOf(integerAsText);
    for (const odd of ['007', '+7', '7.0', 'seven', '-0']) expect(back(odd).ok).toBe(false);
    expect(back('-70')).toEqual({ ok: true, value: '-70' });
  });

  it('prefix refuses what would not come back', () => {
    const { toBooks: add, toFsm: remove } = imagesOf(prefix('e'));
    expect(add('\u0301clair').ok).toBe(false);
    expect(remove('clair').ok).toBe(false);
    expect(remove('e').ok).toBe(false);
  });

  it('refuses to be defined without sense', () => {
    expect(() => truncate(0)).toThrow(RangeError);
    expect(() => decimalScale(-1)).toThrow(RangeError);
    expect(() => prefix(' x')).toThrow(RangeError);
    expect(() => booleanWords({ true: 'Yes', false: 'Yes' as never })).toThrow(RangeError);
  });
});

describe("a user's own transform", () => {
  const own = (change: (value: string) => string): Transform =>
    defineTransform({
      id: 'own',
      version: 1,
      accepts: { fsm: { kind: 'text', maxLength: 30 }, books: 'text' },
      toBooks: change,
    });

  it('[P1] that throws refuses the value, and nothing it said is repeated', () => {
    const converted = imagesOf(
      own((value) => {
        throw new Error(`cannot do ${value}`);
      }),
    ).toBooks('Jane Example');
    expect(converted).toMatchObject({ ok: false, violation: { code: 'TRANSFORM_REFUSED' } });
    expect(JSON.stringify(converted)).not.toContain('Jane');
  });

  it('[P1] that quotes the value in its refusal is not quoted', () => {
    const rude = defineTransform({
      id: 'rude',
      version: 1,
      accepts: { fsm: 'text', books: 'text' },
      toBooks: (value) => refuse(`is ${value}, which is wrong`),
    });
    expect(JSON.stringify(imagesOf(rude).toBooks('Jane Example'))).not.toContain('Jane');
  });

  it('sees no value outside what it accepts', () => {
    const seen: string[] = [];
    const { toBooks: image } = imagesOf(
      own((value) => {
        seen.push(value);
        return value;
      }),
    );
    expect(image('x'.repeat(31)).ok).toBe(false);
    expect(image(true).ok).toBe(false);
    expect(image('fine').ok).toBe(true);
    expect(seen).toEqual(['fine']);
  });

  it('that answers no value is refused', () => {
    expect(imagesOf(own((() => 7) as never)).toBooks('a').ok).toBe(false);
    expect(imagesOf(own((() => undefined) as never)).toBooks('a').ok).toBe(false);
  });

  it('has its text brought into canonical form, nothing left being nothing', () => {
    expect(imagesOf(own((value) => ` ${value} `)).toBooks('a')).toEqual({ ok: true, value: 'a' });
    expect(imagesOf(own(() => '  ')).toBooks('a')).toEqual({ ok: true, value: null });
  });
});

describe('several transforms', () => {
  it('run in order to Books, and in reverse to FSM', () => {
    const steps: Transform[] = [prefix('a'), prefix('b')];
    expect(imageThrough(steps, 'toBooks', field('fsm'), field('books'))('x')).toEqual({
      ok: true,
      value: 'bax',
    });
    expect(imageThrough(steps, 'toFsm', field('books'), field('fsm'))('bax')).toEqual({
      ok: true,
      value: 'x',
    });
  });
});

it('one-way verbs leave the other direction out', () => {
  const forth = choice('forth', { toBooks: { a: 'b' } });
  expect(forth.toFsm).toBeNull();
  expect(toBooks({}).direction).toBe('toBooks');
  expect(toFsm({}).direction).toBe('toFsm');
  expect(compileItems(undefined)).toMatchObject({ ok: false, violations: [{ code: 'NOT_A_MAPPING' }] });
});
