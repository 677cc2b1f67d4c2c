import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  booleanWords,
  type CanonicalValue,
  type CompiledRule,
  choice,
  compileItems,
  convertUnit,
  dateAsText,
  datetimeAsText,
  dayOf,
  decimalScale,
  defineTransform,
  integerAsText,
  joinLines,
  lookup,
  lowerCase,
  phone,
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
import { endOf, imageThrough } from '../../src/mapping/compile/images.ts';

const field = (service: 'fsm' | 'books') =>
  endOf({
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
const anyMoment = fc
  .date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2099-12-31') })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);
const anyDate = anyMoment.map((moment) => moment.slice(0, 10));
const anyPhone = fc
  .tuple(fc.constantFrom('', '+1 ', '+49 ', '(0)'), fc.stringMatching(/^[2-9][0-9]{2}[ -]?[2-9][0-9]{6}$/))
  .map(([code, digits]) => code + digits);
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
  { transform: phone('US'), values: anyPhone, exact: false },
  { transform: phone('DE', 'international'), values: anyPhone, exact: false },
  { transform: phone('US', 'national'), values: anyPhone, exact: false },
  { transform: dateAsText('DD.MM.YYYY'), values: anyDate, exact: true },
  { transform: datetimeAsText('Europe/Berlin', 'YYYY-MM-DD HH:mm:ss'), values: anyMoment, exact: true },
  { transform: dayOf('America/New_York'), values: anyMoment, exact: false },
  { transform: joinLines('; '), values: anyText, exact: true },
  { transform: lookup('country', { USA: 'US', Germany: 'DE' }), values: anyText, exact: true },
  {
    transform: convertUnit({ unit: 'kg', decimals: 3 }, { unit: 'lb', decimals: 2 }),
    values: anyDecimal,
    exact: false,
  },
  {
    transform: convertUnit({ unit: 'mi', decimals: 6 }, { unit: 'm', decimals: 2 }),
    values: anyDecimal,
    exact: false,
  },
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

  it('phone writes one number in one way, and refuses what is none', () => {
    const { toBooks: e164, toFsm: back } = imagesOf(phone('US'));
    for (const text of ['(213) 373-4253', '213.373.4253', '+1 213 373 4253', '1-213-373-4253']) {
      expect(e164(text)).toEqual({ ok: true, value: '+12133734253' });
      expect(back(text)).toEqual({ ok: true, value: '+12133734253' });
    }
    expect(e164('+44 20 7946 0018')).toEqual({ ok: true, value: '+442079460018' });
    expect(e164('ask Jane').ok).toBe(false);
    expect(e164('213-373-4253 ext. 5').ok).toBe(false);
    const { toBooks: national } = imagesOf(phone('US', 'national'));
    expect(national('+12133734253')).toEqual({ ok: true, value: '(213) 373-4253' });
    expect(national('+442079460018')).toEqual({ ok: true, value: '+44 20 7946 0018' });
  });

  it('dateAsText takes only days that exist, written as it says', () => {
    const { toBooks: there, toFsm: back } = imagesOf(dateAsText('DD/MM/YYYY'));
    expect(there('2028-02-29')).toEqual({ ok: true, value: '29/02/2028' });
    expect(back('29/02/2028')).toEqual({ ok: true, value: '2028-02-29' });
    for (const odd of ['29/02/2026', '2028-02-29', '1/2/2028', '31/04/2026'])
      expect(back(odd).ok).toBe(false);
  });

  it('datetimeAsText refuses the hour that clocks repeat and the one they skip', () => {
    const { toBooks: there, toFsm: back } = imagesOf(datetimeAsText('Europe/Berlin', 'YYYY-MM-DD HH:mm:ss'));
    expect(there('2026-07-01T10:00:00Z')).toEqual({ ok: true, value: '2026-07-01 12:00:00' });
    expect(there('2026-10-25T00:30:00Z').ok).toBe(false);
    expect(back('2026-03-29 02:30:00').ok).toBe(false);
  });

  it('dayOf goes by the calendar of its zone', () => {
    const { toBooks: there, toFsm: back } = imagesOf(dayOf('America/New_York'));
    expect(there('2026-06-10T03:00:00Z')).toEqual({ ok: true, value: '2026-06-09' });
    expect(back('2026-06-09')).toEqual({ ok: true, value: '2026-06-09T04:00:00Z' });
  });

  it('convertUnit is exact until it rounds', () => {
    const { toBooks: there, toFsm: back } = imagesOf(
      convertUnit({ unit: 'in', decimals: 6 }, { unit: 'cm', decimals: 2 }),
    );
    expect(there('1')).toEqual({ ok: true, value: '2.54' });
    expect(there('-0.333')).toEqual({ ok: true, value: '-0.85' });
    expect(back('2.54')).toEqual({ ok: true, value: '1' });
    expect(() => convertUnit({ unit: 'kg', decimals: 2 }, { unit: 'm', decimals: 2 })).toThrow(RangeError);
    expect(() => convertUnit({ unit: 'kg', decimals: 2 }, { unit: 'lb', decimals: 2 })).toThrow(RangeError);
  });

  it('lookup turns words over and leaves the rest, unless the rest is a word of the other side', () => {
    const { toBooks: there, toFsm: back } = imagesOf(lookup('country', { 'United States': 'US' }));
    expect(there('United States')).toEqual({ ok: true, value: 'US' });
    expect(back('US')).toEqual({ ok: true, value: 'United States' });
    expect(there('France')).toEqual({ ok: true, value: 'France' });
    expect(there('US').ok).toBe(false);
    expect(back('United States').ok).toBe(false);
    expect(() => lookup('twice', { a: 'x', b: 'x' })).toThrow(RangeError);
  });

  it('joinLines refuses lines that would not come back', () => {
    const { toBooks: there, toFsm: back } = imagesOf(joinLines('; '));
    expect(there('a\nb')).toEqual({ ok: true, value: 'a; b' });
    expect(back('a; b')).toEqual({ ok: true, value: 'a\nb' });
    expect(there('a; b\nc').ok).toBe(false);
    expect(there('a\n\nb').ok).toBe(false);
    expect(() => joinLines(' ')).toThrow(RangeError);
  });

  it('refuses to be defined without sense', () => {
    expect(() => truncate(0)).toThrow(RangeError);
    expect(() => phone('USA')).toThrow(RangeError);
    expect(() => dateAsText('DD.MM')).toThrow(RangeError);
    expect(() => dayOf('Mars/Olympus')).toThrow(RangeError);
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
